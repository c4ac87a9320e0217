import { randomBytes } from 'node:crypto';
import {
  type Journal,
  type Log,
  type Message,
  type Messages,
  type Metrics,
  noMetrics,
  noSpans,
  type Spans,
  type StreamKeeping,
} from '@specline/bus';
import { type Kind, kinds, type StreamDefinition, type StreamKey, type Subjects } from '@specline/contracts';
import type { NodeInventory } from '@specline/inventory';
import { type Admission, admission, type Limits } from './admission.ts';
import { takeAnswers } from './answers.ts';
import { type Compositions, compositions } from './compositions.ts';
import { type Counts, noCounts } from './counts.ts';
import { announcer } from './events.ts';
import { jobBook } from './job-book.ts';
import { durations, type InHand, tellCounts } from './measures.ts';
import { outbox } from './outbox.ts';
import { stopping } from './request-errors.ts';
import { requests } from './requests.ts';
import { deadLetters } from './submit/dead-letters.ts';
import { countedRecording } from './submit/recording.ts';
import { records } from './submit/records.ts';
import { SubmitRun } from './submit/run-submits.ts';
import { SubmitDesk, type SubmitLimits } from './submit/submit-desk.ts';
import { eventLoopTurn } from './turn.ts';
import { unheardKinds } from './unheard-kinds.ts';
import type { Workshop } from './workshop.ts';

/** What an operator decides. */
export interface AggregatorSettings extends Limits, SubmitLimits {
  /** Submits in hand at one time. */
  readonly maximumOpenSubmits: number;
  /** How long a submit may be in hand without a sign of life before another aggregator gets it, in milliseconds. */
  readonly acknowledgeWithinMs: number;
  readonly streamKeeping: StreamKeeping;
}

export interface AggregatorOptions {
  readonly messages: Messages;
  readonly journal: Journal;
  readonly inventory: NodeInventory;
  readonly subjects: Subjects;
  readonly streams: Readonly<Record<StreamKey, StreamDefinition>>;
  readonly log: Log;
  readonly settings: AggregatorSettings;
  readonly metrics?: Metrics;
  readonly spans?: Spans;
  /** How long a stop waits for open requests before it fails them, in milliseconds. */
  readonly stopGraceMs?: number;
}

export interface RunningAggregator {
  readonly counts: Counts;
  /** Whether submits are taken; they are not while the journal is away or attempts come to nothing. */
  readonly takesSubmits: boolean;
  /** Takes nothing new, ends what is open, then lets go of the bus. */
  stop(): Promise<void>;
}

const defaultStopGraceMs = 5_000;

/**
 * Answers creates and brings submits to their outcomes: cuts the work, joins the partials, composes, tells of it.
 *
 * @throws StreamConflict where a stream of the journal is not ours or kept in a way that cannot be changed.
 */
export async function runAggregator(options: AggregatorOptions): Promise<RunningAggregator> {
  const { messages, subjects, log, stopGraceMs = defaultStopGraceMs } = options;
  // New at each start, so that no partial of an earlier life leads here.
  const instance = randomBytes(8).toString('hex');
  const { counts, unheard, gate, open, desk, submits, takePartials } = assemble(options, instance);
  const partials = kinds.map((kind) => messages.subscribe(subjects.partial(kind, instance, '*'), takePartials(kind)));
  const creates = messages.subscribe(subjects.create, desk.take, { queue: 'aggregator' });
  await messages.flush();
  await submits.start();
  log.note('aggregator started', { instance, subject: subjects.create });
  return {
    counts,
    get takesSubmits() {
      return submits.isTaking;
    },
    async stop() {
      await Promise.all([creates.drain(), submits.stopTaking()]);
      const grace = setTimeout(open.failAll, stopGraceMs, stopping);
      await Promise.all([gate.emptied(), submits.clear()]);
      clearTimeout(grace);
      await Promise.all(partials.map((subscription) => subscription.drain()));
      unheard.stop();
      await messages.flush().catch((error: unknown) => log.failure('last replies may be lost', error));
      log.note('aggregator stopped', { instance });
    },
  };
}

function assemble(options: AggregatorOptions, instance: string) {
  const { messages, subjects, log, inventory, settings, metrics = noMetrics, spans = noSpans } = options;
  const counts = noCounts();
  const jobs = jobBook(instance);
  const unheard = unheardKinds(jobs.open);
  const gate = admission(settings, counts);
  const now = () => new Date();
  const turn = eventLoopTurn();
  const announce = announcer({ messages, subjects, log, now, turn, source: `aggregator/${instance}` });
  const work = outbox({ messages, subjects, instance, log, turn });
  const measured = durations(metrics);
  const workshop: Workshop = {
    inventory,
    outbox: work,
    log,
    jobs,
    unheard: unheard.kinds,
    counts,
    durations: measured,
    spans,
  };
  const open = compositions(workshop);
  const { deadlineMs } = settings;
  const desk = requests({
    messages,
    subjects,
    log,
    deadlineMs,
    compositions: open,
    admission: gate,
    announcer: announce,
    counts,
    spans,
  });
  const answers = { open: jobs.open, announcer: announce, log, counts: counts.partials, durations: measured };
  const takePartials = (kind: Kind) => (message: Message) => {
    if (message.noResponders) return unheard.refused(kind);
    unheard.heard(kind);
    takeAnswers(kind, message, answers);
  };
  const submits = submitRun(options, open, counts);
  tellCounts(metrics, counts, inHand({ gate, open, submits }));
  return { counts, unheard, gate, open, desk, takePartials, submits };
}

/** Read when somebody asks. */
const inHand = (of: { gate: Admission; open: Compositions; submits: SubmitRun }): InHand => ({
  get creates() {
    return of.gate.open;
  },
  get createBytes() {
    return of.gate.openBytes;
  },
  get joins() {
    return of.open.size;
  },
  get submits() {
    return of.submits.size;
  },
  get takesSubmits() {
    return of.submits.isTaking;
  },
});

function submitRun(options: AggregatorOptions, open: Compositions, counts: Counts): SubmitRun {
  const { messages, journal, subjects, streams, log, settings, spans = noSpans } = options;
  const recording = countedRecording(journal, counts.appends);
  const desk = new SubmitDesk({
    ...settings,
    compositions: open,
    records: records({ journal: recording, streams, subjects, now: () => new Date() }),
    deadLetters: deadLetters({
      journal: recording,
      subjects,
      stream: streams.dead,
      maximumBytes: () => messages.maximumBytes,
      log,
      counts: counts.submits,
    }),
    log,
    counts,
    spans,
    now: Date.now,
  });
  return new SubmitRun(desk, { ...settings, journal, streams, log, keeping: settings.streamKeeping });
}
