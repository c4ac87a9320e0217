import { isErrorCode, knownFailure, publicForm } from '@specline/contracts';

/** What a log may say of an error. Its message is not among it: it can quote what must stay private. */
export interface SafeError {
  readonly name: string;
  readonly code?: string;
  /** Only of a known failure: the public form of its words. */
  readonly message?: string;
  readonly frames: readonly string[];
  readonly cause?: SafeError;
}

const maximumFrames = 10;
const maximumCauses = 4;
/** `ECONNREFUSED`, `ERR_INVALID_ARG_TYPE`: codes of the system and of Node. */
const systemCode = /^E[A-Z0-9_]{2,40}$/;

/** What of an error is fit for logs: names, codes, the public words of known failures, stack frames. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const known = knownFailure(error);
  return {
    name: /^[\w$.]{1,64}$/.test(error.name) ? error.name : 'Error',
    ...withCode(error),
    ...(known === undefined ? {} : { message: publicForm(known.words) }),
    frames: framesOf(error),
    ...(error.cause === undefined || depth >= maximumCauses ? {} : { cause: safeError(error.cause, depth + 1) }),
  };
}

function withCode(error: Error): { code?: string } {
  const { code } = error as { code?: unknown };
  const fit = isErrorCode(code) || (typeof code === 'string' && systemCode.test(code));
  return fit ? { code } : {};
}

/** A line without function, `    at file:///...:1:1`, or with one, `    at name (file:///...:1:1)`. */
const frame = /^ {4}at (.+)$/;

/**
 * The stack frames without the message in front of them. A message can hold lines that look like frames,
 * so there are none unless the message is exactly where the engine puts it.
 */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(`${message}\n`);
  const messageInPlace = message === '' ? /^[\w$.]+\n/.test(stack) : /^[\w$. [\]]*: $/.test(stack.slice(0, start));
  if (!messageInPlace) return [];
  const lines = stack.slice(start + message.length).split('\n');
  return lines.flatMap((line) => frame.exec(line)?.[1] ?? []).slice(0, maximumFrames);
}
