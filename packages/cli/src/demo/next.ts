import { relative, sep } from 'node:path';
import { shownAddresses } from '@specline/bus';
import type { AddressOptions } from '../system/addresses.ts';

/** What to try after the demo, as commands that can be copied. */
export function whatNext(samples: string, { nats, redis }: AddressOptions): string {
  const command = process.env.npm_lifecycle_event === undefined ? 'specline' : 'npm run -s specline --';
  const folder = relative(process.cwd(), samples) || '.';
  const sample = (name: string): string => `${folder}${sep}${name}`;
  const system =
    nats === undefined || redis === undefined ? '' : ` --nats ${shownAddresses(nats)} --redis ${shownAddresses(redis)}`;
  return [
    '',
    'The system stays up; Ctrl-C ends it. In a second terminal, try:',
    ...(system === '' ? [] : [`  ${command} watch --nats ${shownAddresses(nats ?? '')}`]),
    `  ${command} create${system} ${sample('linux-nginx.json')}`,
    `  ${command} compile ${sample('refused-twice.json')}`,
    `  ${command} --help`,
    '',
  ].join('\n');
}
