import { once } from 'node:events';
import {
  GenericContainer,
  getContainerRuntimeClient,
  type StartedTestContainer,
  type WaitStrategy,
} from 'testcontainers';

/** What the library looks for (a line of the log, a port seen by a shell inside) says less than an answer of the server. */
const noCheck: WaitStrategy = {
  waitUntilReady: async () => {},
  withStartupTimeout: () => noCheck,
  isStartupTimeoutSet: () => false,
  getStartupTimeout: () => 0,
};

/** A container whose end is noticed at once: for the ports of one that ends early the library waits ten seconds. */
export class ContainerLaunch extends GenericContainer {
  readonly #ended = new AbortController();

  constructor(image: string) {
    super(image);
    this.withWaitStrategy(noCheck);
  }

  /** Fires when the container has ended. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Resolves when the container runs; what is inside need not serve yet. @throws the reason of `ended`. */
  override start(): Promise<StartedTestContainer> {
    const failed = once(this.ended, 'abort').then(() => Promise.reject(this.ended.reason as Error));
    return Promise.race([super.start(), failed]);
  }

  protected override async containerCreated(id: string): Promise<void> {
    const engine = await getContainerRuntimeClient();
    const end = (): void => this.#ended.abort(new Error('the container has ended'));
    void engine.container.getById(id).wait({ condition: 'next-exit' }).then(end, end);
  }
}
