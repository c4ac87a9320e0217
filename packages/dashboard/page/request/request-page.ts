import { type RequestRow, stateOf, workerState } from '../state/request-row.ts';
import { waterfall } from '../state/waterfall.ts';
import { clockText, durationText } from '../state/words.ts';
import type { Gateway } from '../stream/gateway.ts';
import { element, part, setText } from '../view/element.ts';
import { entriesPart } from './entries-part.ts';
import { type Found, foundIn } from './recorded-outcome.ts';
import { specPart } from './spec-part.ts';
import { waterfallPart } from './waterfall-part.ts';

interface PageOptions {
  readonly gateway: Gateway;
  readonly kinds: readonly string[];
  /** Asks for a `show`. */
  readonly onChange: () => void;
}

/** All that is known of one request. */
export class RequestPage {
  readonly #options: PageOptions;
  readonly #title = part('request-title', HTMLElement);
  readonly #facts = part('request-facts', HTMLDListElement);
  readonly #timeline = part('request-timeline', HTMLElement);
  readonly #entries = part('request-entries', HTMLElement);
  readonly #spec = part('request-spec', HTMLElement);
  #id = '';
  #found: Found | undefined;
  #asked: RequestRow['ended'] | 'at first';
  #drawn = '';
  #drawnSpec: Found | undefined | 'nothing' = 'nothing';

  constructor(options: PageOptions) {
    this.#options = options;
  }

  /** Turns to another request. */
  open(id: string): void {
    this.#id = id;
    this.#found = undefined;
    this.#asked = undefined;
    this.#drawn = '';
    this.#drawnSpec = 'nothing';
    setText(this.#title, id);
    this.#title.focus();
  }

  show(row: RequestRow | undefined, now: number): void {
    this.#askOnce(row);
    const found = this.#found;
    // Drawn anew only where something is known that was not: a text that is being selected stays.
    const drawing = JSON.stringify([row, found?.is, row && stateOf(row, now)]);
    if (drawing !== this.#drawn) {
      this.#drawn = drawing;
      this.#drawFacts(row, now);
      this.#timeline.replaceChildren(...this.#waterfallOf(row));
      this.#entries.replaceChildren(...entriesPart(row, outcomeOf(found)));
    }
    if (found === this.#drawnSpec) return;
    this.#drawnSpec = found;
    this.#spec.replaceChildren(...specPart(this.#id, found));
  }

  /** Asks for the outcome when the page opens, and when the request ends. */
  #askOnce(row: RequestRow | undefined): void {
    const occasion = row?.ended ?? 'at first';
    if (this.#asked === occasion) return;
    this.#asked = occasion;
    const id = this.#id;
    void this.#options.gateway.ask(`/v1/outcomes/${encodeURIComponent(id)}`).then((answer) => {
      if (id !== this.#id) return;
      this.#found = foundIn(answer);
      this.#options.onChange();
    });
  }

  #drawFacts(row: RequestRow | undefined, now: number): void {
    const outcome = outcomeOf(this.#found);
    const took = row?.durationMs ?? outcome?.timings.total;
    const unknown = this.#found === undefined ? 'asking' : 'unknown';
    const facts: Readonly<Record<string, string | undefined>> = {
      State: row === undefined ? (outcome?.status ?? unknown) : stateOf(row, now),
      Node: row?.node ?? outcome?.node,
      Container: row?.container,
      Accepted: row?.acceptedAt === undefined ? undefined : clockText(row.acceptedAt),
      Ended: row?.endedAt === undefined ? undefined : clockText(row.endedAt),
      Took: took === undefined ? undefined : durationText(took),
      'Inventory revision': row?.revision?.toString() ?? outcome?.revision,
      'Times asked': row === undefined || row.runs === 1 ? undefined : `${row.runs}`,
      Event: row?.sequence?.toString(),
      Trace: row?.traceparent?.split('-')[1],
    };
    const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '');
    this.#facts.replaceChildren(
      ...known.map(([name, value = '']) =>
        element(
          'div',
          name === 'State' ? { 'data-state': value } : {},
          element('dt', {}, name),
          element('dd', {}, value),
        ),
      ),
    );
  }

  #waterfallOf(row: RequestRow | undefined): HTMLElement[] {
    const { kinds } = this.#options;
    const outcome = outcomeOf(this.#found);
    const timings = { ...outcome?.timings, ...timingsOf(row) };
    const composed = (row?.ended ?? outcome?.status) === 'composed';
    const lines = waterfallPart(waterfall(kinds, { composed, timings }), (name) => {
      if (!kinds.includes(name)) return { is: 'ok' };
      if (row !== undefined) return workerState(row, name);
      const code = outcome?.errors.find(({ kind }) => kind === name)?.code;
      if (code !== undefined) return { is: 'failed', code };
      return { is: timings[name] === undefined ? 'unknown' : 'ok' };
    });
    const isSeen = row?.ended === undefined || kinds.some((kind) => timings[kind] !== undefined);
    return isSeen ? [lines] : [lines, element('p', { class: 'note' }, unseen)];
  }
}

const unseen = 'When parts come is told while somebody looks, and recorded of submits only: nobody has seen these.';

const outcomeOf = (found: Found | undefined) => (found?.is === 'recorded' ? found.outcome : undefined);

function timingsOf(row: RequestRow | undefined): Record<string, number> {
  const workers = Object.entries(row?.workers ?? {}).map(([kind, { durationMs }]) => [kind, durationMs] as const);
  return {
    ...Object.fromEntries(workers),
    ...(row?.durationMs === undefined ? {} : { total: row.durationMs }),
  };
}
