import { once } from 'node:events';
import { createServer, type Socket, connect as toTarget } from 'node:net';

/** A wire between a client and a server that can be cut: both ends keep their connection and hear nothing more. */
export interface Cut extends AsyncDisposable {
  readonly port: number;
  cut(): void;
  /** What was held back arrives now. */
  mend(): void;
  /** Ends all connections; new ones lead to another port, as when an address moves to another host. */
  move(port: number): void;
}

/** Starts a wire to a port on loopback. */
export async function startCut(port: number): Promise<Cut> {
  const sockets = new Set<Socket>();
  let whole = true;
  let target = port;
  const join = (from: Socket, to: Socket): void => {
    sockets.add(from);
    if (!whole) from.pause();
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = toTarget(target, '127.0.0.1');
    join(near, far);
    join(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cut() {
      whole = false;
      for (const socket of sockets) socket.pause();
    },
    mend() {
      whole = true;
      for (const socket of sockets) socket.resume();
    },
    move(to) {
      target = to;
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
