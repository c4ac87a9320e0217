import { serveRole } from '../../load/serve-load.ts';
import { trivialPartial } from '../../workload/partial.ts';
import { brokerOf } from './broker.js';

const kind = process.env.KIND;
const broker = brokerOf(kind);
broker.createService({ name: kind, actions: { resolve: ({ params }) => trivialPartial(kind, params) } });
await broker.start();
serveRole();
