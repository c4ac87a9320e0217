import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Sends one inline command to a Redis on loopback, e.g. `CONFIG SET maxmemory 1mb`.
 *
 * @returns its reply, as it is on the wire.
 * @throws Error with Redis's words.
 */
export async function redisCommand(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  // QUIT closes the connection from the other side, when all is written.
  socket.write(`${command}\r\nQUIT\r\n`);
  let reply = '';
  socket.on('data', (chunk) => {
    reply += chunk.toString();
  });
  await once(socket, 'close');
  if (reply.startsWith('-')) throw new Error(`${command}: ${reply.split('\r\n')[0]}`);
  return reply;
}
