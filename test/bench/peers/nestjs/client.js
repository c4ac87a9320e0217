import 'reflect-metadata';
import { ClientProxyFactory } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { serveLoad } from '../../load/serve-load.ts';
import { Estate } from '../../workload/estate.ts';
import { checkTrivial } from '../../workload/partial.ts';
import { clientOptions } from './serve.js';

const client = ClientProxyFactory.create(clientOptions);
await client.connect();
const estate = new Estate();
serveLoad({
  async ask(index) {
    const request = estate.request(index);
    const answer = await firstValueFrom(client.send('create', request));
    checkTrivial(answer, request.id);
    return answer;
  },
  text: JSON.stringify,
});
