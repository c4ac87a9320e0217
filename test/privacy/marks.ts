import { randomBytes } from 'node:crypto';

/** A secret text that nothing else contains. */
export const mark = (): string => randomBytes(12).toString('hex');

/** Of a text that may have been cut, either half betrays it. */
const halves = (text: string): string[] => [text.slice(0, text.length / 2), text.slice(text.length / 2)];

/** Base64 of a text within a longer one: what is the same whatever stands around it, for each of the three alignments. */
const base64Forms = (text: string): string[] =>
  [0, 1, 2].map((shift) =>
    Buffer.from(`${'.'.repeat(shift)}${text}`)
      .toString('base64')
      .slice(4, -4),
  );

const hexForm = (text: string): string => Buffer.from(text).toString('hex');

/** What to look for; escapes of JSON and subjects leave a mark's characters as they are. */
const formsOf = (secret: string): string[] =>
  [...halves(secret), ...base64Forms(secret), ...halves(hexForm(secret))].map((form) => form.toLowerCase());

/** The secrets that a text betrays: plain, cut, in other case, as Base64 or hexadecimal. */
export function betrayed(text: string, secrets: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return secrets.filter((secret) => formsOf(secret).some((form) => lower.includes(form)));
}
