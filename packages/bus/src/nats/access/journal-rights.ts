import type { StreamDefinition } from '@specline/contracts';
import { apiSubject } from '../journal/api.ts';
import { consumer as takers } from '../journal/take.ts';

type Stream = Pick<StreamDefinition, 'name'>;

/** On what a part of the journal publishes, beside the subjects of its entries. Its answers come to an inbox. */
export type Rights = (stream: Stream) => readonly string[];

/** To create a stream and bring it to its settings. */
export const toPrepare: Rights = ({ name }) =>
  ['STREAM.INFO', 'STREAM.CREATE', 'STREAM.UPDATE'].map((operation) => apiSubject(operation, name));

/** To look one entry up, also before one is recorded on condition. */
export const toLookUp: Rights = ({ name }) => [apiSubject('STREAM.MSG.GET', name)];

/** To look up, as a replica knows it, the last entry of a subject. */
export const toLookUpDirectly: Rights = ({ name }) => [apiSubject('DIRECT.GET', name, '>')];

/** To read a log or follow it, by a consumer of one's own. Later clients than ours put its filter behind its name. */
export const toRead: Rights = (stream) => [
  apiSubject('STREAM.INFO', stream.name),
  apiSubject('CONSUMER.CREATE', stream.name, '>'),
  apiSubject('CONSUMER.MSG.NEXT', stream.name, '*'),
  apiSubject('CONSUMER.DELETE', stream.name, '*'),
  ...toLookUp(stream),
];

/** To take entries of a queue and say what became of them. */
export const toTake: Rights = ({ name }) => [
  apiSubject('CONSUMER.DURABLE.CREATE', name, takers),
  apiSubject('CONSUMER.MSG.NEXT', name, takers),
  `$JS.ACK.${name}.${takers}.>`,
];

/** To remove an entry. */
export const toRemove: Rights = ({ name }) => [apiSubject('STREAM.MSG.DELETE', name)];

/** To say why nobody takes an entry: which stream has its subject. */
export const toExplainSilence = '$JS.API.STREAM.NAMES';

/** To see how long a queue is and whether somebody takes from it; not what is in it. */
export const toOversee: Rights = ({ name }) => [
  apiSubject('STREAM.INFO', name),
  apiSubject('CONSUMER.INFO', name, takers),
];
