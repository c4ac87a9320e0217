import type { Following } from '@specline/bus';
import type { LiveSight, Specline } from '@specline/client';
import { encode, type InventoryChange, type Progress } from '@specline/contracts';
import type { LiveReader } from './live-reader.ts';

/** How long what happens is gathered, in milliseconds. */
const gatherMs = 100;
/** What one list holds; a flood beyond it is counted, not kept. */
const mostSights = 5_000;

/**
 * Listens once for all readers, and only while there are any. What happens within a tenth of a second is encoded once,
 * as one list: five partials of each of 500 requests a second are ten texts, however many read them.
 */
export class LiveHub {
  readonly #specline: Pick<Specline, 'live'>;
  readonly #readers = new Set<LiveReader>();
  #following: Promise<Following> | undefined;
  #progress: Progress[] = [];
  #inventory: InventoryChange[] = [];
  #skipped = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(specline: Pick<Specline, 'live'>) {
    this.#specline = specline;
  }

  /** Resolves when nothing more is missed. @throws SpeclineError */
  async join(reader: LiveReader): Promise<void> {
    this.#readers.add(reader);
    this.#timer ??= setInterval(() => this.#tick(), gatherMs);
    this.#following ??= this.#specline.live((sight) => this.#gather(sight));
    const following = this.#following;
    try {
      await following;
    } catch (error) {
      if (this.#following === following) this.#following = undefined;
      await this.leave(reader);
      throw error;
    }
  }

  async leave(reader: LiveReader): Promise<void> {
    if (!this.#readers.delete(reader) || this.#readers.size > 0) return;
    const following = this.#following;
    this.#following = undefined;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#gathered();
    await (await following)?.stop();
  }

  #gather(sight: LiveSight): void {
    if (this.#progress.length + this.#inventory.length >= mostSights) this.#skipped += 1;
    else if (sight.what === 'progress') this.#progress.push(sight.progress);
    else if (sight.what === 'inventory') this.#inventory.push(sight.change);
  }

  #tick(): void {
    const encoded = this.#gathered();
    for (const reader of this.#readers) {
      if (encoded !== undefined) reader.tell(encoded);
      reader.tick();
    }
  }

  #gathered(): string | undefined {
    if (this.#progress.length + this.#inventory.length === 0) return undefined;
    const encoded = encode({ progress: this.#progress, inventory: this.#inventory, skipped: this.#skipped });
    this.#progress = [];
    this.#inventory = [];
    this.#skipped = 0;
    return encoded;
  }
}
