import type { Socket } from 'node:net';
import { encode } from '@specline/contracts';
import { httpFailure, problem } from './problem.ts';

const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Answers what never became a request: no HTTP, headers that are too large, or a client that takes too long. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const failure = httpFailure({ statusCode: statuses[error.code ?? ''] ?? 400 });
  const { status = 400, words } = failure ?? { words: { message: '' } };
  const document = problem('invalid-request', words.message, { status });
  const body = encode(document);
  const head = `HTTP/1.1 ${document.status} ${document.title}\r\nContent-Type: application/problem+json`;
  // Whoever does not read it is not waited for.
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, () =>
    socket.destroy(),
  );
}
