import fc from 'fast-check';
import { expect, it } from 'vitest';
import { embeddedInventory } from '../embedded/embedded-inventory.ts';
import { exampleDocument, imageSlice } from '../fixtures/example.ts';
import type { NodeInventory } from '../node-inventory.ts';
import { type CachedInventory, cachedInventory } from './cached-inventory.ts';

/** What can happen, in any order. */
type Step =
  | { readonly does: 'push' }
  | { readonly does: 'tell'; readonly back: number }
  | { readonly does: 'pass'; readonly milliseconds: number }
  | { readonly does: 'read'; readonly back: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ does: 'push' as const }),
  fc.record({ does: fc.constant('tell' as const), back: fc.nat(2) }),
  fc.record({ does: fc.constant('pass' as const), milliseconds: fc.nat(4_000) }),
  fc.record({ does: fc.constant('read' as const), back: fc.nat(3) }),
);

/** A cache of one node whose store others change, and what a read of it must hold. */
class Trial {
  readonly #store: NodeInventory = embeddedInventory();
  readonly #inventory: CachedInventory = cachedInventory(this.#store, { now: () => this.#now });
  /** When each revision came to be; the first is 1. */
  readonly #pushed: number[] = [];
  #now = 0;
  #told = 0;
  #seen = 0;

  async do(step: Step): Promise<void> {
    if (step.does === 'push') await this.push();
    if (step.does === 'pass') this.#now += step.milliseconds;
    if (step.does === 'tell') this.#tell(Math.max(1, this.#pushed.length - step.back));
    if (step.does === 'read') await this.#read(Math.max(0, this.#pushed.length - step.back));
  }

  async push(): Promise<void> {
    this.#pushed.push(this.#now);
    await this.#store.push(exampleDocument('n', `${this.#pushed.length}`));
  }

  #tell(revision: number): void {
    this.#told = Math.max(this.#told, revision);
    this.#inventory.changed({ node: 'n', revision });
  }

  async #read(atLeast: number): Promise<void> {
    const options = { atLeast };
    const [{ revision, facts }, image] = await Promise.all([
      this.#inventory.node('n', options),
      this.#inventory.imageFacts(imageSlice('n'), options),
    ]);
    this.#check(revision, [facts.dockerRoot.slice(3)], atLeast);
    const folders = (image.image?.folders ?? []).map((folder) => folder?.slice(12));
    this.#check(image.revision, [image.container?.rwLayer?.slice(11), ...folders], atLeast);
    this.#seen = Math.max(revision, image.revision);
  }

  #check(revision: number, marks: readonly unknown[], atLeast: number): void {
    expect(new Set(marks), 'all of one revision').toEqual(new Set([`${revision}`]));
    expect(revision, 'not older than asked, told or seen').toBeGreaterThanOrEqual(
      Math.max(atLeast, this.#told, this.#seen),
    );
    const replaced = this.#pushed[revision] ?? Number.POSITIVE_INFINITY;
    expect(this.#now - replaced, 'not older than five seconds').toBeLessThan(5_000);
  }
}

it('whatever happens, an answer is of one revision, and none too old', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const trial = new Trial();
      await trial.push();
      for (const each of steps) await trial.do(each);
    }),
    { numRuns: 500 },
  );
});
