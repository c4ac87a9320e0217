import type { Journal } from '@specline/bus';
import {
  type CreateRequest,
  contentDigest,
  type DeadReason,
  encode,
  encodeToken,
  journalHeaders,
  type Outcome,
  requestSchema,
  type Spec,
  type Summary,
  submitMessageId,
} from '@specline/contracts';
import { streams, subjects } from './bus.fixture.ts';

export const request = (over: Partial<CreateRequest> = {}): CreateRequest => ({
  id: 'web-1',
  node: 'win-01',
  container: { Id: 'c1', Path: 'cmd.exe', Image: 'sha256:1', Config: {}, HostConfig: {} },
  ...over,
});

export const digestOf = (of: CreateRequest): string => contentDigest(requestSchema.parse(of));

const common = { node: 'win-01', profile: 'moby-19.03', revision: 3, warnings: [], timings: { total: 1 } };

export const composed = (id: string): Outcome => ({
  ...common,
  id,
  status: 'composed',
  spec: { ociVersion: '1.0.1-dev', hostname: id } as Spec,
  digest: 'sha256:2',
  staging: [],
});

/** With an error that says more to its caller than to a log. */
export const failed = (id: string): Outcome => ({
  ...common,
  id,
  status: 'failed',
  errors: [
    { code: 'not-found', kind: 'image', message: 'no image hush', publicMessage: 'no image [redacted]' },
    { code: 'system', kind: 'mounts', message: 'no secret store' },
  ],
});

/** Records an outcome as the aggregator does. */
export async function recordOutcome(journal: Journal, outcome: Outcome, of = request({ id: outcome.id })) {
  const codes = outcome.status === 'failed' ? outcome.errors.map(({ code }) => code) : [];
  await journal.appendFirst(streams.outcomes, subjects.outcome(outcome.id), encode(outcome), {
    headers: {
      [journalHeaders.contentDigest]: digestOf(of),
      [journalHeaders.status]: outcome.status,
      ...(codes.length === 0 ? {} : { [journalHeaders.codes]: codes.join(',') }),
      [journalHeaders.node]: encodeToken(outcome.node),
      [journalHeaders.container]: encodeToken(of.container.Id),
    },
  });
}

interface Burial {
  readonly reason?: DeadReason;
  /** The submit's own sequence. */
  readonly sequence?: number;
  readonly messageId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Records a dead letter as the aggregator does; gives its sequence. */
export async function bury(journal: Journal, of: CreateRequest, burial: Burial = {}): Promise<number> {
  const { reason = 'deliveries', sequence = 1, headers = {} } = burial;
  const { id = '-' } = of;
  const recorded = await journal.append(subjects.dead(id), encode(of), {
    headers: {
      [journalHeaders.reason]: reason,
      [journalHeaders.explanation]: 'handed out 5 times',
      [journalHeaders.deliveries]: '5',
      [journalHeaders.submitSequence]: String(sequence),
      [journalHeaders.submitMessageId]: burial.messageId ?? submitMessageId(id, digestOf(of)),
      [journalHeaders.node]: encodeToken(of.node),
      [journalHeaders.container]: encodeToken(of.container.Id),
      [journalHeaders.traceparent]: traceparent,
      ...headers,
    },
  });
  return recorded.sequence;
}

export const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** Records an event as the aggregator does. */
export async function recordEvent(journal: Journal, over: Partial<Summary> = {}): Promise<number> {
  const summary: Summary = { type: 'composed', id: 'web-1', node: 'win-01', container: 'c1', ...over };
  const { type, id, node, container } = summary;
  const headers = { 'ce-id': `${id}/${type}`, traceparent };
  return (await journal.append(subjects.event(type, node, container, id), encode(summary), { headers })).sequence;
}

/** The first items of an iteration, which ends with them. */
export async function first<T>(count: number, items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) if (all.push(item) === count) break;
  return all;
}
