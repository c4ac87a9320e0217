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
  let passed = 0;
  const timer = setInterval(() => {
    passed += 1;
    if (passed < parts) return remind();
    clearInterval(timer);
    expire();
  }, deadlineMs / parts);
  return () => clearInterval(timer);
}
