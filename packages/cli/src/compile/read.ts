import { decode, InvalidRequest, JsonError, type OutcomeError, unreadable } from '@specline/contracts';
import { type Line, LineTooLong } from '../input/lines.ts';
import { maximumBytes } from '../input/source.ts';
import type { Refused } from './result.ts';

/** What a document was read as; its name is there also where it is refused. */
export type Read<T> =
  | { readonly name: string | null; readonly task: T }
  | { readonly name: string | null; readonly refused: Refused };

/**
 * Reads a document as a task. Never throws.
 *
 * @param document what to call it in messages, for example `bundle`.
 */
export function read<T>(line: Line, document: string, taskOf: (value: unknown) => T): Read<T> {
  if (line instanceof LineTooLong) return { name: null, refused: { errors: [tooLong(line, document)], warnings: [] } };
  let name: string | null = null;
  try {
    const value = parse(line, document);
    name = nameOf(value);
    return { name, task: taskOf(value) };
  } catch (error) {
    return { name, refused: refusedBy(error) };
  }
}

/** @throws InvalidRequest when the text is not JSON. */
export function parse(text: string, document: string): unknown {
  try {
    return decode(text);
  } catch (cause) {
    if (cause instanceof JsonError) throw unreadable(document, cause);
    throw cause;
  }
}

function nameOf(value: unknown): string | null {
  const named = typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
  return named ? (value.name as string) : null;
}

/** What a caller is told of an exception: why the document is refused, or that we failed. */
export const refusedBy = (error: unknown): Refused => ({
  errors: error instanceof InvalidRequest ? error.errors : [unexpected(error)],
  warnings: [],
});

const tooLong = ({ bytes }: LineTooLong, document: string): OutcomeError => ({
  code: 'invalid-request',
  kind: 'request',
  message: `${document} is ${bytes} bytes long: a line must have at most ${maximumBytes} bytes`,
});

function unexpected(error: unknown): OutcomeError {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `the composition failed unexpectedly (${reason}); please report it with its bundle`;
  return { code: 'system', kind: 'compose', message };
}
