import type { Container } from '@specline/contracts';

const linuxPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The environment: defaults of a Linux container, then the container's own entries (behaviour: process).
 * What decides is the OS on the container's record, not the image's; an empty one is the node's, Windows.
 */
export function environment(container: Container, imageOs: string): string[] {
  const os = container.OS ?? imageOs;
  const defaults = os === 'linux' ? linuxDefaults(container) : [];
  return applyOverrides(defaults, container.Config.Env ?? []);
}

function linuxDefaults({ Config }: Container): string[] {
  const host = `HOSTNAME=${Config.Hostname ?? ''}`;
  return Config.Tty === true ? [linuxPath, host, 'TERM=xterm'] : [linuxPath, host];
}

/**
 * `KEY=value` replaces the default of that key in place, else is appended; a bare `KEY` blanks that default.
 * Only defaults are looked up: duplicates among the overrides are all kept, and no bare key unsets them.
 */
function applyOverrides(defaults: readonly string[], overrides: readonly string[]): string[] {
  const entries = [...defaults];
  const places = new Map(defaults.map((entry, index) => [keyOf(entry), index]));
  for (const override of overrides) {
    const assigns = override.includes('=');
    const place = places.get(keyOf(override));
    if (place !== undefined) entries[place] = assigns ? override : '';
    else if (assigns) entries.push(override);
  }
  return entries.filter((entry) => entry !== '');
}

const keyOf = (entry: string): string => {
  const at = entry.indexOf('=');
  return at < 0 ? entry : entry.slice(0, at);
};
