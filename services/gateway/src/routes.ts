import type { FastifyInstance } from 'fastify';
import type { Gateway } from './gateway.ts';
import type { Route } from './route.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { inventoryRoutes } from './routes/inventory.ts';
import { nodeRoutes } from './routes/nodes.ts';
import { outcomeRoutes } from './routes/outcomes.ts';
import { specRoutes } from './routes/specs.ts';
import { submissionRoutes } from './routes/submissions.ts';

/** Every operation, in the order of the documentation. */
const routesOf = (gateway: Gateway): readonly Route[] =>
  [specRoutes, submissionRoutes, outcomeRoutes, eventRoutes, nodeRoutes, inventoryRoutes, healthRoutes].flatMap(
    (routes) => routes(gateway),
  );

/** Serves every operation. */
export function addRoutes(app: FastifyInstance, gateway: Gateway): void {
  for (const { scope, ...route } of routesOf(gateway)) {
    app.route({ ...route, config: scope === undefined ? {} : { scope } });
  }
}
