import type { Kind } from './catalog/kinds.ts';

/** The event types, as the last part of their CloudEvents `type`. */
export const eventTypes = ['accepted', 'composed', 'failed'] as const;
export type EventType = (typeof eventTypes)[number];

/** The default prefix of all subjects; it holds the version of the messages. */
export const defaultPrefix = 'specline.v1';

/** All subjects, below one prefix. */
export const subjectsBelow = (prefix: string) => ({
  /** Whether nobody may be answered on a subject: it is one of these, or one of the broker's own. */
  isReserved: (subject: string): boolean => subject.startsWith(`${prefix}.`) || subject.startsWith('$'),
  create: `${prefix}.create`,
  submit: `${prefix}.submit`,
  outcome: (id: string) => `${prefix}.outcome.${encodeToken(id)}`,
  outcomes: `${prefix}.outcome.*`,
  /** `name` is the submit's id, or where none can be read, `sequence:<n>`, which no id can be. */
  dead: (name: string) => `${prefix}.dead.${encodeToken(name)}`,
  allDead: `${prefix}.dead.*`,
  work: (kind: Kind) => `${prefix}.work.${kind}`,
  /** One message of partials: leads back to one aggregator instance. */
  partial: (kind: Kind, aggregator: string, batch: string) => `${prefix}.partial.${kind}.${aggregator}.${batch}`,
  partialsFor: (aggregator: string) => `${prefix}.partial.*.${aggregator}.*`,
  event: (type: EventType, node: string, container: string, id: string) =>
    `${prefix}.event.${type}.${encodeToken(node)}.${encodeToken(container)}.${encodeToken(id)}`,
  events: `${prefix}.event.>`,
  /** Events of one type or of all, of one node or of all. */
  eventsOf: (type: EventType | undefined, node: string | undefined) =>
    `${prefix}.event.${type ?? '*'}.${node === undefined ? '*' : encodeToken(node)}.*.*`,
  progress: (kind: Kind) => `${prefix}.progress.${kind}`,
  allProgress: `${prefix}.progress.*`,
  inventory: (node: string) => `${prefix}.inventory.${encodeToken(node)}`,
  allInventory: `${prefix}.inventory.*`,
});

export type Subjects = ReturnType<typeof subjectsBelow>;

const safe = /^[A-Za-z0-9_-]+$/;
const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Encodes a caller's text as one subject token: letters, digits, `_` and `-` stay, every other
 * byte of its UTF-8 becomes `=` and two hexadecimal digits, as in quoted-printable. Empty is `=`.
 */
export function encodeToken(text: string): string {
  if (safe.test(text)) return text;
  if (text === '') return '=';
  return [...textEncoder.encode(text)].map(encodeByte).join('');
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return safe.test(character) ? character : `=${byte.toString(16).padStart(2, '0')}`;
}

/**
 * Undoes {@link encodeToken}.
 *
 * @throws TypeError when the token was not made by it.
 */
export function decodeToken(token: string): string {
  if (token === '=') return '';
  if (!/^(?:[A-Za-z0-9_-]|=[0-9a-f]{2})+$/.test(token)) throw new TypeError(`"${token}" is no encoded token`);
  const bytes = [...token.matchAll(/=([0-9a-f]{2})|./g)].map(([character, hex]) =>
    hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  return textDecoder.decode(Uint8Array.from(bytes));
}
