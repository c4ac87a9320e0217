/**
 * Resolves when the user or the system asks this process to end. Until then the process stays;
 * further signals change nothing, for npm sends a terminal's Ctrl-C a second time.
 */
export function interruption(): Promise<NodeJS.Signals> {
  const stay = setInterval(() => {}, 2 ** 30);
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        clearInterval(stay);
        resolve(signal);
      });
    }
  });
}
