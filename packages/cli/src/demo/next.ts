import { relative, sep } from 'node:path';
import { shownAddresses } from '@specline/bus';
import type { AddressOptions } from '../system/addresses.ts';

interface DemoAddresses extends AddressOptions {
  /** Where HTTP is served. */
  readonly address: string;
}

/** What to try after the demo, as commands that can be copied. */
export function whatNext(samples: string, { nats, redis, address }: DemoAddresses): string {
  const command = process.env.npm_lifecycle_event === undefined ? 'specline' : 'npm run -s specline --';
  const folder = relative(process.cwd(), samples) || '.';
  const sample = (name: string): string => `${folder}${sep}${name}`;
  const system =
    nats === undefined || redis === undefined ? '' : ` --nats ${shownAddresses(nats)} --redis ${shownAddresses(redis)}`;
  return [
    '',
    `The system stays up, and serves HTTP: open ${address}/ in a browser. Ctrl-C ends it.`,
    'In a second terminal, try:',
    `  curl ${address}/v1/nodes`,
    ...(system === '' ? [] : [`  ${command} watch --nats ${shownAddresses(nats ?? '')}`]),
    `  ${command} create${system} ${sample('linux-nginx.json')}`,
    `  ${command} compile ${sample('refused-twice.json')}`,
    `  ${command} --help`,
    '',
  ].join('\n');
}
