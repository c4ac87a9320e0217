import type { InventoryDocument } from '@specline/contracts';
import { withoutSecrets as hiddenBy } from '@specline/inventory';

/** An inventory as anyone may see it, with the way to see all of it. */
export const withoutSecrets = (document: InventoryDocument): InventoryDocument =>
  hiddenBy(document, '[hidden: --secrets shows it]');
