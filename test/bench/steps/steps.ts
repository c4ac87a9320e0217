import {
  type CreateRequest,
  catalog,
  compiledOf,
  decode,
  decodeOurs,
  encode,
  type Kind,
  kinds,
  partialSchemas,
  type Resolutions,
  requestSchema,
  type Slices,
  validate,
} from '@specline/contracts';
import { embeddedInventory } from '@specline/inventory';
import { canonicalSpec, compose, settleIsolation, slicesOf } from '@specline/rules';
import { decisions } from '../workload/decisions.ts';
import { Estate } from '../workload/estate.ts';

/** One of the things that are done for each create. */
export interface Step {
  /** The process that does it. */
  readonly process: 'aggregator' | Kind;
  readonly what: string;
  /** Does it for one request of {@link requests}. */
  run(index: number): unknown;
}

/** How many requests there are; no two are the same. */
export const requests = 1_000;

const estate = new Estate({ nodes: 20, containersEach: requests / 20 });
const inventory = embeddedInventory();
for (const document of estate.inventories()) await inventory.push(document);
const any = { atLeast: 0 };

/** All that becomes of one request, each part as the step behind it is given it. */
async function worked(index: number) {
  const text = encode(estate.request(index));
  const document = decode(text);
  const request = validate(requestSchema, document, 'request');
  const { facts } = await inventory.node(request.node, any);
  const isolation = settleIsolation(request, facts);
  const slices = slicesOf(request, facts, isolation);
  const decide: Readonly<Record<Kind, () => Resolutions[Kind]>> = {
    image: await decisions.image(slices.image, inventory),
    mounts: await decisions.mounts(slices.mounts, inventory),
    network: await decisions.network(slices.network, inventory),
    credentials: await decisions.credentials(slices.credentials, inventory),
    resources: await decisions.resources(slices.resources, inventory),
  };
  const resolutions = ofEach((kind) => decide[kind]()) as unknown as Resolutions;
  const jobs = ofEach((kind) => encode(jobOf(index, request, slices, kind)));
  const partials = ofEach((kind) => encode(partialOf(index, resolutions, kind)));
  return { text, document, request, facts, isolation, slices, decide, resolutions, jobs, partials };
}

const ofEach = <T>(make: (kind: Kind) => T): Record<Kind, T> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, T>;

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const jobOf = (index: number, { id = '' }: CreateRequest, slices: Slices, kind: Kind) => ({
  job: `0f8b2d4c6e1a3957.${index}`,
  minRevision: 1,
  traceparent,
  request: id,
  slice: slices[kind],
});

const partialOf = (index: number, resolutions: Resolutions, kind: Kind) => ({
  job: `0f8b2d4c6e1a3957.${index}`,
  kind,
  revision: 1,
  ...resolutions[kind],
});

/** The steps of a create that are no messaging: documents, rules and composition, as the services do them. */
export async function stepsOfCreate(): Promise<readonly Step[]> {
  const work = await Promise.all(Array.from({ length: requests }, (_, index) => worked(index)));
  const of = (index: number): (typeof work)[number] => work[index] as (typeof work)[number];
  const ofWorkers = kinds.flatMap((kind): Step[] => [
    {
      process: kind,
      what: 'read the job and check its slice',
      run: (index) => {
        const { slice } = decodeOurs(of(index).jobs[kind]) as { slice: unknown };
        return compiledOf<unknown>(catalog[kind].slice).safeParse(slice);
      },
    },
    { process: kind, what: 'decide', run: (index) => of(index).decide[kind]() },
    { process: kind, what: 'write the partial', run: (index) => encode(partialOf(index, of(index).resolutions, kind)) },
  ]);
  return [...ofAggregator(of), ...ofWorkers];
}

function ofAggregator(of: (index: number) => Awaited<ReturnType<typeof worked>>): Step[] {
  return [
    { process: 'aggregator', what: 'read the request', run: (index) => decode(of(index).text) },
    {
      process: 'aggregator',
      what: 'check it',
      run: (index) => validate(requestSchema, of(index).document, 'request'),
    },
    {
      process: 'aggregator',
      what: 'cut five slices and write the jobs',
      run: (index) => {
        const { request, facts } = of(index);
        const slices = slicesOf(request, facts, settleIsolation(request, facts));
        return kinds.map((kind) => encode(jobOf(index, request, slices, kind)));
      },
    },
    {
      process: 'aggregator',
      what: 'read five partials',
      run: (index) => kinds.map((kind) => decodeOurs(of(index).partials[kind])),
    },
    {
      process: 'aggregator',
      what: 'check them',
      run: (index) =>
        kinds.map((kind) =>
          compiledOf<unknown>(partialSchemas[kind]).safeParse(partialOf(index, of(index).resolutions, kind)),
        ),
    },
    {
      process: 'aggregator',
      what: 'compose, write the spec and its digest',
      run: (index) => {
        const { request, isolation, resolutions } = of(index);
        const composition = compose({ request, isolation, resolutions });
        return 'errors' in composition ? composition : canonicalSpec(composition.spec);
      },
    },
  ];
}
