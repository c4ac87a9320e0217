import { InvalidSettings } from '@specline/bus';
import { expect, it } from 'vitest';
import { gatewaySettings } from './settings.ts';

it('without any variable the gateway listens on loopback', () => {
  expect(gatewaySettings({})).toMatchObject({ host: '127.0.0.1', port: 8080, maximumBodyBytes: 1_048_576 });
});

it.each<[Record<string, string>, string]>([
  [{ SPECLINE_HTTP_PORT: '65536' }, 'SPECLINE_HTTP_PORT is "65536": write a whole number from 0 to 65535'],
  [{ SPECLINE_HTTP_BODY: 'much' }, 'SPECLINE_HTTP_BODY is "much": write a size such as'],
  [{ SPECLINE_HTTP_KEEP_ALIVE: '5' }, 'SPECLINE_HTTP_KEEP_ALIVE is "5": write a duration such as'],
  [{ SPECLINE_HTTP_HEARTBEAT: '1m' }, 'SPECLINE_HTTP_STALLED_AFTER must be longer than SPECLINE_HTTP_HEARTBEAT'],
])('refuses %j', (environment, says) => {
  const read = (): unknown => gatewaySettings(environment);
  expect(read).toThrow(InvalidSettings);
  expect(read).toThrow(says);
});
