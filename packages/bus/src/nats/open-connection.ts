import { shown, type Wording, wording } from '@specline/contracts';
import { type ConnectionOptions, connect, ErrorCode, type NatsConnection, NatsError } from 'nats';
import type { Log } from '../log/log.ts';
import { CannotConnect } from '../messages/errors.ts';
import type { TlsIdentity } from '../service/connection-settings.ts';
import { type ServerAddresses, serverAddresses } from './server-addresses.ts';

export interface NatsOptions {
  /** `nats://host:4222` each, with `user:password@` or `token@` where the servers want it; `tls://` demands TLS. */
  readonly servers: readonly string[];
  /** The connection's name in the server's monitoring. */
  readonly name: string;
  readonly log: Log;
  /** Where answers to requests arrive; a user may be permitted to subscribe to its own prefix only. */
  readonly inboxPrefix?: string;
  /** For `tls://`; absent: Node's own authorities, and no certificate of ours. */
  readonly tls?: TlsIdentity;
}

/** Once it was there, the connection is restored however long that takes. */
const patience = {
  maxReconnectAttempts: -1,
  ignoreAuthErrorAbort: true,
  reconnectTimeWait: 250,
  reconnectJitter: 250,
  /** Of the first connection and each later one, in milliseconds. */
  timeout: 5_000,
  /** A server that answers no ping twice in a row counts as lost. */
  pingInterval: 10_000,
  maxPingOut: 2,
  // The client would capture a stack for each message that it waits for.
  noAsyncTraces: true,
  // The client's types do not tell of it. It would write each 32 KiB by themselves, and a write costs more than a copy.
  pendingLimit: 256 * 1_024,
} satisfies ConnectionOptions & { readonly pendingLimit: number };

/** The prefix of the client itself. */
export const defaultInboxPrefix = '_INBOX';

/**
 * Opens a connection to NATS.
 *
 * @throws CannotConnect naming the address and the remedy.
 */
export async function openConnection(given: NatsOptions): Promise<NatsConnection> {
  const { servers, name, inboxPrefix = defaultInboxPrefix, tls = {} } = given;
  const addresses = serverAddresses(servers);
  const encryption = addresses.tls ? { tls } : {};
  const options = { ...patience, ...addresses.credentials, ...encryption, servers: addresses.servers, name };
  try {
    return await connect({ ...options, inboxPrefix });
  } catch (cause) {
    throw new CannotConnect(refusal(cause, addresses), { cause });
  }
}

function refusal(cause: unknown, addresses: ServerAddresses): Wording {
  return wording`cannot connect to NATS at ${shown(addresses.shown)}: ${shown(remedy(cause, addresses))}`;
}

function remedy(cause: unknown, { tls }: ServerAddresses): string {
  const { code } = cause as { code?: unknown };
  if (/CERT|VERIFY/.test(String(code)))
    return 'its certificate is not trusted; give its authority by SPECLINE_TLS_CA_FILE and its host as it is named there';
  if (cause instanceof NatsError && cause.isAuthError())
    return 'it refuses the user or password; correct them in the address';
  if (code === ErrorCode.ConnectionRefused)
    return 'nothing listens there; start nats-server there or correct the address';
  if (code === ErrorCode.ConnectionTimeout || code === ErrorCode.Timeout)
    return tls
      ? 'no answer; does it want a certificate of ours (SPECLINE_TLS_CERT_FILE), and is it given by its name?'
      : 'no answer; is it a NATS server, and does a firewall let us through?';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no such host; correct the address';
  if (code === ErrorCode.ServerOptionNotAvailable) return 'it has no TLS; write nats:// or configure TLS there';
  return 'see the cause; correct the address or the server';
}
