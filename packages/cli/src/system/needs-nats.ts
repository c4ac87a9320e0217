import { unusable } from '../end/failure.ts';

/** @throws Failure where no system is named. `because` says why an embedded one will not do. */
export function needsNats(nats: string | undefined, because: string): asserts nats is string {
  if (nats === undefined) throw unusable(`say with --nats (NATS_URL) which system; ${because}`);
}
