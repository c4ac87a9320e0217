/** A message as a handler gets it. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  /** Of the text, as it travels. */
  readonly bytes: number;
  /** Where an answer goes; absent: none is expected. */
  readonly reply: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The broker's own answer that nobody listens on the subject that was published to. */
  readonly noResponders: boolean;
  /** Answers; does nothing where no answer is expected. @throws MessageTooLarge */
  respond(text: string, headers?: Readonly<Record<string, string>>): void;
}

export interface PublishOptions {
  /**
   * Where answers go. If nobody listens on the subject, the broker says so at once with a message without
   * responders: to one subscription of this connection on the reply subject that has no queue.
   */
  readonly reply?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SubscribeOptions {
  /** Of all subscribers with one queue name, one gets each message. */
  readonly queue?: string;
}

export interface RequestOptions {
  /** How long to wait for the answer, in milliseconds. */
  readonly timeoutMs: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** How a service introduces itself to `$SRV.PING`, `$SRV.INFO` and `$SRV.STATS`. */
export interface ServiceIntroduction {
  /** Letters, digits, `-` and `_`. */
  readonly name: string;
  /** A semantic version. */
  readonly version: string;
  readonly description: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface Subscription {
  /** Handles what has arrived, then ends. */
  drain(): Promise<void>;
}

/**
 * At-most-once messages between services: core NATS, or its embedded twin in one process.
 * It has no streams, no acks and no history: that is the journal's.
 *
 * While the connection is lost, what is published is lost too; `request` and `flush` say so.
 * Subscriptions go on when it is back.
 */
export interface Messages {
  /** The largest message, headers and payload, in bytes that the broker accepts; the sender checks. */
  readonly maximumBytes: number;
  /** @throws MessageTooLarge */
  publish(subject: string, text: string, options?: PublishOptions): void;
  /**
   * Handlers are called in the order of arrival and never inside a call of this interface.
   * One that throws is logged and gets the next message; there is no unbounded queue behind them.
   */
  subscribe(subject: string, handler: (message: Message) => void, options?: SubscribeOptions): Subscription;
  /** Rejects with NoResponders at once, RequestTimeout, MessageTooLarge, Disconnected, NotPermitted or the signal's reason. */
  request(subject: string, text: string, options: RequestOptions): Promise<Message>;
  /** Answers NATS's service protocol, so that `nats micro` commands see the service and its queue subscriptions. */
  introduce(service: ServiceIntroduction): Promise<void>;
  /** All published since the last flush has reached the broker. Rejects with Disconnected where it may not have. */
  flush(): Promise<void>;
  /** Drains and disconnects. */
  close(): Promise<void>;
}
