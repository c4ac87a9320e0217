import type { RequestRow } from '../state/request-row.ts';
import { plural } from '../state/words.ts';
import { element, part, setAttribute, setText } from './element.ts';
import { FeedRow } from './feed-row.ts';

interface FeedOptions {
  readonly kinds: readonly string[];
  readonly addressOf: (id: string) => string;
  /** Asks for a `show`. */
  readonly onChange: () => void;
}

interface Shown {
  readonly now: number;
  /** How many there are, whether they fit or not. */
  readonly total: number;
  /** What is said where there are none. */
  readonly nothing: string;
}

/** Lines beyond those that are seen, above and below. */
const spare = 4;

/**
 * The requests, the newest first. Only the lines that are seen are there. It stands still while somebody reads: where it
 * is scrolled, pointed at, gone through by keys, or paused.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #body = part('feed-rows', HTMLTableSectionElement);
  readonly #table = part('feed', HTMLTableElement);
  readonly #note = part('feed-note', HTMLElement);
  readonly #empty = part('feed-empty', HTMLElement);
  readonly #pause = part('pause', HTMLButtonElement);
  #lines: FeedRow[] = [];
  #rows: readonly RequestRow[] = [];
  #isPaused = false;
  #isPointedAt = false;
  #drawnAt = 0;
  /** The place of the first line that is there. */
  #first = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    const { onChange } = options;
    for (const kind of options.kinds) {
      const head = element('th', { scope: 'col', class: 'worker', title: kind }, kind);
      part('feed-total', HTMLElement).before(head);
    }
    this.#body.addEventListener('scroll', onChange, { passive: true });
    this.#body.addEventListener('focusout', onChange);
    this.#body.addEventListener('pointerenter', ({ pointerType }) => this.#point(pointerType === 'mouse'));
    this.#body.addEventListener('pointerleave', () => this.#point(false));
    this.#pause.addEventListener('click', () => this.togglePause());
    new ResizeObserver(onChange).observe(this.#body);
  }

  get isStill(): boolean {
    const { activeElement } = document;
    const isGoneThrough = this.#body.contains(activeElement);
    return this.#isPaused || this.#isPointedAt || isGoneThrough || this.#body.scrollTop > 0;
  }

  togglePause(): void {
    this.#isPaused = !this.#isPaused;
    setAttribute(this.#pause, 'aria-pressed', this.#isPaused ? 'true' : 'false');
    this.#options.onChange();
  }

  /** Whatever is shown next is shown at once. */
  restart(): void {
    this.#rows = [];
    this.#body.scrollTop = 0;
  }

  /** @param rows all that fit, the newest first. */
  show(rows: readonly RequestRow[], { now, total, nothing }: Shown): void {
    const held = this.isStill && this.#rows.length > 0;
    if (!held) this.#rows = rows;
    this.#empty.hidden = this.#rows.length > 0;
    this.#table.hidden = this.#rows.length === 0;
    this.#draw(now);
    setText(this.#empty, total === 0 ? nothing : 'No request fits these filters.');
    const newer = held ? rows.findIndex(({ id }) => id === this.#rows[0]?.id) : 0;
    setText(this.#note, noteOf({ shown: this.#rows.length, total, held, newer: newer < 0 ? rows.length : newer }));
    setAttribute(this.#note, 'data-held', held);
  }

  /** Goes so many lines on from the one that has the focus. */
  move(by: number): void {
    const focused = this.#lines.findIndex(({ link }) => link === document.activeElement);
    const from = focused < 0 ? (by > 0 ? -1 : 1) : this.#first + focused;
    const to = Math.min(Math.max(0, from + by), this.#rows.length - 1);
    const { scrollTop, clientHeight } = this.#body;
    const height = this.#lineHeight;
    if (to * height < scrollTop) this.#body.scrollTop = to * height;
    if ((to + 1) * height > scrollTop + clientHeight) this.#body.scrollTop = (to + 1) * height - clientHeight;
    this.#draw(this.#drawnAt);
    this.#lines[to - this.#first]?.link.focus({ preventScroll: true });
  }

  /** Puts the focus where somebody has come from. */
  focus(id: string): void {
    this.#lines.find(({ request }) => request?.id === id)?.link.focus({ preventScroll: true });
  }

  #point(isPointedAt: boolean): void {
    this.#isPointedAt = isPointedAt;
    this.#options.onChange();
  }

  get #lineHeight(): number {
    return this.#lines[0]?.root.offsetHeight || 30;
  }

  #draw(now: number): void {
    this.#drawnAt = now;
    const height = this.#lineHeight;
    const count = Math.min(this.#rows.length, Math.ceil(this.#body.clientHeight / height) + 2 * spare);
    const first = Math.max(0, Math.min(Math.floor(this.#body.scrollTop / height) - spare, this.#rows.length - count));
    this.#provide(count);
    this.#turn(first - this.#first);
    this.#first = first;
    for (const [index, line] of this.#lines.entries()) {
      const row = this.#rows[first + index];
      if (row === undefined) continue;
      line.show(row, { place: first + index + 1, now, address: this.#options.addressOf(row.id) });
      // The place of the lines that are not there.
      const isLast = index === count - 1;
      line.root.style.marginBlockStart = index === 0 ? `${first * height}px` : '';
      line.root.style.marginBlockEnd = isLast ? `${(this.#rows.length - first - count) * height}px` : '';
    }
    setAttribute(this.#table, 'aria-rowcount', this.#rows.length + 1);
  }

  #provide(count: number): void {
    for (const line of this.#lines.splice(count)) line.root.remove();
    while (this.#lines.length < count) {
      const line = new FeedRow(this.#options.kinds);
      this.#lines.push(line);
      this.#body.append(line.root);
    }
  }

  /** Lines that are no longer seen go to the other end, so that one that has the focus keeps its request. */
  #turn(by: number): void {
    if (Math.abs(by) >= this.#lines.length) return;
    const moved = by > 0 ? this.#lines.splice(0, by) : this.#lines.splice(by === 0 ? this.#lines.length : by);
    const roots = moved.map(({ root }) => root);
    if (by > 0) {
      this.#lines.push(...moved);
      this.#body.append(...roots);
    } else {
      this.#lines.unshift(...moved);
      this.#body.prepend(...roots);
    }
  }
}

interface Note {
  readonly shown: number;
  readonly total: number;
  readonly held: boolean;
  readonly newer: number;
}

/** What is said while it stands still is no longer than what is said otherwise: nothing may move under the pointer. */
function noteOf({ shown, total, held, newer }: Note): string {
  if (held) return `standing still, ${newer.toLocaleString('en')} newer`;
  return shown === total ? plural(total, 'request') : `${shown.toLocaleString('en')} of ${plural(total, 'request')}`;
}
