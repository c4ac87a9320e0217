/** A request that waits is reminded of at each of these parts of its deadline but the last. */
const parts = 4;

/** No timer is quicker, in milliseconds. */
const quickestMs = 1;

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
    timer = setTimeout(wake, Math.max(quickestMs, (deadlineMs * (passed + 1)) / parts - elapsed()));
  };
  const wake = (): void => {
    // Of a short deadline, or in a busy process, several have passed.
    passed = Math.max(passed + 1, Math.floor((elapsed() * parts) / deadlineMs));
    if (passed >= parts) {
      expire();
    } else {
      wait();
      remind();
    }
  };
  wait();
  return () => clearTimeout(timer);
}
