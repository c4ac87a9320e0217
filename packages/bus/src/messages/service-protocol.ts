import type { Message, Messages, ServiceIntroduction } from '../messages.ts';
import type { Receiver } from './receiver.ts';

/** One instance of a service, as NATS's service protocol describes it. */
export interface ServiceInstance extends ServiceIntroduction {
  /** New for each instance. */
  readonly id: string;
  readonly started: Date;
}

/**
 * Answers NATS's service protocol: `$SRV.PING`, `$SRV.INFO` and `$SRV.STATS`, each also with the service's
 * name, and with name and id behind it. The endpoints are the queue subscriptions of the moment.
 *
 * @see https://github.com/nats-io/nats-architecture-and-design/blob/main/adr/ADR-32.md
 */
export function answerServiceProtocol(
  messages: Pick<Messages, 'subscribe'>,
  service: ServiceInstance,
  receivers: () => Iterable<Receiver>,
): void {
  const endpoints = (): Receiver[] => [...receivers()].filter(({ queue }) => queue !== undefined);
  const answers = {
    PING: () => identity('ping', service),
    INFO: () => ({ ...identity('info', service), description: service.description, endpoints: endpoints().map(info) }),
    STATS: () => ({ ...identity('stats', service), started: service.started, endpoints: endpoints().map(statistics) }),
  };
  for (const [verb, answer] of Object.entries(answers)) {
    const handler = (message: Message): void => message.respond(JSON.stringify(answer()));
    for (const scope of ['', `.${service.name}`, `.${service.name}.${service.id}`]) {
      messages.subscribe(`$SRV.${verb}${scope}`, handler);
    }
  }
}

const identity = (type: string, { name, id, version, metadata = {} }: ServiceInstance) => ({
  type: `io.nats.micro.v1.${type}_response`,
  name,
  id,
  version,
  metadata,
});

const info = ({ subject, queue }: Receiver) => ({
  name: subject.replace(/^.*\./, ''),
  subject,
  queue_group: queue,
  metadata: {},
});

/** Handlers end before their work does, so that the protocol's processing times would mislead: they stay 0. */
const statistics = (receiver: Receiver) => ({
  ...info(receiver),
  num_requests: receiver.received,
  num_errors: receiver.failed,
  last_error: '',
  processing_time: 0,
  average_processing_time: 0,
});
