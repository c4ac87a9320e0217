import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWith, hasEnded, spawnOwned } from './owned-process.ts';
import { onPort, waitUntilReady } from './port.ts';
import type { ServerPlan, TestServer } from './test-server.ts';

const HOST = '127.0.0.1';
const START_TIMEOUT_MS = 15_000;

/** Starts the program of that name on PATH. */
export function startBinary(plan: ServerPlan, asked?: number): Promise<TestServer> {
  return onPort(asked, async (port) => {
    const dataDir = await mkdtemp(join(tmpdir(), `specline-${plan.program}-`));
    const server = new BinaryServer(plan, dataDir, port);
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  });
}

class BinaryServer implements TestServer {
  readonly url: string;
  readonly port: number;
  readonly #plan: ServerPlan;
  readonly #dataDir: string;
  #child: ChildProcess | undefined;

  constructor(plan: ServerPlan, dataDir: string, port: number) {
    this.#plan = plan;
    this.#dataDir = dataDir;
    this.port = port;
    this.url = `${plan.scheme}://${HOST}:${port}`;
  }

  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    const { program, config, arguments: argumentsFor, probe } = this.#plan;
    const configFile = join(this.#dataDir, 'server.conf');
    await writeFile(configFile, config({ host: HOST, port: this.port, dataDir: this.#dataDir }));

    const child = await spawnOwned(program, argumentsFor(configFile), { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    const log = collectLog(child);
    const ended = new AbortController();
    child.once('exit', () => ended.abort(new Error(`${program} ended before it served:\n${log()}`)));
    const tooLate = AbortSignal.timeout(START_TIMEOUT_MS);
    await waitUntilReady({ host: HOST, port: this.port, probe }, AbortSignal.any([ended.signal, tooLate]));
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  async pause(): Promise<void> {
    this.#running().kill('SIGSTOP');
  }

  async resume(): Promise<void> {
    this.#running().kill('SIGCONT');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #running(): ChildProcess {
    if (this.#child === undefined || hasEnded(this.#child)) throw new Error(`${this.#plan.program} is not running`);
    return this.#child;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child !== undefined) await endWith(this.#child, signal);
    this.#child = undefined;
  }
}

/** Reads what the server writes, lest its pipe fill up, and keeps the end of it for an error's text. */
function collectLog(child: ChildProcess): () => string {
  let log = '';
  const add = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => log;
}
