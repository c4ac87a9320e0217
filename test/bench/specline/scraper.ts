/** Prometheus asks every 15 seconds unless told otherwise; a short run should see some of it, too. */
const intervalMs = 5_000;

/** Reads metrics as Prometheus would. */
export function scrape(ports: readonly number[]): Disposable {
  const timer = setInterval(() => {
    for (const port of ports) void read(port);
  }, intervalMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function read(port: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  await response.text();
}
