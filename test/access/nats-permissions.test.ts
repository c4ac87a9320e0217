import { type Kind, kinds } from '@specline/contracts';
import type { TestServer } from '@specline/testing';
import { connect, Events, type NatsConnection } from 'nats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAs, roles, rolesFile, startWithRoles, workers, writtenConfig } from './roles.ts';

type Action = readonly [verb: 'publish' | 'subscribe', subject: string, queue?: string];

const v1 = (rest: string): string => `specline.v1.${rest}`;
const api = (rest: string): string => `$JS.API.${rest}`;
const work = (kind: Kind): string => v1(`work.${kind}`);

const asking = ['scheduler', 'scheduler-outcomes', 'operator', 'gateway'];
const readingSecrets = ['scheduler-outcomes', 'operator', 'gateway'];
const watching = ['dashboard', 'operator', 'gateway'];
const readingInventory = ['aggregator', ...workers.filter((name) => name !== 'worker-resources')];
const aggregator = ['aggregator'];
const nobody: readonly string[] = [];

/** Who may do it; all others are refused. */
const table: readonly (readonly [action: Action, may: readonly string[]])[] = [
  [['publish', v1('create')], asking],
  [['publish', v1('submit')], asking],
  [['publish', v1('outcome.web-7')], aggregator],
  [['publish', v1('dead.web-7')], aggregator],
  [['publish', v1('event.composed.win-01.c1.web-7')], aggregator],
  [['publish', v1('progress.image')], aggregator],
  [
    ['publish', v1('inventory.win-01')],
    ['agent', 'operator', 'gateway'],
  ],
  ...kinds.map((kind) => [['publish', work(kind)], aggregator] as const),
  ...kinds.map((kind) => [['publish', v1(`partial.${kind}.a1.1`)], [`worker-${kind}`]] as const),
  [['publish', '_INBOX_scheduler.x'], aggregator],
  [
    ['publish', '_INBOX_operator.x'],
    [...aggregator, 'gateway', ...workers],
  ],
  [['publish', '_INBOX_dashboard.x'], nobody],
  [['publish', '$SRV.PING'], ['operator']],
  [['publish', '$SYS.REQ.SERVER.PING'], nobody],

  [['publish', api('STREAM.MSG.GET.SPECLINE_SUBMIT')], nobody],
  [
    ['publish', api('STREAM.MSG.GET.SPECLINE_OUTCOMES')],
    [...aggregator, ...readingSecrets],
  ],
  [
    ['publish', api('STREAM.MSG.GET.SPECLINE_DEAD')],
    [...aggregator, ...readingSecrets],
  ],
  [
    ['publish', api('STREAM.MSG.GET.SPECLINE_EVENTS')],
    [...aggregator, ...watching],
  ],
  [['publish', api('DIRECT.GET.SPECLINE_OUTCOMES')], nobody],
  [
    ['publish', api('DIRECT.GET.SPECLINE_OUTCOMES.specline.v1.outcome.web-7')],
    [...aggregator, ...readingSecrets],
  ],
  [['publish', api('DIRECT.GET.SPECLINE_EVENTS.specline.v1.event.composed.n.c.web-7')], nobody],
  [['publish', api('CONSUMER.CREATE.SPECLINE_SUBMIT')], nobody],
  [['publish', api('CONSUMER.CREATE.SPECLINE_SUBMIT.mine')], nobody],
  [['publish', api('CONSUMER.CREATE.SPECLINE_OUTCOMES.mine')], readingSecrets],
  [['publish', api('CONSUMER.CREATE.SPECLINE_DEAD.mine')], readingSecrets],
  [['publish', api('CONSUMER.CREATE.SPECLINE_EVENTS.mine')], watching],
  [['publish', api('CONSUMER.DURABLE.CREATE.SPECLINE_EVENTS.mine')], nobody],
  [['publish', api('CONSUMER.DURABLE.CREATE.SPECLINE_SUBMIT.mine')], nobody],
  [['publish', api('CONSUMER.DURABLE.CREATE.SPECLINE_SUBMIT.takers')], aggregator],
  [['publish', api('CONSUMER.MSG.NEXT.SPECLINE_SUBMIT.takers')], aggregator],
  [['publish', api('CONSUMER.MSG.NEXT.SPECLINE_OUTCOMES.mine')], readingSecrets],
  [['publish', api('CONSUMER.DELETE.SPECLINE_SUBMIT.takers')], nobody],
  [
    ['publish', api('STREAM.INFO.SPECLINE_SUBMIT')],
    [...aggregator, 'operator'],
  ],
  [['publish', api('CONSUMER.INFO.SPECLINE_SUBMIT.takers')], ['operator']],
  [['publish', '$JS.ACK.SPECLINE_SUBMIT.takers.1.1.1.1.0'], aggregator],
  [['publish', api('STREAM.CREATE.SPECLINE_OUTCOMES')], aggregator],
  [['publish', api('STREAM.CREATE.MINE')], nobody],
  [['publish', api('STREAM.LIST')], nobody],
  [['publish', api('STREAM.MSG.DELETE.SPECLINE_DEAD')], ['operator']],
  ...['SUBMIT', 'OUTCOMES', 'EVENTS', 'DEAD'].flatMap((stream) =>
    ['DELETE', 'PURGE', 'SNAPSHOT', 'RESTORE'].map(
      (operation) => [['publish', api(`STREAM.${operation}.SPECLINE_${stream}`)], nobody] as const,
    ),
  ),
  [['publish', api('STREAM.MSG.DELETE.SPECLINE_OUTCOMES')], nobody],

  [['subscribe', v1('create')], nobody],
  [['subscribe', v1('create'), 'mine'], nobody],
  [['subscribe', v1('create'), 'aggregator'], aggregator],
  [['subscribe', v1('submit')], nobody],
  [['subscribe', v1('outcome.*')], nobody],
  [['subscribe', v1('dead.*')], nobody],
  [['subscribe', v1('event.>')], watching],
  [['subscribe', v1('progress.*')], watching],
  [
    ['subscribe', v1('inventory.*')],
    [...watching, ...readingInventory],
  ],
  ...kinds.flatMap((kind) => [
    [['subscribe', work(kind)], nobody] as const,
    [['subscribe', work(kind), kind], [`worker-${kind}`]] as const,
    [['subscribe', v1(`partial.${kind}.a1.*`)], aggregator] as const,
  ]),
  [['subscribe', v1('work.>')], nobody],
  [['subscribe', v1('>')], nobody],
  [['subscribe', '>'], nobody],
  [['subscribe', '_INBOX.>'], nobody],
  ...roles.map((role) => [['subscribe', `_INBOX_${role}.>`], workers.includes(role) ? nobody : [role]] as const),
  [['subscribe', '$JS.API.>'], nobody],
  [['subscribe', '$SRV.>'], nobody],
];

