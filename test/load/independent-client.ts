import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'nats';

interface Asking {
  readonly nats: string;
  readonly rate: number;
  readonly seconds: number;
  /** Requests that go ahead and are not counted. */
  readonly warmUp: number;
  request(index: number): string;
}

/** What a client found that shares nothing with the load tool: NATS's own, each latency kept, percentiles by sorting. */
export interface Found {
  readonly answers: number;
  /** Answers that are no spec. */
  readonly others: readonly string[];
  readonly perSecond: number;
  /** Milliseconds from when a request was meant to be sent. */
  at(percent: number): number;
}

/** Asks at a constant rate, whatever the answers do. */
export async function askIndependently({ nats, rate, seconds, warmUp, request }: Asking): Promise<Found> {
  const connection = await connect({ servers: [nats] });
  const latencies: number[] = [];
  const others: string[] = [];
  const began = performance.now();
  const total = warmUp + rate * seconds;
  const open: Promise<void>[] = [];
  for (let index = 0; index < total; index++) {
    const intended = began + (index * 1_000) / rate;
    // A timer is late by up to a millisecond; the rest of the wait is spent looking at the clock.
    const left = intended - performance.now();
    if (left > 2) await pause(left - 1.5);
    while (performance.now() < intended) await new Promise((resolve) => setImmediate(resolve));
    open.push(
      connection.request('specline.v1.create', request(index), { timeout: 10_000 }).then((reply) => {
        if (!reply.string().includes('"status":"composed"')) others.push(reply.string());
        else if (index >= warmUp) latencies.push(performance.now() - intended);
      }),
    );
  }
  await Promise.all(open);
  await connection.close();
  const sorted = latencies.sort((left, right) => left - right);
  return {
    answers: sorted.length,
    others,
    perSecond: sorted.length / seconds,
    at: (percent) => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN,
  };
}
