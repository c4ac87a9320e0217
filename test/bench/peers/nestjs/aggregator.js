import { Controller, Inject } from '@nestjs/common';
import { ClientsModule, MessagePattern, Payload } from '@nestjs/microservices';
import { forkJoin, map } from 'rxjs';
import { workers } from '../../workload/partial.ts';
import { decorateMethod } from './decorate.js';
import { clientOptions, serve } from './serve.js';

class SpecsController {
  #workers;

  constructor(workersProxy) {
    this.#workers = workersProxy;
  }

  create(request) {
    const partials = workers.map((kind) => this.#workers.send(`resolve.${kind}`, request));
    return forkJoin(partials).pipe(map((joined) => ({ id: request.id, partials: joined })));
  }
}
Controller()(SpecsController);
Inject('WORKERS')(SpecsController, undefined, 0);
decorateMethod(SpecsController, 'create', MessagePattern('create'));
Payload()(SpecsController.prototype, 'create', 0);

const imports = [ClientsModule.register([{ name: 'WORKERS', ...clientOptions }])];
await serve(SpecsController, { queue: 'aggregator', imports });
