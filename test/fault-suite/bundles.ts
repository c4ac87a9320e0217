import { decode, encode, type InventoryDocument } from '@specline/contracts';
import { startProcess } from '@specline/testing';
import { readVectors } from '../conformance/vectors.ts';

/** A container that a node can run, with the digest of its spec as `specline compile` says it. */
export interface Sample {
  readonly inventory: InventoryDocument;
  readonly digest: string;
  /** The text of the request under this id. */
  request(id: string): string;
}

/**
 * So many different containers, each on a node of its own, from the reference's own outputs. The expected digests are
 * those that the offline command gives, which shares neither bus nor store nor process with what is tested.
 */
export async function samples(count: number): Promise<Sample[]> {
  const bundles = composable().slice(0, count).map(onItsOwnNode);
  const run = await startProcess('packages/cli/src/main.ts', {
    args: ['compile', '--jsonl'],
    stdin: bundles.map((bundle) => `${encode(bundle)}\n`).join(''),
  });
  if ((await run.exited) !== 0) throw new Error(`specline compile failed: ${run.stderr()}`);
  const digests = run.stdout().trimEnd().split('\n').map(digestOf);
  return bundles.map(({ request, inventory }, index) => ({
    inventory,
    digest: digests[index] ?? '',
    request: (id) => encode({ ...request, id, node: inventory.node.name }),
  }));
}

const composable = () => readVectors('moby-19.03').flatMap(({ vector }) => ('spec' in vector.expect ? [vector] : []));

type Composable = ReturnType<typeof composable>[number];

const onItsOwnNode = ({ request, inventory }: Composable, index: number) => {
  const name = `fault-${index}`;
  return {
    request: { ...request, node: name },
    inventory: { ...inventory, node: { ...inventory.node, name } },
  };
};

function digestOf(line: string): string {
  const { digest } = decode(line) as { digest?: unknown };
  if (typeof digest !== 'string') throw new TypeError(`a sample does not compose: ${line.slice(0, 200)}`);
  return digest;
}
