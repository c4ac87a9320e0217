/** Prometheus asks every 15 seconds unless told otherwise; a short run should see some of it, too. */
const intervalMs = 5_000;

/** Reads metrics as Prometheus would, until it is disposed of. */
export function scrape(ports: readonly number[]): AsyncDisposable {
  let reading: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    reading = Promise.all(ports.map(read));
  }, intervalMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await reading;
    },
  };
}

async function read(port: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!response.ok) throw new Error(`metrics were answered with ${response.status}`);
  await response.text();
}
