import { compileLine } from '@specline/cli/compile';
import { decode, encode } from '@specline/contracts';
import { serveLoad } from '../load/serve-load.ts';
import { Estate } from '../workload/estate.ts';
import { compiledEstate } from './compiled-estate.ts';

const estate = new Estate(compiledEstate);
const requests = compiledEstate.nodes * compiledEstate.containersEach;
// The lines are made before, for to make them is no work of the compiler.
const lines = Array.from({ length: requests }, (_, index) =>
  encode({ request: estate.request(index), inventory: estate.inventoryFor(index) }),
);
serveLoad<string>({
  ask: async (index) => compileLine(lines[index % requests] ?? ''),
  text: (line) => encode((decode(line) as { readonly spec: unknown }).spec),
});
