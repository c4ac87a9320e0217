import { type RequestRow, stateOf, type WorkerState, workerState } from '../state/request-row.ts';
import { clockText, durationText } from '../state/words.ts';
import { element, setAttribute, setText } from './element.ts';

const signs: Readonly<Record<WorkerState['is'], string>> = { asked: '…', ok: '✓', failed: '✕', unknown: '?' };

/** One line of the feed; it shows one request after another. */
export class FeedRow {
  readonly root = element('tr', { class: 'row' });
  readonly link = element('a', { class: 'id' });
  readonly #time = cell('time');
  readonly #state = cell('state');
  readonly #node = cell('node');
  readonly #container = cell('container');
  readonly #total = cell('total');
  readonly #workers: ReadonlyMap<string, HTMLElement>;
  #shown: RequestRow | undefined;

  constructor(kinds: readonly string[]) {
    this.#workers = new Map(kinds.map((kind) => [kind, cell('worker')]));
    const id = cell('request');
    id.append(this.link);
    this.root.append(this.#time, this.#state, id, this.#node, this.#container, ...this.#workers.values(), this.#total);
  }

  get request(): RequestRow | undefined {
    return this.#shown;
  }

  /** @param place among all that are shown, the first is 1. */
  show(row: RequestRow, { place, now, address }: { place: number; now: number; address: string }): void {
    this.#shown = row;
    const state = stateOf(row, now);
    setAttribute(this.root, 'aria-rowindex', place + 1);
    setAttribute(this.root, 'data-state', state);
    setText(this.#time, clockText(row.acceptedAt ?? row.seenAt));
    setText(this.#state, state);
    setText(this.link, row.id);
    setAttribute(this.link, 'href', address);
    setAttribute(this.link, 'title', row.id);
    setText(this.#node, row.node);
    setAttribute(this.#node, 'title', row.node);
    setText(this.#container, row.container);
    setAttribute(this.#container, 'title', row.container);
    setText(this.#total, row.ended === undefined ? '' : durationText(row.durationMs));
    for (const [kind, place] of this.#workers) showWorker(place, kind, workerState(row, kind));
  }
}

const cell = (name: string): HTMLElement => element('td', { class: name });

function showWorker(place: HTMLElement, kind: string, { is, code, durationMs }: WorkerState): void {
  const took = durationMs === undefined ? '' : durationText(durationMs).replace(' ms', '');
  setText(place, took === '' ? signs[is] : `${signs[is]} ${took}`);
  setAttribute(place, 'data-is', is);
  setAttribute(place, 'title', `${kind}: ${code ?? is}${took === '' ? '' : `, ${durationText(durationMs)}`}`);
}
