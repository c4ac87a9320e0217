import { setTimeout as wait } from 'node:timers/promises';
import { connect, ErrorCode, type NatsConnection } from 'nats';
import type { Sample } from './bundles.ts';
import { startEstate } from './estate/estate.ts';
import { pick, randomFrom } from './random.ts';
import { environment } from './row.ts';
import { pushSamples } from './run-row.ts';

/** What callers of `create` were told while processes died. */
export interface CreateVerdict {
  readonly asked: number;
  /** Composed with the digest that `compile` gives. */
  readonly composed: number;
  /** Told to ask again: a retryable code, nobody there, or the connection's own refusal. */
  readonly retryable: number;
  /** Another spec, a final error. */
  readonly wrong: readonly string[];
  /** No answer at all by the deadline and what an answer needs to arrive. */
  readonly hung: number;
  readonly kills: number;
}

const open = 64;
const timeoutMs = 4_000;
const retryableCodes = ['deadline', 'unavailable', 'overloaded'];

/** Two of everything under a steady load of creates, while each process is killed once, one after the other. */
export async function createUnderKills(seed: number, samples: readonly Sample[]): Promise<CreateVerdict> {
  await using estate = await startEstate({ aggregators: 2, workers: 2, environment });
  await pushSamples(estate, samples);
  const connection = await connect({ servers: estate.natsUrl.split(',') });
  const random = randomFrom(seed);
  const told: Told[] = [];
  let killing = true;
  const callers = Array.from({ length: open }, async (_, caller) => {
    for (let n = 0; killing; n++) told.push(await ask(connection, pick(random, samples), `${caller}-${n}`));
  });
  const names = [...estate.services.keys()];
  for (const name of names) {
    await wait(200 + random() * 300);
    await estate.strike(() => estate.service(name).kill());
    await estate.replace(name);
  }
  killing = false;
  await Promise.all(callers);
  await connection.close();
  return verdict(told, names.length);
}

type Told = 'composed' | 'retryable' | 'hung' | { readonly wrong: string };

async function ask(connection: NatsConnection, sample: Sample, id: string): Promise<Told> {
  const began = performance.now();
  try {
    const reply = await connection.request('specline.v1.create', sample.request(id), { timeout: timeoutMs });
    const outcome = reply.json<{ digest?: string; errors?: { code: string }[] }>();
    if (outcome.digest === sample.digest) return 'composed';
    const code = outcome.errors?.[0]?.code ?? 'none';
    return retryableCodes.includes(code) ? 'retryable' : { wrong: code };
  } catch (error) {
    const { code } = error as { code?: string };
    // The aggregator that had it died: its caller's own time-out tells it to ask again.
    if (code === ErrorCode.Timeout) return performance.now() - began < timeoutMs + 1_000 ? 'retryable' : 'hung';
    return code === ErrorCode.NoResponders ? 'retryable' : { wrong: String(error) };
  }
}

function verdict(told: readonly Told[], kills: number): CreateVerdict {
  const count = (what: Told): number => told.filter((each) => each === what).length;
  return {
    asked: told.length,
    composed: count('composed'),
    retryable: count('retryable'),
    wrong: told.flatMap((each) => (typeof each === 'object' ? [each.wrong] : [])),
    hung: count('hung'),
    kills,
  };
}
