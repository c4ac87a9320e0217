/** A request that waits is reminded of at each of these parts of its deadline but the last. */
const parts = 4;

interface Calls {
  /** Called at each quarter. */
  remind(): void;
  /** Called at the end. */
  expire(): void;
}

/** Watches a deadline, in milliseconds from now; gives what ends the watch. */
export function watchDeadline(deadlineMs: number, { remind, expire }: Calls): () => void {
  const startMs = performance.now();
  let passed = 0;
  let timer: NodeJS.Timeout;
  const elapsed = (): number => performance.now() - startMs;
  // One timer at a time: most requests end before the first.
  const wait = (): void => {
    timer = setTimeout(wake, (deadlineMs * (passed + 1)) / parts - elapsed());
  };
  const wake = (): void => {
    // No timer is as quick as the quarters of a millisecond, or on time in a busy process.
    passed = Math.max(passed + 1, Math.floor((elapsed() * parts) / deadlineMs));
    if (passed >= parts) return expire();
    wait();
    remind();
  };
  wait();
  return () => clearTimeout(timer);
}
