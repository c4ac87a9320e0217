import { embeddedBus, silentLog } from '@specline/bus';
import { runWorkers } from '@specline/cli/workers';
import { journalHeaders, type Outcome, streamsBelow, subjectsBelow } from '@specline/contracts';
import { embeddedInventory } from '@specline/inventory';
import { type RunningAggregator, runAggregator } from '@specline/service-aggregator';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dyingJournal } from './dying-journal.ts';
import { all, emptied } from './journal-entries.ts';
import { sampleInventory, sampleRequest } from './sample.ts';
import { aggregatorSettings } from './system.ts';
import { type Fate, fates, unreliable } from './unreliable-messages.ts';

const subjects = subjectsBelow('chaos.v1');
const streams = streamsBelow('chaos.v1', subjects);
const settings = { ...aggregatorSettings, deadlineMs: 200, acknowledgeWithinMs: 150, maximumLostDeliveries: 100 };

/** A few ids, so that they meet again, with the same and with other content; and what is no submit. */
const anySubmit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), variant: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.constant('rubbish' as const) },
);
type Submit = { readonly id: string; readonly variant: number } | 'rubbish';

const anyFate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(fates[0]) },
  { weight: 1, arbitrary: fc.constantFrom(...fates) },
);

const textOf = (submit: Submit): string =>
  submit === 'rubbish'
    ? submit
    : JSON.stringify(sampleRequest({ id: submit.id }, { Args: [`variant ${submit.variant}`] }));

interface Run {
  readonly submits: readonly Submit[];
  /** After so many steps each aggregator dies and the next one begins; the last one lives on. */
  readonly lives: readonly number[];
  readonly fate: () => Fate;
}

/** Runs all services on one bus until no submit is left; gives what the streams hold then. */
async function run({ submits, lives, fate }: Run) {
  const bus = embeddedBus({ log: silentLog });
  const { journal } = bus;
  const messages = unreliable(bus.messages, /\.(work|partial)\./, fate);
  const inventory = embeddedInventory();
  await inventory.push(sampleInventory());
  const shared = { messages, inventory, subjects, streams, log: silentLog, settings };
  const workers = runWorkers(inventory, shared);
  await journal.prepare(Object.values(streams), settings.streamKeeping);
  for (const submit of submits) await journal.append(subjects.submit, textOf(submit));
  const ended = emptied(journal, streams.submit);
  const last = await afterLives(lives, ended, (life) => {
    const mortal = life === undefined ? undefined : dyingJournal(journal, (_, count) => count >= life);
    const running = runAggregator({ ...shared, journal: mortal?.journal ?? journal });
    return { running, dead: mortal?.dead };
  });
  await ended;
  await last.stop();
  await Promise.all(workers.map((worker) => worker.stop()));
  const [outcomes, events, dead] = await Promise.all(
    [streams.outcomes, streams.events, streams.dead].map((stream) => all(journal, stream)),
  );
  await bus.close();
  return { outcomes: outcomes ?? [], events: events ?? [], dead: dead ?? [] };
}

interface Life {
  readonly running: Promise<RunningAggregator>;
  readonly dead: Promise<string> | undefined;
}

async function afterLives(
  lives: readonly number[],
  ended: Promise<void>,
  begin: (life: number | undefined) => Life,
): Promise<RunningAggregator> {
  for (const life of lives) await Promise.race([begin(life).dead, ended]);
  return begin(undefined).running;
}

it('any interleaving of losses, duplicates, late partials and deaths: one outcome or one dead letter a submit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anySubmit, { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 4 }),
      fc.infiniteStream(anyFate),
      async (submits, lives, stream) => {
        const { outcomes, events, dead } = await run({ submits, lives, fate: () => stream.next().value ?? 'arrives' });
        const read = outcomes.map((entry): Outcome => JSON.parse(entry.text));
        const named = submits.flatMap((submit) => (submit === 'rubbish' ? [] : [submit]));
        const ids = new Set(named.map(({ id }) => id));
        expect(read.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
        expect(read.every(({ status }) => status === 'composed')).toBe(true);
        expect(events.map(({ headers }) => headers['ce-id']).toSorted()).toEqual(
          [...ids].flatMap((id) => [`${id}/accepted`, `${id}/composed`]).toSorted(),
        );
        expect(dead.map(reasonOf).toSorted()).toEqual(expectedDeaths(submits, read).toSorted());
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
}, 120_000);

const reasonOf = ({ headers }: { headers: Readonly<Record<string, string>> }) => headers[journalHeaders.reason] ?? '';

/** A submit whose content is not that of its id's outcome is in conflict, whichever of them was first. */
function expectedDeaths(submits: readonly Submit[], outcomes: readonly Outcome[]): string[] {
  const variants = new Map(outcomes.map((outcome) => [outcome.id, variantOf(outcome)]));
  return submits.flatMap((submit) => {
    if (submit === 'rubbish') return ['unreadable'];
    return variants.get(submit.id) === submit.variant ? [] : ['conflict'];
  });
}

const variantOf = (outcome: Outcome): number | undefined =>
  'spec' in outcome ? Number(/variant (\d)/.exec(outcome.spec.process.args?.join(' ') ?? '')?.[1]) : undefined;
