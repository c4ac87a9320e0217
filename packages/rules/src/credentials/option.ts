import { type Wording, wording } from '@specline/contracts';

/** Where a credential spec comes from. */
type Source = 'raw' | 'file' | 'registry' | 'config';

/** One security option, taken apart: a credential spec's place, or why it is refused. */
export type Option = { source: Source; value: string } | { refusal: Wording };

/** The one text for a value without scheme, with an unknown one, or with nothing behind it. */
const invalidValue: Wording = wording`invalid credential spec security option - value must be prefixed by 'file://', 'registry://', or 'raw://' followed by a non-empty value`;

/**
 * Takes a security option apart: `credentialspec=<scheme>://<value>` (behaviour: credential spec).
 *
 * @param swarmManaged whether a config store stands behind the container; without one `config://` is unknown.
 */
export function parseOption(option: string, swarmManaged: boolean): Option {
  const [key, assigned] = splitFirst(option, '=');
  if (assigned === undefined) {
    return { refusal: wording`invalid security option: no equals sign in supplied value ${option}` };
  }
  if (!isCredentialSpecKey(key)) return { refusal: wording`security option not supported: ${key}` };
  const [scheme, value] = splitFirst(assigned, '://');
  const source = sourceOf(scheme, swarmManaged);
  return source === undefined || value === undefined || value === '' ? { refusal: invalidValue } : { source, value };
}

/** Go's `EqualFold` folds U+017F, the long s, to s; so does the `u` flag. */
const isCredentialSpecKey = (key: string): boolean => /^credentialspec$/iu.test(key);

function sourceOf(scheme: string, swarmManaged: boolean): Source | undefined {
  switch (goLowerCase(scheme)) {
    case 'raw':
      return 'raw';
    case 'file':
      return 'file';
    case 'registry':
      return 'registry';
    case 'config':
      return swarmManaged ? 'config' : undefined;
    default:
      return undefined;
  }
}

/** Go lowers U+0130 to a plain i, JavaScript to two characters. */
const goLowerCase = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase();

function splitFirst(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}