describe('roles.conf', () => {
  it('is what `npm run access` writes', () => {
    expect(rolesFile).toBe(writtenConfig());
  });

  it('has no password in it', () => {
    const passwords = [...rolesFile.matchAll(/password: (\S+)/g)].map(([, password]) => password);
    expect(passwords).toHaveLength(roles.length);
    expect(passwords.filter((password) => !password?.startsWith('$SPECLINE_NATS_PASSWORD_'))).toEqual([]);
  });
});

describe('a server with roles.conf', () => {
  let nats: TestServer;
  beforeAll(async () => {
    nats = await startWithRoles();
  });
  afterAll(() => nats.stop());

  it.each(table)('%j is for %j', async ([verb, subject, queue], may) => {
    const allowed = await Promise.all(
      roles.map(async (role) => {
        const connection = await connectAs(role, nats);
        const refused = await refusal(connection, () => {
          if (verb === 'publish') connection.publish(subject, '{}');
          else connection.subscribe(subject, { ...(queue && { queue }), callback: () => {} });
        });
        await connection.close();
        return refused ? [] : [role];
      }),
    );
    expect(allowed.flat().toSorted()).toEqual([...may].toSorted());
  });

  it('lets in nobody without a password', async () => {
    const refused = { code: 'AUTHORIZATION_VIOLATION' };
    await expect(connectAs('stranger', nats)).rejects.toMatchObject(refused);
    await expect(connect({ servers: nats.url })).rejects.toMatchObject(refused);
  });
});

/** Whether the server refuses it: what it says of that comes before its answer to a ping. */
async function refusal(connection: NatsConnection, act: () => void): Promise<boolean> {
  const seen: unknown[] = [];
  const statuses = connection.status();
  const following = (async () => {
    for await (const { type, permissionContext } of statuses) {
      if (type === Events.Error && permissionContext !== undefined) seen.push(permissionContext);
    }
  })();
  act();
  await connection.flush();
  await new Promise(setImmediate);
  (statuses as unknown as { stop(): void }).stop();
  await following;
  return seen.length > 0;
}
