import type { BusExamination, FoundStream, FoundTaking, StreamKeeping } from '@specline/bus';
import { type StreamDefinition, streamsBelow, subjectsBelow } from '@specline/contracts';
import { type Finding, fault, note, ok, warning } from './finding.ts';

/** From this share of its room on a stream that refuses when it is full is told of. */
const nearlyFull = 0.8;

/** A submit that waits for so long, in milliseconds, is not only about to be taken. */
const longWaitMs = 60_000;

interface Keeping {
  readonly prefix: string;
  readonly streamKeeping: StreamKeeping;
}

type Streams = Pick<BusExamination, 'stream' | 'taking'>;

/** How the streams are kept, how full they are, and who takes from the queue. */
export async function streamFindings(
  bus: Streams,
  { prefix, streamKeeping }: Keeping,
  now: number,
): Promise<readonly Finding[]> {
  const streams = streamsBelow(prefix, subjectsBelow(prefix));
  const found = await Promise.all(
    Object.values(streams).map(async (definition) => ({
      definition,
      stream: await bus.stream(definition, streamKeeping),
    })),
  );
  const submits = found.find(({ definition }) => definition.key === 'submit')?.stream;
  const taking = typeof submits === 'object' ? await bus.taking(streams.submit) : 'hidden';
  return [
    ...found.flatMap(({ definition, stream }) => findingsOf(definition, stream)),
    ...(typeof submits === 'object' ? queueFindings(submits, taking, now) : []),
  ];
}

function findingsOf(definition: StreamDefinition, stream: FoundStream | 'missing' | 'hidden'): Finding[] {
  const check = `stream ${definition.name}`;
  if (stream === 'hidden') return [note(check, 'this user may not see it')];
  if (stream === 'missing') return [fault(check, 'there is none', 'start an aggregator on this NATS: it creates it')];
  const findings = [
    ...differenceFindings(check, stream),
    ...roomFindings(check, definition, stream),
    ...deadFindings(check, definition, stream),
  ];
  return findings.length > 0 ? findings : [ok(check, `${entries(stream.entries)}, ${share(stream)} of its room`)];
}

/** These no aggregator changes on a stream that lives. */
const fixed = ['subjects', 'retention', 'storage'];

const differenceFindings = (check: string, { differences }: FoundStream): Finding[] =>
  differences.map(({ setting, value, wanted }) =>
    fault(
      check,
      `its ${setting} is ${value}; this environment wants ${wanted}`,
      fixed.includes(setting)
        ? 'no aggregator starts on it: delete the stream, which loses what is in it, or use another SPECLINE_PREFIX'
        : 'restart an aggregator, which brings it there; or give doctor the SPECLINE_ variables that services have',
    ),
  );

function roomFindings(check: string, { key, whenFull }: StreamDefinition, stream: FoundStream): Finding[] {
  const { bytes, maximumBytes } = stream;
  if (whenFull === 'drop-oldest' || maximumBytes <= 0 || bytes < nearlyFull * maximumBytes) return [];
  const remedy = `raise SPECLINE_${key === 'outcomes' ? 'OUTCOME' : key.toUpperCase()}_BYTES, or lower its age, and restart an aggregator`;
  return [warning(check, `it is full to ${share(stream)}, and refuses what does not fit`, remedy)];
}

const deadFindings = (check: string, { key }: StreamDefinition, { entries: count }: FoundStream): Finding[] =>
  key === 'dead' && count > 0
    ? [
        warning(
          check,
          `${count === 1 ? 'one submit has' : `${count} submits have`} ended without an outcome`,
          'see `specline dead list`, then `specline dead retry`',
        ),
      ]
    : [];

function queueFindings(
  { entries: count, oldestAt }: FoundStream,
  taking: FoundTaking | 'missing' | 'hidden',
  now: number,
): Finding[] {
  const check = 'submits';
  if (taking === 'hidden') return [note(check, 'this user may not see who takes them')];
  if (taking === 'missing') {
    return [fault(check, 'no aggregator takes them', 'start an aggregator on this NATS, below this prefix')];
  }
  const age = oldestAt === undefined ? 0 : now - oldestAt.getTime();
  const text = `${taking.waiting} wait, ${taking.open} are in hand`;
  if (count === 0 || age < longWaitMs) return [ok(check, text)];
  const remedy = taking.taken
    ? 'see that workers and Redis answer, then start more aggregators or workers'
    : 'no aggregator asks for any: start one, or see in its log what it waits for';
  return [warning(check, `${text}; the oldest is from ${oldestAt?.toISOString()}`, remedy)];
}

const entries = (count: number): string => (count === 1 ? 'one entry' : `${count} entries`);

const share = ({ bytes, maximumBytes }: FoundStream): string =>
  `${maximumBytes <= 0 ? 0 : Math.ceil((100 * bytes) / maximumBytes)} %`;
