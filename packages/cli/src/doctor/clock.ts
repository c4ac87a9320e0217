import { type Finding, ok, warning } from './finding.ts';

/** More is no error of measuring. */
const tolerableMs = 2_000;

/** A clock elsewhere, read between two looks at ours. */
export interface ClockReading {
  readonly before: number;
  readonly there: number;
  readonly after: number;
}

/** Whether a server's clock and ours agree; all in milliseconds since 1970. */
export function clockFinding(server: string, { before, there, after }: ClockReading): Finding {
  const differenceMs = there - (before + after) / 2;
  const seconds = `${Math.abs(differenceMs / 1_000).toFixed(1)} s`;
  if (Math.abs(differenceMs) <= tolerableMs) return ok('clock', `${server} and this machine agree`);
  const text = `the clock of ${server} is ${seconds} ${differenceMs > 0 ? 'ahead of' : 'behind'} this machine's`;
  return warning('clock', text, 'let both follow NTP: times in events, lists and give-up ages are compared');
}
