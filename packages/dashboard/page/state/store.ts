import type { Frame } from './frame.ts';
import { type ListedNode, Nodes } from './nodes.ts';
import { Requests } from './requests.ts';
import { Timeline } from './timeline.ts';

/** How many requests a page keeps. */
export const keptRequests = 2_000;

/** All that the page knows of the system. */
export class Store {
  readonly requests = new Requests(keptRequests);
  readonly timeline = new Timeline();
  readonly nodes = new Nodes();
  /** Parts and changes that were told too quickly for this page, or for the gateway. */
  lost = 0;
  /** How far the gateway's clock is before this machine's, in milliseconds. */
  #ahead = 0;
  #isStarted = false;
  #isListed = false;

  /** Whether the gateway has begun to tell what happens: before, nothing is known, which is not nothing. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** The same of the nodes. */
  get isListed(): boolean {
    return this.#isListed;
  }

  /** The gateway's clock, by this machine's. */
  now(here: number): number {
    return here + this.#ahead;
  }

  start(at: number, here: number): void {
    this.#ahead = at - here;
    this.#isStarted = true;
    this.timeline.knowSince(at);
  }

  take(frame: Frame): void {
    this.requests.take(frame);
    for (const { type, recordedAt, durationMs } of frame.events) {
      if (type !== 'accepted') this.timeline.record(Date.parse(recordedAt), { failed: type === 'failed', durationMs });
    }
    for (const { inventory, skipped } of frame.live) {
      for (const change of inventory) this.nodes.change(change, frame.at);
      this.lost += skipped;
    }
    this.lost += frame.lost;
  }

  list(nodes: readonly ListedNode[]): void {
    this.nodes.list(nodes);
    this.#isListed = true;
  }
}
