import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends one inline command to a Redis on loopback, e.g. `CONFIG SET maxmemory 1mb`. @throws Error with Redis's words. */
export async function redisCommand(port: number, command: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.end(`${command}\r\n`);
  const [reply] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  if (reply.toString().startsWith('-')) throw new Error(`${command}: ${reply.toString().trim()}`);
}
