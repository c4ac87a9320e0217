import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Load, Measured } from './closed-loop.ts';
import { ready } from './serve-load.ts';

/** A process of a system that is measured. */
export interface Role extends AsyncDisposable {
  readonly pid: number;
}

/** The process that asks. */
export interface Client extends Role {
  run(load: Load): Promise<Measured>;
}

type Environment = Readonly<Record<string, string>>;

/** Starts a program that calls `serveRole`; resolves when it serves. */
export const startRole = async (file: string, env: Environment): Promise<Role> => Program.start(file, env);

/** Starts a program that calls `serveLoad`; resolves when it serves. What it logs goes to `log`, an open file. */
export const startClient = async (file: string, env: Environment, log?: number): Promise<Client> =>
  Program.start(file, env, log);

class Program implements Client {
  readonly #file: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(file: string, child: ChildProcess) {
    this.#file = file;
    this.#child = child;
    this.#exited = once(child, 'exit');
  }

  static async start(file: string, env: Environment, log = 2): Promise<Program> {
    const child = fork(file, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 2, log, 'ipc'],
    });
    const program = new Program(file, child);
    const message = await program.#heard();
    if (message !== ready) throw new Error(`${file} said ${JSON.stringify(message)} before it served`);
    return program;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async run(load: Load): Promise<Measured> {
    this.#child.send(load);
    const measured = (await this.#heard()) as Measured | { readonly error: string };
    if ('error' in measured) throw new Error(`${this.#file}: ${measured.error}`);
    return measured;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited;
  }

  /** The next message. */
  async #heard(): Promise<unknown> {
    const ended = this.#exited.then(() => {
      throw new Error(`${this.#file} has ended with ${this.#child.exitCode ?? this.#child.signalCode}`);
    });
    ended.catch(() => {}); // it is heard of only while something is waited for
    const [message] = await Promise.race([once(this.#child, 'message'), ended]);
    return message;
  }
}
