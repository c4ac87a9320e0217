import { encode, type InventoryPatch, shown, wording } from '@specline/contracts';
import type { Snapshot } from '../document/facts.ts';
import { patched } from '../document/patched.ts';
import { expectRevision, InventoryUnavailable } from '../errors.ts';
import { fieldChange } from './field-change.ts';
import { fieldsOf } from './fields.ts';
import { packed } from './packed.ts';
import type { Swap } from './swap.ts';

/** Each time a patch is too late, another one was not; who loses so often meets a storm of changes. */
const attempts = 50;

interface Stored {
  read(): Promise<Snapshot>;
  swap(swap: Swap): Promise<number | undefined>;
}

/** Makes the patched document here and puts it in the place of the one it was made of, or begins again. */
export async function patchNode(node: string, patch: InventoryPatch, { read, swap }: Stored) {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { revision, document } = await read();
    expectRevision(node, revision, patch.ifRevision);
    const copy = patched(document, patch);
    if (copy.text === encode(document)) return { revision };
    const change = fieldChange(fieldsOf(document), fieldsOf(copy.document));
    const next = await swap({ ...change, from: revision, document: packed(copy.text) });
    if (next !== undefined) return { revision: next };
  }
  throw new InventoryUnavailable(
    wording`the inventory of node ${shown(node)} changed ${shown(attempts)} times while it was patched; then ask again`,
  );
}
