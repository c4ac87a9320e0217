import { type ErrorCode, errorTable } from './error-table.ts';
import type { Wording } from './wording.ts';

/** A failure that says its place in the error table and its words; any package's error may have this shape. */
export interface KnownFailure {
  readonly code: ErrorCode;
  readonly words: Wording;
}

/** The known failure that an error is, if it is one. */
export function knownFailure(error: unknown): KnownFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, words } = error as Error & { code?: unknown; words?: unknown };
  return isErrorCode(code) && isWording(words) ? { code, words } : undefined;
}

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorTable, code);

function isWording(words: unknown): words is Wording {
  if (typeof words !== 'object' || words === null) return false;
  const { message, publicMessage } = words as Partial<Record<keyof Wording, unknown>>;
  return typeof message === 'string' && typeof publicMessage === 'string';
}
