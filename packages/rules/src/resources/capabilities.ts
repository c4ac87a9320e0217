import { type PartialError, type ResourcesSlice, wording } from '@specline/contracts';
import { simpleUpperCase } from '@specline/windows';
import { goQuote } from '../go-quote.ts';
import { problem } from '../problem.ts';
import { defaultCapabilities, knownCapabilities } from './known-capabilities.ts';

interface Capabilities {
  readonly capabilities: readonly string[];
  readonly errors: PartialError[];
}

type Asked = Pick<ResourcesSlice, 'privileged' | 'capAdd' | 'capDrop' | 'capabilities'>;
type Field = 'Capabilities' | 'CapDrop' | 'CapAdd';

const all = 'ALL';

/** The capabilities of a Linux container (behaviour: Linux fields). They count for Linux images only. */
export function linuxCapabilities(asked: Asked): Capabilities {
  if (asked.privileged) return { capabilities: knownCapabilities, errors: [] };
  const exact = asked.capabilities ?? undefined;
  if (exact !== undefined) return { capabilities: exact, errors: unknownErrors(exact, 'Capabilities') };
  if (asked.capAdd.length === 0 && asked.capDrop.length === 0) return { capabilities: defaultCapabilities, errors: [] };
  const drops = asked.capDrop.map(normalized);
  const adds = asked.capAdd.map(normalized);
  return {
    capabilities: tweaked(adds, drops),
    errors: [...unknownErrors(drops, 'CapDrop'), ...unknownErrors(adds, 'CapAdd')],
  };
}

function tweaked(adds: readonly string[], drops: readonly string[]): readonly string[] {
  const kept = (capability: string): boolean => !drops.includes(capability);
  if (adds.includes(all)) return knownCapabilities.filter(kept);
  if (drops.includes(all)) return adds;
  return [...defaultCapabilities.filter(kept), ...adds];
}

function normalized(name: string): string {
  const upper = Array.from(name, simpleUpperCase).join('');
  return upper === all || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}

/** Exact lists know no `ALL`; in lists of changes it is a word of its own. */
function unknownErrors(names: readonly string[], field: Field): PartialError[] {
  const known = (name: string): boolean =>
    knownCapabilities.includes(name) || (field !== 'Capabilities' && name === all);
  return names.flatMap((name, index) => {
    if (known(name)) return [];
    const words = wording`linux spec capabilities: unknown capability: ${goQuote(name)}`;
    const place = { field: `container.HostConfig.${field}[${index}]`, on: 'linux' } as const;
    return [problem('capabilities', 'invalid-parameter', words, place)];
  });
}
