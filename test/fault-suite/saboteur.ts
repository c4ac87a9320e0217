import process from 'node:process';
import { type Messages, type PublishOptions, runService, runWorker } from '@specline/bus';
import { redisInventory } from '@specline/inventory';
import { imageWorker } from '@specline/service-image';
import { deadlineMs } from './row.ts';

type Send = (text: string) => void;

/** An image worker that knows the answers and gives them badly, each work message in another way. */
const ways: readonly ((answer: string, send: Send) => void)[] = [
  (_, send) => send('no JSON'),
  (_, send) => send('{"partials":[{}]}'),
  (answer, send) => send(answer.replaceAll(/"job":"[^"]*"/g, '"job":"somebody.else"')),
  (answer, send) => send(answer.replaceAll('"kind":"image"', '"kind":"mounts"')),
  (answer, send) => [send(answer), send(answer)],
  (answer, send) => setTimeout(() => send(answer), deadlineMs * 1.5),
  () => {},
];

function tampering(messages: Messages): Messages {
  let count = 0;
  return new Proxy(messages, {
    get(target, name) {
      if (name !== 'publish') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (subject: string, text: string, options?: PublishOptions): void =>
        ways[count++ % ways.length]?.(text, (changed) => target.publish(subject, changed, options));
    },
  });
}

await runService(
  {
    name: 'saboteur',
    description: 'Answers image work with rubbish, twice, late, for others, or not at all.',
    async start({ settings, messages, subjects, log }) {
      const inventory = redisInventory({ url: settings.redisUrl, log });
      const worker = runWorker(imageWorker(inventory), { messages: tampering(messages), subjects, log });
      return {
        async stop() {
          await worker.stop();
          await inventory.close();
        },
      };
    },
  },
  process.env,
);
