import type { Progress } from '@specline/contracts';
import type { Frame, TellingEvent } from './frame.ts';
import { newRow, type RequestRow } from './request-row.ts';

/** The last requests that there was a sign of, in bounded memory. */
export class Requests {
  readonly #rows = new Map<string, RequestRow>();
  readonly #limit: number;
  #forgotten = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many have made room for others. */
  get forgotten(): number {
    return this.#forgotten;
  }

  get(id: string): RequestRow | undefined {
    return this.#rows.get(id);
  }

  /** The newest first. */
  all(): RequestRow[] {
    return Array.from(this.#rows.values()).reverse();
  }

  take({ at, events, live }: Frame): void {
    for (const event of events) this.#event(event);
    for (const { progress } of live) for (const each of progress) this.#progress(each, at);
  }

  #event(event: TellingEvent): void {
    const at = Date.parse(event.recordedAt);
    const known = this.#rows.get(event.id);
    const row = known === undefined || isOfAnother(event, known) ? this.#begin(event.id, event.node, at) : known;
    row.node = event.node;
    row.container = event.container;
    row.seenAt = Math.max(row.seenAt, at);
    row.sequence = event.sequence;
    row.traceparent = event.traceparent ?? row.traceparent;
    if (event.type === 'accepted') row.acceptedAt = at;
    else end(row, event, { type: event.type, at });
    row.text = textOf(row);
  }

  /** A part may be told before its request is, and after its end. */
  #progress({ request, node, kind, durationMs, result }: Progress, at: number): void {
    const known = this.#rows.get(request);
    const isNext = known?.ended !== undefined && known.workers[kind] !== undefined;
    const row = known === undefined || isNext ? this.#begin(request, node, at) : known;
    row.workers = { ...row.workers, [kind]: { durationMs, result } };
    if (row.ended === undefined) row.seenAt = Math.max(row.seenAt, at);
  }

  #begin(id: string, node: string, at: number): RequestRow {
    const row = newRow(id, node, at);
    row.runs += this.#rows.get(id)?.runs ?? 0;
    // Behind all others, where it is the newest.
    this.#rows.delete(id);
    this.#rows.set(id, row);
    if (this.#rows.size > this.#limit) this.#forgetOldest();
    return row;
  }

  #forgetOldest(): void {
    for (const id of this.#rows.keys()) {
      this.#rows.delete(id);
      this.#forgotten += 1;
      return;
    }
  }
}

/** Whether an event begins, or ends, another use of the id than the one that is known. */
const isOfAnother = ({ type }: TellingEvent, { ended, acceptedAt }: RequestRow): boolean =>
  type === 'accepted' ? ended !== undefined || acceptedAt !== undefined : ended !== undefined;

interface End {
  readonly type: 'composed' | 'failed';
  readonly at: number;
}

function end(row: RequestRow, event: TellingEvent, { type, at }: End): void {
  row.ended = type;
  row.endedAt = at;
  row.durationMs = event.durationMs;
  row.revision = event.revision;
  row.errors = event.errors ?? [];
  row.warnings = event.warnings ?? [];
}

const textOf = ({ id, node, container, errors }: RequestRow): string =>
  [id, node, container, ...errors.flatMap(({ code, kind, field = '', message }) => [code, kind, field, message])]
    .join(' ')
    .toLowerCase();
