import type { Log } from './log.ts';

const nothing = (): void => {};

/** For where nobody reads a log. */
export const silentLog: Log = {
  detailed: false,
  outcome: nothing,
  note: nothing,
  detail: nothing,
  warning: nothing,
  failure: nothing,
};
