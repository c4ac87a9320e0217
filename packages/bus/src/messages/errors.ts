import { type ErrorCode, shown, type Wording, wording } from '@specline/contracts';

/** A failure of the bus: its place in the error table, and words that may be public. */
export abstract class BusError extends Error {
  abstract readonly code: ErrorCode;
  readonly words: Wording;

  constructor(words: Wording, options?: ErrorOptions) {
    super(words.message, options);
    this.words = words;
  }
}

/** A message that the broker would not accept; it was not sent. */
export class MessageTooLarge extends BusError {
  override readonly name = 'MessageTooLarge';
  readonly code = 'invalid-request';
  readonly bytes: number;
  readonly maximumBytes: number;

  constructor(bytes: number, maximumBytes: number) {
    super(
      wording`the message has ${shown(bytes)} bytes; the broker accepts at most ${shown(maximumBytes)}: make it smaller or raise max_payload`,
    );
    this.bytes = bytes;
    this.maximumBytes = maximumBytes;
  }
}

/** Nobody listens on the subject of a request. */
export class NoResponders extends BusError {
  override readonly name = 'NoResponders';
  readonly code = 'unavailable';

  constructor(subject: string) {
    super(wording`nobody listens on ${shown(subject)}; start the service that answers there`);
  }
}

/** Somebody listens on the subject of a request, but did not answer in time. */
export class RequestTimeout extends BusError {
  override readonly name = 'RequestTimeout';
  readonly code = 'deadline';

  constructor(subject: string, timeoutMs: number) {
    super(wording`no answer on ${shown(subject)} within ${shown(timeoutMs)} ms`);
  }
}

/** The connection is lost or closed: whether a message arrived is not known. */
export class Disconnected extends BusError {
  override readonly name = 'Disconnected';
  readonly code = 'unavailable';

  constructor(words: Wording = wording`the connection to the broker is lost; try again when it is back`) {
    super(words);
  }
}

/** The broker could not be reached at all. */
export class CannotConnect extends BusError {
  override readonly name = 'CannotConnect';
  readonly code = 'unavailable';
}

/** The broker does not let this user publish on the subject of a request. */
export class NotPermitted extends BusError {
  override readonly name = 'NotPermitted';
  readonly code = 'unavailable';

  constructor(subject: string) {
    super(wording`the broker does not permit publishing on ${shown(subject)}; see the user's permissions there`);
  }
}
