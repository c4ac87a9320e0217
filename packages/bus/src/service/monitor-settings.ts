import { z } from 'zod';
import { wholeNumber } from './quantities.ts';

/** Where operators' tools may ask for metrics and health, and where spans are sent. */
export const monitorVariables = {
  /** 0: nowhere. */
  SPECLINE_METRICS_PORT: wholeNumber(0, 65_535).prefault('0'),
  SPECLINE_METRICS_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'write an address or a name of this machine such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  /** The base address of an OTLP/HTTP collector, under the name that OpenTelemetry gives it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'write an address such as http://127.0.0.1:4318' })
    .optional(),
};
