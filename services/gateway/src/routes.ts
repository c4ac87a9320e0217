import type { FastifyInstance } from 'fastify';
import type { Gateway } from './gateway.ts';
import type { Route } from './route.ts';
import { documentationRoutes } from './routes/documentation.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { inventoryRoutes } from './routes/inventory.ts';
import { nodeRoutes } from './routes/nodes.ts';
import { outcomeRoutes } from './routes/outcomes.ts';
import { specRoutes } from './routes/specs.ts';
import { submissionRoutes } from './routes/submissions.ts';

/** What the interface does, in the order of its documentation. */
const operationsOf = (gateway: Gateway): readonly Route[] =>
  [specRoutes, submissionRoutes, outcomeRoutes, eventRoutes, nodeRoutes, inventoryRoutes, healthRoutes].flatMap(
    (routes) => routes(gateway),
  );

/** Serves every operation, and the documentation of all. */
export function addRoutes(app: FastifyInstance, gateway: Gateway): void {
  const operations = operationsOf(gateway);
  for (const { scope, about: _about, ...route } of [...operations, ...documentationRoutes(operations)]) {
    app.route({ ...route, config: scope === undefined ? {} : { scope } });
  }
}
