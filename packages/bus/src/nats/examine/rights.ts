import type { CallerRight } from '../../examination.ts';
import { callerRoles, rightsOfCallers } from '../access/caller-roles.ts';
import { toOversee, toRead, toRemove } from '../access/journal-rights.ts';
import { type Place, placeBelow } from '../access/role.ts';

interface Attempt {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How rights are tried; each gives the subjects that were refused. */
interface Attempts {
  publish(subject: string, attempt: Attempt): Promise<readonly string[]>;
  listen(subject: string): Promise<readonly string[]>;
}

interface Right {
  readonly right: string;
  readonly publish?: readonly string[];
  readonly listen?: readonly string[];
}

/** What callers do, one line each. To ask is not among it: whether a create is answered says that. */
function rightsOn({ subjects, streams }: Place): readonly Right[] {
  const { watches } = rightsOfCallers({ subjects, streams });
  return [
    { right: 'submit', publish: [subjects.submit] },
    { right: 'read outcomes', publish: toRead(streams.outcomes) },
    { right: 'read dead letters', publish: toRead(streams.dead) },
    { right: 'retry dead letters', publish: toRemove(streams.dead) },
    { right: 'read events', publish: toRead(streams.events) },
    { right: 'watch', listen: watches },
    { right: 'announce inventories', publish: [subjects.allInventory] },
    { right: 'see the queue of submits', publish: toOversee(streams.submit) },
    { right: 'see services', publish: ['$SRV.PING', '$SRV.INFO'] },
  ];
}

/**
 * What can be sent anywhere: JetStream's API takes it for no request, a stream for an entry of another stream, and who
 * listens to announcements or services for nothing.
 */
const useless: Attempt = { text: '-', headers: { 'Nats-Expected-Stream': 'specline-doctor' } };

/** Tries each right of a caller; one after the other, so that what is refused can be told apart. */
export async function tryRights(prefix: string, attempts: Attempts): Promise<CallerRight[]> {
  const place = placeBelow(prefix);
  const roles = callerRoles(place);
  const tried: CallerRight[] = [];
  for (const { right, publish = [], listen = [] } of rightsOn(place)) {
    const refused: string[] = [];
    for (const subject of publish) refused.push(...(await attempts.publish(concrete(subject), useless)));
    for (const subject of listen) refused.push(...(await attempts.listen(subject)));
    const owners = roles.filter((role) => hasAll(role.publish, publish) && hasAll(role.subscribe, listen));
    tried.push({ right, roles: owners.map(({ name }) => name), refused, subjects: publish.length + listen.length });
  }
  return tried;
}

const hasAll = (granted: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((subject) => granted.includes(subject) || (subject.startsWith('$SRV.') && granted.includes('$SRV.>')));

/** A subject that a pattern permits. */
const concrete = (pattern: string): string => pattern.replace(/[*>]$/, 'specline-doctor');
