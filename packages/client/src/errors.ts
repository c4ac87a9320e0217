import {
  type ErrorCode,
  errorTable,
  type FailedOutcome,
  knownFailure,
  type OutcomeError,
  type OutcomeWarning,
  type Wording,
} from '@specline/contracts';

/**
 * What a call of the client rejects with: the system is away, too slow, overloaded, or refuses what it was sent.
 * Its subclasses are answers of the system. (A call that its caller aborts rejects with the signal's reason.)
 *
 * @example
 * catch (error) {
 *   if (error instanceof SpeclineError && error.retryable) return later(task);
 *   throw error;
 * }
 */
export class SpeclineError extends Error {
  override readonly name: string = 'SpeclineError';
  /** Its place in the error table: stable, and documented in docs/errors.md. */
  readonly code: ErrorCode;
  /** The message, and the form of it that may be logged. */
  readonly words: Wording;

  constructor(code: ErrorCode, words: Wording, options?: ErrorOptions) {
    super(words.message, options);
    this.code = code;
    this.words = words;
  }

  /** Whether the same call may work later. */
  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

/** The request was answered: there is no spec. The first of its errors, which the reference would meet first, decides. */
export class RequestFailed extends SpeclineError {
  override readonly name = 'RequestFailed';
  readonly errors: readonly OutcomeError[];
  readonly warnings: readonly OutcomeWarning[];

  constructor({ errors, warnings }: Pick<FailedOutcome, 'errors' | 'warnings'>, options?: ErrorOptions) {
    super(errors[0]?.code ?? 'system', wordsOf(errors), options);
    this.errors = errors;
    this.warnings = warnings;
  }
}

/** An outcome may have very many errors; their messages are private, and only the code is not. */
function wordsOf(errors: readonly OutcomeError[]): Wording {
  const [first, ...others] = errors;
  const rest = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return { message: `${first?.message}${rest}`, publicMessage: `the request failed: ${first?.code}${rest}` };
}

/** A failure that is known by its code, as a caller of the client gets it; anything else stays what it is. */
export function speclineError(error: unknown): unknown {
  if (error instanceof SpeclineError) return error;
  const known = knownFailure(error);
  return known === undefined ? error : new SpeclineError(known.code, known.words, { cause: error });
}

/** The result of work on the bus; what it rejects with becomes a {@link SpeclineError}. */
export async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw speclineError(error);
  }
}
