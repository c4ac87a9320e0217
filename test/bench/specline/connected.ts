import { connectSpecline, type Specline } from '@specline/client';
import { encode, type Outcome } from '@specline/contracts';
import { Estate, type EstateOptions } from '../workload/estate.ts';

/** What the programs of clients are told by their environment. */
export interface ClientEnvironment {
  readonly NATS_URL: string;
  readonly INBOX_PREFIX: string;
  /** Options of the estate, as JSON. */
  readonly ESTATE: string;
}

/** Connects as a scheduler, a user of the system. */
export async function connected(): Promise<{ readonly specline: Specline; readonly estate: Estate }> {
  const { NATS_URL = '', INBOX_PREFIX = '', ESTATE = '{}' } = process.env;
  const specline = await connectSpecline({ servers: [NATS_URL], name: 'benchmark', inboxPrefix: INBOX_PREFIX });
  return { specline, estate: new Estate(JSON.parse(ESTATE) as EstateOptions) };
}

/** Each request is of a trace of its own, as of a scheduler that traces. */
export function traceparent(index: number): string {
  const id = (index + 1).toString(16);
  return `00-${id.padStart(32, '0')}-${id.padStart(16, '0')}-01`;
}

/** @throws Error where there is no spec. */
export function specText(outcome: Outcome): string {
  if (outcome.status === 'failed') throw new Error(`${outcome.id} failed: ${outcome.errors[0]?.message}`);
  return encode(outcome.spec);
}
