import type { Gateway } from './stream/gateway.ts';
import { part, setAttribute, setText } from './view/element.ts';

const everyMs = 10_000;

/** Shows whether NATS and Redis answer the gateway: without them nothing else here changes any more. */
export function watchHealth(gateway: Gateway): void {
  const pill = part('health', HTMLElement);
  const look = async (): Promise<void> => {
    const answer = await gateway.ask('/readyz');
    const isWell = 'text' in answer;
    setText(pill, isWell ? 'NATS and Redis answer' : answer.problem.detail);
    setAttribute(pill, 'data-is', isWell ? 'live' : 'waiting');
  };
  void look();
  setInterval(() => void look(), everyMs);
}
