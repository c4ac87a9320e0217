/** When a request that waits is reminded of, as parts of its deadline. */
const reminders = [1 / 4, 1 / 2, 3 / 4] as const;

interface Calls {
  /** Called at each quarter. */
  remind(): void;
  /** Called at the end. */
  expire(): void;
}

/** Watches a deadline, in milliseconds from now; gives what ends the watch. */
export function watchDeadline(deadlineMs: number, { remind, expire }: Calls): () => void {
  const timers = [...reminders.map((part) => setTimeout(remind, deadlineMs * part)), setTimeout(expire, deadlineMs)];
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}
