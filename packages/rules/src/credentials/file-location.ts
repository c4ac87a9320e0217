import { shown, type Wording, wording } from '@specline/contracts';
import { clean, isAbsolute, join, lookupKey } from '@specline/windows';

/** A credential spec file on the node: its full path, and the name below the CredentialSpecs folder to look up. */
export type FileLocation = { full: string; name: string } | { refusal: Wording };

/**
 * Where a `file://` credential spec is (behaviour: credential spec).
 *
 * Deviation: the reference accepts a sibling folder whose name only starts like CredentialSpecs; we refuse it.
 */
export function fileLocation(value: string, dockerRoot: string): FileLocation {
  const path = clean(value);
  if (isAbsolute(path)) return { refusal: wording`invalid credential spec - file:// path cannot be absolute` };
  const base = join(dockerRoot, 'CredentialSpecs');
  const full = join(base, path);
  const inside = full === base || full.startsWith(`${base}\\`);
  if (!inside) return { refusal: wording`invalid credential spec - file:// path must be under ${shown(base)}` };
  return { full, name: lookupKey(full.slice(base.length + 1)) };
}
