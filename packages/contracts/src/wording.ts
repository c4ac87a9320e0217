/**
 * A message in two forms: the whole one for the caller, and one for logs and public events,
 * in which option text, environment values and credential specs are `[redacted]`.
 */
export interface Wording {
  readonly message: string;
  readonly publicMessage: string;
}

const redacted = '[redacted]';

class Shown {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Marks a value of a {@link wording} as fit for logs and public events: ids, counts, our own words. */
export const shown = (value: string | number | bigint): Shown => new Shown(String(value));

/**
 * Builds a message; every value in it is private unless it is marked by {@link shown}.
 * Leaving a mark out can therefore hide a value from a log, but never leak it.
 */
export function wording(parts: TemplateStringsArray, ...values: (string | Shown)[]): Wording {
  let message = parts[0] ?? '';
  let publicMessage = message;
  values.forEach((value, index) => {
    const rest = parts[index + 1] ?? '';
    const open = value instanceof Shown;
    message += (open ? value.text : value) + rest;
    publicMessage += (open ? value.text : redacted) + rest;
  });
  return { message, publicMessage };
}

/** Puts public text in front of a wording, as Go's `errors.Wrap` does. */
export function prefixed(prefix: string, inner: Wording): Wording {
  return { message: prefix + inner.message, publicMessage: prefix + inner.publicMessage };
}

/** The form of a message that may be logged or published; nothing of one that has none, for nobody has judged it. */
export const publicForm = ({ publicMessage = redacted }: { readonly publicMessage?: string | undefined }): string =>
  publicMessage;
