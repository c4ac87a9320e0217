import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { shown, wording } from '@specline/contracts';
import { BusError } from '../messages/errors.ts';

/** The address that operators' tools ask cannot be listened on. */
class CannotListen extends BusError {
  override readonly name = 'CannotListen';
  readonly code = 'unavailable';
}

export interface Page {
  readonly status: 200 | 503;
  readonly type: string;
  readonly text: string;
}

/** By path. */
export type Pages = Readonly<Record<string, () => Promise<Page> | Page>>;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
}

/** Of one process; more are not answered. */
const maximumConnections = 64;
/** In which a request must have arrived, in milliseconds. */
const requestTimeoutMs = 5_000;

/** Serves pages over HTTP; gives what ends that. @throws CannotListen */
export async function listen(pages: Pages, { host, port }: ListenOptions): Promise<() => void> {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    void answer(pages, request, response);
  });
  server.maxConnections = maximumConnections;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const { code = 'failed' } = cause as NodeJS.ErrnoException;
    throw new CannotListen(
      wording`cannot listen on ${shown(host)}:${shown(port)}: ${shown(code)}; correct SPECLINE_METRICS_HOST and SPECLINE_METRICS_PORT`,
      { cause },
    );
  }
  return () => end(server);
}

async function answer(pages: Pages, { method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = url.replace(/\?.*$/, '');
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (page === undefined) return void response.writeHead(404).end();
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  try {
    const { status, type, text } = await page();
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
