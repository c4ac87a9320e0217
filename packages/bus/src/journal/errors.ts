import { shown, type Wording, wording } from '@specline/contracts';
import { BusError } from '../messages/errors.ts';

/** The journal cannot be reached, answers too late or has no leader. */
export class JournalUnavailable extends BusError {
  override readonly name = 'JournalUnavailable';
  readonly code = 'unavailable';
  /** The broker has no journal at all, so that to wait for it is of no use. */
  readonly absent: boolean;

  constructor(words: Wording, { absent = false, ...options }: ErrorOptions & { readonly absent?: boolean } = {}) {
    super(words, options);
    this.absent = absent;
  }
}

/** A stream was never prepared, or somebody has deleted it. */
export class StreamMissing extends BusError {
  override readonly name = 'StreamMissing';
  readonly code = 'unavailable';

  /** @param what The stream's name, or a subject that no stream keeps. */
  constructor(what: string, options?: ErrorOptions) {
    super(wording`the journal has no stream ${shown(what)}; start a service that prepares it`, options);
  }

  /** For an entry on a subject that no stream keeps. */
  static forSubject(subject: string): StreamMissing {
    return new StreamMissing(`for ${subject}`);
  }
}

/** There is no room for a new entry. */
export class StreamFull extends BusError {
  override readonly name = 'StreamFull';
  readonly code = 'overloaded';

  /** @param reason The broker's words; they quote nothing of the entry. */
  constructor(subject: string, reason: string, options?: ErrorOptions) {
    super(wording`the journal has no room for ${shown(subject)}: ${shown(reason)}`, options);
  }
}

/** What a stream is, and what it was to be. */
interface Difference {
  readonly stream: string;
  readonly field: string;
  readonly value: string;
  readonly wanted: string;
}

/** A stream of that name is not ours, or cannot be brought to what is wanted. */
export class StreamConflict extends BusError {
  override readonly name = 'StreamConflict';
  readonly code = 'invalid-request';

  constructor({ stream, field, value, wanted }: Difference) {
    super(conflict(stream, `has ${field} ${value}, wanted is ${wanted}`));
  }
}

const conflict = (stream: string, what: string): Wording => wording`the stream ${shown(stream)} ${shown(what)}`;
