import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { trivialPartial } from '../../workload/partial.ts';
import { decorateMethod } from './decorate.js';
import { serve } from './serve.js';

const kind = process.env.KIND;

class WorkerController {
  resolve(request) {
    return trivialPartial(kind, request);
  }
}
Controller()(WorkerController);
decorateMethod(WorkerController, 'resolve', MessagePattern(`resolve.${kind}`));
Payload()(WorkerController.prototype, 'resolve', 0);

await serve(WorkerController, { queue: kind });
