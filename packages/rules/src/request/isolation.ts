import { type CreateRequest, type Isolation, type NodeFacts, type PartialWarning, wording } from '@specline/contracts';
import { warning } from '../problem.ts';

/** Process or Hyper-V isolation: the container's own word, else the node's default (behaviour: isolation). */
export function settleIsolation({ container }: CreateRequest, node: NodeFacts): Isolation {
  const asked = (container.HostConfig.Isolation ?? '').toLowerCase();
  const word = isDefault(asked) ? node.defaultIsolation.toLowerCase() : asked;
  return word === 'hyperv' ? 'hyperv' : 'process';
}

const isDefault = (word: string): boolean => word === '' || word === 'default';

/** An unknown word, also one with a stray blank, silently means process isolation in the reference. */
export function isolationWarnings({ container }: CreateRequest): PartialWarning[] {
  const word = container.HostConfig.Isolation ?? '';
  if (['', 'default', 'process', 'hyperv'].includes(word.toLowerCase())) return [];
  const words = wording`isolation ${JSON.stringify(word)} is unknown and means process`;
  return [warning('unknown-isolation', words, { field: 'container.HostConfig.Isolation' })];
}
