import type { z } from 'zod';
import { encode, type JsonError } from './codec.ts';
import { compiledOf } from './compiled.ts';
import type { OutcomeError } from './outcome.ts';
import { remedyOf } from './remedy.ts';
import { publicForm, shown, wording } from './wording.ts';

/** A refusal of a document that came from outside, with one entry a fault. Its own message is the public form. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  readonly errors: readonly OutcomeError[];

  constructor(errors: readonly OutcomeError[], options?: ErrorOptions) {
    // What an exception says may end in a log or on a terminal; what is private is in its errors only.
    super(errors.map(publicForm).join('; '), options);
    this.errors = errors;
  }
}

/** One fault that no schema can see, such as two fields that contradict each other. */
export function invalidField(field: string, value: unknown, remedy: string): InvalidRequest {
  return new InvalidRequest([invalidValue(field, value, remedy)]);
}

function invalidValue(field: string, value: unknown, remedy: string): OutcomeError {
  const words = wording`${shown(field)} is ${excerpt(value)}: ${shown(remedy)}`;
  return { code: 'invalid-request', kind: 'request', field, ...words };
}

/** An unknown key is the caller's own text, which for logs only the object around it stands for. */
function unknownField(field: string, value: unknown, publicField: string): OutcomeError {
  const words = wording`${field} is ${excerpt(value)}: is not a field here; remove it or correct its name`;
  return { code: 'invalid-request', kind: 'request', field, publicField, ...words };
}

/** A text that is not even JSON, as an {@link InvalidRequest} that says which document it was. */
export function unreadable(document: string, cause: JsonError): InvalidRequest {
  const error = { code: 'invalid-request', kind: 'request' } as const;
  return new InvalidRequest([{ ...error, ...wording`${shown(document)} ${cause.message}` }], { cause });
}

/** At most this many faults of one document are named. */
const maximumFaults = 20;

/**
 * Checks a document from outside against its schema.
 *
 * @param document what to call it in messages, for example `request`.
 * @throws InvalidRequest naming each faulty field, its value and what is accepted.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown, document: string): T {
  const result = compiledOf(schema).safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, maximumFaults).flatMap((issue) => errorsOf(issue, value, document));
  throw new InvalidRequest(errors.slice(0, maximumFaults), { cause: result.error });
}

/** One error an issue, but one each for the unknown keys of an object, which are one issue. */
function errorsOf(issue: z.core.$ZodIssue, value: unknown, document: string): OutcomeError[] {
  const place = fieldName(document, issue.path);
  const at = valueAt(value, issue.path);
  if (issue.code !== 'unrecognized_keys') return [invalidValue(place, at, remedyOf(issue))];
  return issue.keys
    .slice(0, maximumFaults)
    .map((key) => unknownField(fieldName(place, [key]), valueAt(at, [key]), place));
}

/** Writes a path as people do: `request.container.HostConfig.Devices[0]`. */
function fieldName(document: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    const plain = /^[A-Za-z_][\w-]{0,79}$/.test(String(part));
    return plain ? `${name}.${String(part)}` : `${name}[${JSON.stringify(shorten(String(part)))}]`;
  }, document);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, part) => {
    const reachable = typeof at === 'object' && at !== null && Object.hasOwn(at, part);
    return reachable ? (at as Record<PropertyKey, unknown>)[part] : undefined;
  }, value);
}

/** A value in a message; what only says its kind is no secret. */
function excerpt(value: unknown): string | ReturnType<typeof shown> {
  if (value === undefined) return shown('missing');
  if (typeof value === 'number' && !Number.isFinite(value)) return shown('a number too large to be read');
  if (typeof value === 'object' && value !== null) return shown(Array.isArray(value) ? 'a list' : 'an object');
  return shorten(encode(value));
}

/** A cut may go through a surrogate pair. */
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77).toWellFormed()}...` : text);
