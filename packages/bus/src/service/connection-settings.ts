import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How TLS proves who is at either end; PEM texts, as Node takes them. What is absent is Node's default. */
export interface TlsIdentity {
  /** Authorities whose servers are trusted, instead of those that Node knows. */
  readonly ca?: string;
  /** Our own certificate, for servers that demand one, and its key. */
  readonly cert?: string;
  readonly key?: string;
}

/** A file that is read once, at start: one that is missing is told then, by its variable. */
const pemFile = z
  .string()
  .transform((path, context) => {
    const text = readOrCode(path);
    if (text.includes('-----BEGIN ')) return text;
    context.addIssue({ code: 'custom', message: 'write the path of a PEM file that can be read' });
    return z.NEVER;
  })
  .optional();

function readOrCode(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** How a service shows itself to NATS and Redis, beside the users in their addresses. */
export const connectionVariables = {
  /** Where NATS answers us: a user may be permitted to subscribe to its own inboxes only. */
  SPECLINE_INBOX_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/, 'write letters, digits, "_" and "-", with dots between')
    .default('_INBOX'),
  /** For `tls://` and `rediss://`. */
  SPECLINE_TLS_CA_FILE: pemFile,
  SPECLINE_TLS_CERT_FILE: pemFile,
  SPECLINE_TLS_KEY_FILE: pemFile,
};

type ConnectionVariables = z.output<z.ZodObject<typeof connectionVariables>>;

/** What the variables say of TLS. */
export function tlsIdentity(variables: ConnectionVariables): TlsIdentity {
  const { SPECLINE_TLS_CA_FILE: ca, SPECLINE_TLS_CERT_FILE: cert, SPECLINE_TLS_KEY_FILE: key } = variables;
  return { ...(ca !== undefined && { ca }), ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) };
}
