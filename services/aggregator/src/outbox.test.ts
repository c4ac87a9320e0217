import { setImmediate as turnOver } from 'node:timers/promises';
import { createLog, type EmbeddedOptions, embeddedBus } from '@specline/bus';
import { batchLimits, type Job, type Kind, kinds, subjectsBelow } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { outbox } from './outbox.ts';
import { eventLoopTurn } from './turn.ts';

const subjects = subjectsBelow('test');
const job = (name: string, bytes = 0): Job => ({ job: name, minRevision: 1, request: 'r', slice: 'x'.repeat(bytes) });
const emptyJobBytes = JSON.stringify(job('')).length;

/** An outbox, and the work messages that left it. */
function start(options: EmbeddedOptions = {}) {
  const lines: string[] = [];
  const log = createLog({ service: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const { messages } = embeddedBus(options);
  const sent: { kind: string; jobs: string[]; bytes: number; reply: string | undefined }[] = [];
  for (const kind of kinds) {
    messages.subscribe(subjects.work(kind), ({ text, reply }) => {
      sent.push({ kind, jobs: JSON.parse(text).jobs.map((each: Job) => each.job), bytes: text.length, reply });
    });
  }
  const box = outbox({ messages, subjects, instance: 'agg', log, turn: eventLoopTurn() });
  const left = async () => {
    await turnOver();
    await turnOver();
    return sent;
  };
  return { box, left, lines, messages };
}

describe('the outbox', () => {
  it('sends what comes in one turn together, a message a kind, each with a reply subject of its own', async () => {
    const { box, left } = start();
    for (const name of ['a', 'b']) for (const kind of ['image', 'mounts'] as Kind[]) box.send(kind, job(name));
    expect(await left()).toMatchObject([
      { kind: 'image', jobs: ['a', 'b'], reply: 'test.partial.image.agg.1' },
      { kind: 'mounts', jobs: ['a', 'b'], reply: 'test.partial.mounts.agg.2' },
    ]);
    box.send('image', job('c'));
    expect(await left()).toHaveLength(3);
  });

  it('sends at most sixty-four jobs in one message', async () => {
    const { box, left } = start();
    for (let index = 0; index < 150; index++) box.send('image', job(`${index}`));
    expect((await left()).map(({ jobs }) => jobs.length)).toEqual([64, 64, 22]);
  });

  it.each([
    ['as many bytes as a batch takes', {}, batchLimits.bytes],
    ['as many bytes as the broker takes', { maximumBytes: 4_096 }, 4_096],
  ])('fills a message with %s, and no more', async (_, options, limit) => {
    const { box, left } = start(options);
    const half = (limit - '{"jobs":[,]}'.length) / 2 - emptyJobBytes - 1;
    box.send('image', job('a', half));
    box.send('image', job('b', half));
    expect(await left()).toMatchObject([{ jobs: ['a', 'b'], bytes: limit }]);
    box.send('image', job('c', half));
    box.send('image', job('d', half + 1));
    expect((await left()).map(({ jobs }) => jobs)).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('sends alone what is asked again, and what is larger than a batch', async () => {
    const { box, left } = start();
    box.send('image', job('a'));
    box.sendAlone('image', job('b'));
    box.send('image', job('c', batchLimits.bytes));
    box.send('image', job('d'));
    expect((await left()).map(({ jobs }) => jobs)).toEqual([['b'], ['a'], ['c'], ['d']]);
  });

  it('refuses at once what no message can carry, whichever way', async () => {
    const { box, left } = start({ maximumBytes: 4_096 });
    const most = 4_096 - '{"jobs":[]}'.length - emptyJobBytes - 1;
    for (const send of [box.send, box.sendAlone]) {
      expect(() => send('image', job('a', most + 1))).toThrow(/has 4097 bytes; the broker accepts at most 4096/);
      send('image', job('b', most));
    }
    expect((await left()).map(({ bytes }) => bytes)).toEqual([4_096, 4_096]);
  });

  it('logs what another broker refuses that took over meanwhile, and goes on', async () => {
    const { box, left, lines, messages } = start();
    box.send('image', job('a', 200));
    Object.assign(messages, { maximumBytes: 100 });
    expect(await left()).toEqual([]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ event: 'work not sent', kind: 'image', count: 1 }]);
    box.send('image', job('b'));
    expect(await left()).toMatchObject([{ jobs: ['b'] }]);
  });
});
