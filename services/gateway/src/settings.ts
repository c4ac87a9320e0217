import { duration, type Environment, InvalidSettings, readVariables, size, wholeNumber } from '@specline/bus';
import { z } from 'zod';

/** The one table of what the gateway can be told besides what every service is. */
const variablesSchema = z.object({
  SPECLINE_HTTP_HOST: z.string().default('127.0.0.1'),
  /** Absent: there are none, and it must be on loopback. */
  SPECLINE_TOKENS_FILE: z.string().optional(),
  /** Of one token. */
  SPECLINE_HTTP_REQUESTS_PER_SECOND: wholeNumber(1, 1_000_000).prefault('1000'),
  /** 0: any that is free; the log says which. */
  SPECLINE_HTTP_PORT: wholeNumber(0, 65_535).prefault('8080'),
  /** The largest request; NATS takes no more than its max_payload. */
  SPECLINE_HTTP_BODY: size('1KiB', '64MiB').prefault('1MiB'),
  /** The same of inventories, which go to Redis. */
  SPECLINE_HTTP_INVENTORY_BODY: size('1KiB', '256MiB').prefault('16MiB'),
  /** How long a client may take to send its headers, and a whole request. */
  SPECLINE_HTTP_HEADERS_TIMEOUT: duration('100ms', '10m').prefault('10s'),
  SPECLINE_HTTP_REQUEST_TIMEOUT: duration('100ms', '1h').prefault('30s'),
  /** How long a connection stays open between two requests. */
  SPECLINE_HTTP_KEEP_ALIVE: duration('100ms', '1h').prefault('10s'),
  SPECLINE_HTTP_MAX_CONNECTIONS: wholeNumber(1, 1_000_000).prefault('1024'),
  /** Readers of events; each is a consumer of the stream. */
  SPECLINE_HTTP_MAX_STREAMS: wholeNumber(1, 100_000).prefault('256'),
  /** How often a stream of events without events says that it is there. */
  SPECLINE_HTTP_HEARTBEAT: duration('100ms', '10m').prefault('15s'),
  /** A reader that takes nothing for so long is dropped. */
  SPECLINE_HTTP_STALLED_AFTER: duration('200ms', '1h').prefault('1m'),
});

/** What the gateway is told by its environment; durations in milliseconds, sizes in bytes. */
export interface GatewaySettings {
  readonly host: string;
  readonly port: number;
  readonly tokensFile: string | undefined;
  readonly requestsPerSecond: number;
  readonly maximumBodyBytes: number;
  readonly maximumInventoryBytes: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveMs: number;
  readonly maximumConnections: number;
  readonly maximumStreams: number;
  readonly heartbeatMs: number;
  readonly stalledAfterMs: number;
}

/** @throws InvalidSettings */
export function gatewaySettings(environment: Environment): GatewaySettings {
  const variables = readVariables(variablesSchema, environment);
  if (variables.SPECLINE_HTTP_STALLED_AFTER <= variables.SPECLINE_HTTP_HEARTBEAT)
    throw new InvalidSettings('SPECLINE_HTTP_STALLED_AFTER must be longer than SPECLINE_HTTP_HEARTBEAT: make it so');
  return {
    host: variables.SPECLINE_HTTP_HOST,
    port: variables.SPECLINE_HTTP_PORT,
    tokensFile: variables.SPECLINE_TOKENS_FILE,
    requestsPerSecond: variables.SPECLINE_HTTP_REQUESTS_PER_SECOND,
    maximumBodyBytes: variables.SPECLINE_HTTP_BODY,
    maximumInventoryBytes: variables.SPECLINE_HTTP_INVENTORY_BODY,
    headersTimeoutMs: variables.SPECLINE_HTTP_HEADERS_TIMEOUT,
    requestTimeoutMs: variables.SPECLINE_HTTP_REQUEST_TIMEOUT,
    keepAliveMs: variables.SPECLINE_HTTP_KEEP_ALIVE,
    maximumConnections: variables.SPECLINE_HTTP_MAX_CONNECTIONS,
    maximumStreams: variables.SPECLINE_HTTP_MAX_STREAMS,
    heartbeatMs: variables.SPECLINE_HTTP_HEARTBEAT,
    stalledAfterMs: variables.SPECLINE_HTTP_STALLED_AFTER,
  };
}
