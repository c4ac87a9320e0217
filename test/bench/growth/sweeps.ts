import { create, type SeparateOptions } from '../specline/separate.ts';
import { Estate, type EstateOptions } from '../workload/estate.ts';

/** What is made larger, step by step, while all else stays. */
export interface Sweep {
  readonly name: string;
  readonly title: string;
  readonly xTitle: string;
  readonly steps: readonly Step[];
}

export interface Step {
  /** How large it is. */
  readonly x: number;
  /** Steps that have the same one are measured on one system. */
  readonly system: SeparateOptions;
  readonly open: number;
}

/** As many open requests as keep all processes busy, and are answered within a second. */
const busy = 64;

const withEstate = (estate: EstateOptions): SeparateOptions => ({ ...create, estate });

/** The least, the usual, and more of it. */
const paddings = (of: (bytes: number) => EstateOptions['padding'], most: readonly number[]) => [
  'none at all' as const,
  undefined,
  ...most.map((bytes) => of(bytes)),
];

function sizeSteps(paddingList: readonly EstateOptions['padding'][]): Step[] {
  return paddingList.map((padding) => {
    // Requests are the costlier the longer, and less of them are made: fewer containers make none come twice.
    const estate = { nodes: 20, containersEach: 500, ...(padding !== undefined && { padding }) };
    return { x: JSON.stringify(new Estate(estate).request(0)).length, system: withEstate(estate), open: busy };
  });
}

/** As many containers on fewer nodes are more on each: 2 endpoints a container. */
const containers = 20_000;

export const sweeps: readonly Sweep[] = [
  {
    name: 'request-labels',
    title: 'A longer request, of what no rule reads (labels)',
    xTitle: 'bytes of a request',
    steps: sizeSteps(paddings((labels) => ({ labels }), [7_000, 30_000, 100_000, 300_000, 900_000])),
  },
  {
    name: 'request-environment',
    title: 'A longer request, of what is in the spec, too (environment)',
    xTitle: 'bytes of a request',
    steps: sizeSteps(paddings((environment) => ({ environment }), [7_000, 30_000, 100_000, 300_000, 900_000])),
  },
  {
    name: 'nodes',
    title: `${containers.toLocaleString('en')} containers on more nodes, with less on each`,
    xTitle: 'nodes',
    steps: [2, 10, 40, 100, 1_000, 10_000].map((nodes) => ({
      x: nodes,
      system: withEstate({ nodes, containersEach: containers / nodes }),
      open: busy,
    })),
  },
  {
    name: 'workers',
    title: 'More workers of each kind, on the same processors',
    xTitle: 'workers of each kind',
    steps: [1, 2, 4].map((workers) => ({ x: workers, system: { ...create, workers }, open: busy })),
  },
  {
    name: 'open',
    title: 'More open requests',
    xTitle: 'open requests',
    steps: [1, 4, 16, 64, 256, 1_024, 4_096].map((open) => ({ x: open, system: create, open })),
  },
];
