import { field } from './layout.ts';
import type { Text } from './reads.ts';

/** What a node's hash has of the fields that were asked for, in their order; all of one revision. */
export interface FieldTexts {
  readonly revision: Text;
  readonly texts: readonly Text[];
}

/** Fetches fields of one hash in one command. */
type Fetch = (key: string, fields: readonly string[]) => Promise<readonly Text[]>;

/** A command that has not left yet. */
interface Gathering {
  readonly fields: string[];
  readonly texts: Promise<readonly Text[]>;
}

/** Of one command, beyond which the next read begins another: Redis answers nothing else while it does one. */
const maximumFields = 1_000;

/**
 * Reads of nodes' hashes. All that is asked of a node at one time, by the jobs of one message, is one command: it costs
 * more than its fields do.
 */
export class FieldReads {
  readonly #fetch: Fetch;
  readonly #gathering = new Map<string, Gathering>();

  constructor(fetch: Fetch) {
    this.#fetch = fetch;
  }

  /** Reads with all others of this key that are wanted in the same turn. @throws what fetching throws */
  async read(key: string, fields: readonly string[]): Promise<FieldTexts> {
    const gathering = this.#roomFor(fields.length, key);
    const from = gathering.fields.length;
    gathering.fields.push(...fields);
    const texts = await gathering.texts;
    return { revision: texts[0] ?? null, texts: texts.slice(from, from + fields.length) };
  }

  #roomFor(count: number, key: string): Gathering {
    const open = this.#gathering.get(key);
    if (open !== undefined && open.fields.length + count <= maximumFields) return open;
    const fields: string[] = [field.revision];
    const gathering: Gathering = { fields, texts: Promise.resolve().then(() => this.#leave(key, gathering)) };
    this.#gathering.set(key, gathering);
    return gathering;
  }

  #leave(key: string, gathering: Gathering): Promise<readonly Text[]> {
    if (this.#gathering.get(key) === gathering) this.#gathering.delete(key);
    return this.#fetch(key, gathering.fields);
  }
}
