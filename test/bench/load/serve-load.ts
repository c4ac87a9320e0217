import { type Asking, ClosedLoop, type Load } from './closed-loop.ts';

/** What a process of the benchmark is told, and what it tells; see `role.ts`. */
export const ready = 'ready';

/** Makes this process a client: it runs the loads that the benchmark sends it, and ends with it. */
export function serveLoad<T>(asking: Asking<T>): void {
  const loop = new ClosedLoop(asking);
  process.on('message', (load) => {
    void loop.run(load as Load).then(
      (measured) => process.send?.(measured),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  serveRole();
}

/** Makes this process a part of a system: it says that it serves, and ends with the benchmark. */
export function serveRole(): void {
  process.on('disconnect', () => process.exit());
  process.send?.(ready);
}
