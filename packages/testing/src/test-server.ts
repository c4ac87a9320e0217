/** A real server on a port of its own, with data of its own. */
export interface TestServer extends AsyncDisposable {
  /** As a client wants it, e.g. `nats://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
  /** Ends it as a power cut would; its data stay for `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data, after ending it where it still runs. */
  restart(): Promise<void>;
  /** Freezes it: connections stay open, nothing answers. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/** All that differs between NATS and Redis when one is started. */
export interface ServerPlan {
  readonly program: 'nats-server' | 'redis-server';
  readonly scheme: 'nats' | 'redis';
  readonly config: (place: Place) => string;
  readonly arguments: (configFile: string) => readonly string[];
  readonly probe: Probe;
  readonly container: ContainerPlan;
  readonly hostNetwork: boolean;
}

/** Where a server listens and keeps its data. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
}

/** What is said to a server to learn whether it serves, and which replies mean that it does. */
export interface Probe {
  readonly greeting: string;
  readonly isReady: (reply: string) => boolean;
}

interface ContainerPlan {
  readonly image: string;
  readonly command: (configFile: string) => readonly string[];
  /** The port inside the container. */
  readonly port: number;
}
