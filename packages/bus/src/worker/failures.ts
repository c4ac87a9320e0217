import {
  type ErrorCode,
  InvalidRequest,
  type Kind,
  knownFailure,
  type PartialError,
  shown,
  stepOrder,
  type Wording,
  wording,
} from '@specline/contracts';

/** A job that got no decision, for a reason that the bus itself knows. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  readonly code: ErrorCode;
  readonly words: Wording;

  constructor(code: ErrorCode, words: Wording) {
    super(words.message);
    this.code = code;
    this.words = words;
  }
}

export const tooSlow = (kind: Kind, timeoutMs: number): JobFailure =>
  new JobFailure('deadline', wording`${shown(kind)}: the worker did not decide within ${shown(timeoutMs)} ms`);

export const stopping = (kind: Kind): JobFailure =>
  new JobFailure('unavailable', wording`${shown(kind)}: the worker is being stopped; ask again`);

export const tooManyOpen = (kind: Kind, limit: number): JobFailure =>
  new JobFailure('overloaded', wording`${shown(kind)}: the worker has ${shown(limit)} jobs open, its limit; ask again`);

export const tooLargePartial = (kind: Kind, bytes: number, maximum: number): JobFailure =>
  new JobFailure(
    'invalid-request',
    wording`${shown(kind)}: the decision has ${shown(bytes)} bytes; a message takes at most ${shown(maximum)}`,
  );

/** Whether an error is a worker's mistake: its text is for nobody, its stack for the log. */
export const isUnexpected = (error: unknown): boolean =>
  !(error instanceof InvalidRequest) && knownFailure(error) === undefined;

/** The errors of a partial for a job that got no decision. */
export function errorsOf(error: unknown, kind: Kind): PartialError[] {
  const seq = stepOrder.worker;
  if (error instanceof InvalidRequest) return error.errors.map(({ kind: _source, ...entry }) => ({ seq, ...entry }));
  const { code, words } = knownFailure(error) ?? unexpected(kind);
  return [{ seq, code, ...words }];
}

const unexpected = (kind: Kind): JobFailure =>
  new JobFailure('system', wording`${shown(kind)}: unexpected failure in worker; its log has the place`);
