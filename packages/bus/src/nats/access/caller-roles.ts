import { toExplainSilence, toLookUpDirectly, toOversee, toRead, toRemove } from './journal-rights.ts';
import { inboxOf, type Place, type Role } from './role.ts';

/** Those whom services answer. */
export const asking = ['scheduler', 'scheduler-outcomes', 'operator', 'gateway'] as const;

/** What of the system a caller may use. */
export const rightsOfCallers = ({ subjects, streams }: Place) => ({
  asks: [subjects.create, subjects.submit, toExplainSilence],
  watches: [subjects.events, subjects.allProgress, subjects.allInventory],
  readsOutcomes: [...toRead(streams.outcomes), ...toLookUpDirectly(streams.outcomes), ...toRead(streams.dead)],
});

/**
 * The roles of those who use the system. An outcome and a dead letter hold what is secret in a request, so that only
 * operators, and schedulers that are trusted with each other's requests, read them.
 */
export function callerRoles(place: Place): readonly Role[] {
  const { subjects, streams } = place;
  const { asks, watches, readsOutcomes } = rightsOfCallers(place);
  const { events, dead, submit } = streams;
  const maintains = [...toRead(events), ...toRemove(dead), ...toOversee(submit), subjects.allInventory, '$SRV.>'];
  return [
    caller('scheduler', { publish: asks }),
    caller('scheduler-outcomes', { publish: [...asks, ...readsOutcomes] }),
    caller('dashboard', { publish: toRead(events), subscribe: watches }),
    caller('agent', { publish: [subjects.allInventory] }),
    caller('operator', { publish: [...asks, ...readsOutcomes, ...maintains], subscribe: watches }),
  ];
}

const caller = (name: string, { publish, subscribe = [] }: Partial<Role> & Pick<Role, 'publish'>): Role => ({
  name,
  publish,
  subscribe: [inboxOf(name), ...subscribe],
});
