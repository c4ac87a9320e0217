import type { Address } from './address.ts';
import { failureGroups } from './state/failures.ts';
import { figuresOf } from './state/figures.ts';
import { type Filters, fits } from './state/filters.ts';
import { keptRequests, type Store } from './state/store.ts';
import { plural } from './state/words.ts';
import { Charts, type Window, windows } from './view/charts.ts';
import { part, setText } from './view/element.ts';
import { Failures } from './view/failures.ts';
import { Feed } from './view/feed.ts';
import { FilterBar } from './view/filter-bar.ts';
import { NodeTable } from './view/nodes.ts';
import { showTiles } from './view/tiles.ts';

interface OverviewOptions {
  readonly store: Store;
  readonly address: Address;
  readonly kinds: readonly string[];
  /** Asks for a `show`. */
  readonly onChange: () => void;
}

const nothingYet = 'No request yet. What is asked for appears here at once.';
const notConnected = 'Nothing is known yet: this page is not connected.';

/** All requests, nodes and failures, and how quickly all goes. */
export class Overview {
  readonly #options: OverviewOptions;
  readonly #charts = new Charts();
  readonly #feed: Feed;
  readonly #filters = new FilterBar((filters) => this.#filter(filters));
  readonly #failures = new Failures((code) => this.#filter({ ...this.#chosen, code }));
  readonly #nodes = new NodeTable((node) => this.#filter({ ...this.#chosen, node }));
  readonly #window = part('window', HTMLSelectElement);
  #charted = '';

  constructor(options: OverviewOptions) {
    this.#options = options;
    const { kinds, address, onChange } = options;
    this.#feed = new Feed({ kinds, addressOf: (id) => address.of(id), onChange });
    this.#window.addEventListener('change', () => this.#choose(this.#window.value as Window));
  }

  show(now: number): void {
    const { store } = this.#options;
    const filters = this.#chosen;
    const all = store.requests.all();
    const groups = failureGroups(all);
    const nodes = store.nodes.rows(all);
    const shown = all.filter((row) => fits(row, filters, now));
    this.#feed.show(shown, { now, total: all.length, nothing: store.isStarted ? nothingYet : notConnected });
    this.#failures.show(groups, { now, chosen: filters.code });
    this.#nodes.show(nodes, { now, chosen: filters.node });
    this.#filters.show(
      filters,
      groups.map(({ code }) => code),
    );
    showTiles(figuresOf(store.timeline, all, now));
    this.#chart(now);
    this.#tellBounds();
    // Nothing is said to be there only where it is known.
    part('failures-empty', HTMLElement).hidden = !store.isStarted || groups.length > 0;
    part('nodes-empty', HTMLElement).hidden = !store.isListed || nodes.length > 0;
  }

  repaint(): void {
    this.#charts.repaint();
  }

  search(): void {
    this.#filters.focus();
  }

  move(by: number): void {
    this.#feed.move(by);
  }

  togglePause(): void {
    this.#feed.togglePause();
  }

  toggleFailed(): void {
    this.#filter({ ...this.#chosen, state: this.#chosen.state === 'failed' ? '' : 'failed' });
  }

  nextWindow(): void {
    const all = Object.keys(windows) as Window[];
    const next = all[(all.indexOf(this.#options.address.window) + 1) % all.length];
    if (next !== undefined) this.#choose(next);
  }

  /** Back from a request. */
  return(id: string): void {
    this.#feed.focus(id);
  }

  get #chosen(): Filters {
    return this.#options.address.filters;
  }

  #filter(filters: Filters): void {
    this.#options.address.filter(filters);
    this.#feed.restart();
    this.#options.onChange();
  }

  #choose(window: Window): void {
    this.#options.address.choose(window);
    this.#options.onChange();
  }

  /** Charts change once a second, however often all else does. */
  #chart(now: number): void {
    const { window } = this.#options.address;
    if (this.#window.value !== window) this.#window.value = window;
    const charted = `${window} ${Math.floor(now / 1_000)}`;
    if (charted === this.#charted) return;
    this.#charted = charted;
    this.#charts.show(this.#options.store.timeline, now, window);
  }

  #tellBounds(): void {
    const { requests, lost } = this.#options.store;
    const forgotten = requests.forgotten > 0 ? `The last ${plural(keptRequests, 'request')} are kept. ` : '';
    const missed = lost > 0 ? `${plural(lost, 'part')} came too quickly to be shown. ` : '';
    setText(part('bounds', HTMLElement), forgotten + missed);
  }
}
