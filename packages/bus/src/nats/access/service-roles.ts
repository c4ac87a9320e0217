import { catalog, type Kind, kinds } from '@specline/contracts';
import { asking, rightsOfCallers } from './caller-roles.ts';
import { toExplainSilence, toLookUp, toLookUpDirectly, toPrepare, toRead, toTake } from './journal-rights.ts';
import { inboxOf, type Place, type Role } from './role.ts';

/** The roles of the services; a worker needs no inbox, as it asks nobody. */
export const serviceRoles = (place: Place): readonly Role[] => [
  aggregator(place),
  gateway(place),
  ...kinds.map((kind) => worker(kind, place)),
];

function aggregator({ subjects, streams }: Place): Role {
  const { outcomes, events, dead, submit } = streams;
  const tells = [subjects.events, subjects.outcomes, subjects.allDead, subjects.allProgress];
  const keeps = [
    ...Object.values(streams).flatMap(toPrepare),
    ...[outcomes, events, dead].flatMap(toLookUp),
    ...toLookUpDirectly(outcomes),
    ...toTake(submit),
    toExplainSilence,
  ];
  return {
    name: 'aggregator',
    publish: [...kinds.map(subjects.work), ...tells, ...asking.map(inboxOf), ...keeps],
    subscribe: [
      inboxOf('aggregator'),
      `${subjects.create} aggregator`,
      subjects.partialsFor('*'),
      subjects.allInventory,
      ...serviceProtocol('aggregator'),
    ],
  };
}

/** Speaks for callers over HTTP, who show it what each of them may do. */
function gateway(place: Place): Role {
  const { subjects, streams } = place;
  const { asks, watches, readsOutcomes } = rightsOfCallers(place);
  return {
    name: 'gateway',
    publish: [...asks, ...readsOutcomes, ...toRead(streams.events), subjects.allInventory, inboxOf('operator')],
    subscribe: [inboxOf('gateway'), ...watches, ...serviceProtocol('gateway')],
  };
}

const worker = (kind: Kind, { subjects }: Place): Role => ({
  name: `worker-${kind}`,
  publish: [subjects.partial(kind, '*', '*'), inboxOf('operator')],
  subscribe: [
    `${subjects.work(kind)} ${kind}`,
    ...(catalog[kind].readsInventory ? [subjects.allInventory] : []),
    ...serviceProtocol(kind),
  ],
});

/** Where a service is asked how it is. Not `$SRV.*`, below which the server takes a subscription to `$SRV.>`, too. */
const serviceProtocol = (service: string): readonly string[] =>
  ['PING', 'INFO', 'STATS'].flatMap((verb) => [
    `$SRV.${verb}`,
    `$SRV.${verb}.specline-${service}`,
    `$SRV.${verb}.specline-${service}.*`,
  ]);
