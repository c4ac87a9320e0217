import { serveRole } from '../../load/serve-load.ts';
import { workers } from '../../workload/partial.ts';
import { brokerOf } from './broker.js';

const broker = brokerOf('aggregator');
broker.createService({
  name: 'specs',
  dependencies: [...workers],
  actions: {
    async create(context) {
      const { params } = context;
      const partials = await context.mcall(workers.map((kind) => ({ action: `${kind}.resolve`, params })));
      return { id: params.id, partials };
    },
  },
});
await broker.start();
serveRole();
