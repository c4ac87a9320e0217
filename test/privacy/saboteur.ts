import process from 'node:process';
import { defineWorker, runService, runWorker } from '@specline/bus';
import { type CredentialsSlice, catalog, encode, workSchema } from '@specline/contracts';

/** A credentials worker that misbehaves with what it is given. Not a test: a program that tests start. */
const sabotages: Readonly<Record<string, (slice: CredentialsSlice) => Promise<never>>> = {
  throws: (slice) =>
    Promise.reject(new Error(encode(slice), { cause: new TypeError(slice.securityOptions.join('\n')) })),
  'throws something reworded': (slice) => {
    const error = new Error(framesLike(slice));
    // The engine writes the stack when it is first read, with the message of that time.
    Object.assign(error, { stack: error.stack, message: 'reworded' });
    return Promise.reject(error);
  },
  'throws a text': (slice) => Promise.reject(encode(slice)),
  crashes: (slice) => {
    setImmediate(() => {
      throw new RangeError(framesLike(slice));
    });
    return new Promise(() => {});
  },
};

const framesLike = (slice: CredentialsSlice): string => `\n    at ${slice.securityOptions.join()} (file:///x.ts:1:1)`;

const sabotage = process.env.SABOTAGE ?? '';

await runService(
  {
    name: 'saboteur',
    description: 'Misbehaves.',
    async start({ messages, subjects, log }) {
      const resolve = sabotages[sabotage];
      const worker = defineWorker({
        kind: catalog.credentials,
        resolve: (slice) => resolve?.(slice) ?? new Promise(() => {}),
      });
      if (resolve !== undefined) return runWorker(worker, { messages, subjects, log });
      const subscription = messages.subscribe(subjects.work('credentials'), (message) => {
        for (const rubbish of echoes(message.text)) message.respond(rubbish);
      });
      return { stop: () => subscription.drain() };
    },
  },
  process.env,
);

/** Rubbish that repeats what came in, in each place that a partial has. */
function echoes(text: string): string[] {
  const [job] = workSchema.parse(JSON.parse(text)).jobs;
  const honest = { job: job?.job, kind: 'credentials', revision: 1, facts: {}, errors: [], warnings: [] };
  const wrong = [
    { job: text },
    { kind: text },
    { revision: text },
    { facts: text },
    { errors: [{ code: text, message: text }] },
    { warnings: [{ code: text, message: text }] },
  ];
  const partials = wrong.map((each) => ({ ...honest, ...each, [text]: text }));
  return [text, `{"partials":[{"${text}`, ...partials.map((partial) => encode({ partials: [partial] }))];
}
