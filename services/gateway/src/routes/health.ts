import { setTimeout as delay } from 'node:timers/promises';
import { statusAnswer } from '../documentation/answers.ts';
import type { Gateway } from '../gateway.ts';
import { sendProblem } from '../http/answer-errors.ts';
import { problem } from '../http/problem.ts';
import type { Route } from '../route.ts';

/** How long NATS and Redis may take to answer, in milliseconds. */
const patienceMs = 2_000;

/** Whether the process lives, and whether it can do its work. */
export const healthRoutes = ({ messages, inventory, stopping }: Gateway): readonly Route[] => [
  {
    method: 'GET',
    url: '/healthz',
    about: { summary: 'The process lives.', answer: { schema: statusAnswer } },
    handler: async () => ({ status: 'ok' }),
  },
  {
    method: 'GET',
    url: '/readyz',
    about: { summary: 'NATS and Redis answer, too.', answer: { schema: statusAnswer } },
    handler: async (_request, reply) => {
      const [nats, redis] = await Promise.all([answers(messages.flush()), answers(inventory.list({ limit: 1 }))]);
      if (nats && redis && !stopping.aborted) return { status: 'ok' };
      const away = [nats ? [] : ['NATS'], redis ? [] : ['Redis'], stopping.aborted ? ['the gateway itself'] : []];
      return sendProblem(reply, problem('unavailable', `not there: ${away.flat().join(', ')}`));
    },
  },
];

const answers = (work: Promise<unknown>): Promise<boolean> =>
  Promise.race([work.then(() => true), delay(patienceMs, false, { ref: false })]).catch(() => false);
