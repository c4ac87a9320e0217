import type { Estate } from '../estate/estate.ts';
import { pick } from '../random.ts';
import { acknowledgeMs, type Row } from '../row.ts';

/** Between two kills, in milliseconds. */
const shortestPeaceMs = 1_500;
const longestPeaceMs = 4_000;

/** Any process of the product or a server, again and again, while 10,000 submits come in. */
export const randomKills: Row = {
  name: 'random kills under 10,000 submits',
  submits: 10_000,
  rate: 150,
  estate: { workers: 2 },
  recoveryMs: acknowledgeMs + 10_000,
  async break(estate, { random, pass, published }) {
    let loading = true;
    void published.finally(() => {
      loading = false;
    });
    while (loading) {
      await pass(shortestPeaceMs + random() * (longestPeaceMs - shortestPeaceMs));
      if (loading) await killOne(estate, pick(random, ['nats', 'redis', ...servicesTwice(estate)]));
    }
  },
};

/** Services are killed more often than servers. */
const servicesTwice = ({ services }: Estate): string[] => [...services.keys(), ...services.keys()];

async function killOne(estate: Estate, name: string): Promise<void> {
  if (name === 'nats' || name === 'redis') {
    const server = name === 'nats' ? estate.nats() : estate.redis;
    await estate.strike(() => server.kill());
    await server.restart();
  } else {
    await estate.strike(() => estate.service(name).kill());
    await estate.replace(name);
  }
}
