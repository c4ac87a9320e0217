import { describe, expect, it } from 'vitest';
import { InvalidSettings, serviceSettings } from './settings.ts';

describe('serviceSettings', () => {
  it('has a default for each variable, also where it is empty', () => {
    const settings = {
      natsServers: ['nats://127.0.0.1:4222'],
      redisUrl: 'redis://127.0.0.1:6379',
      logLevel: 'info',
      prefix: 'specline.v1',
      deadlineMs: 5_000,
      maximumOpen: 4_096,
      maximumOpenBytes: 268_435_456,
    };
    expect(serviceSettings({})).toEqual(settings);
    expect(serviceSettings({ NATS_URL: '', SPECLINE_MAX_OPEN: '', PATH: '/bin' })).toEqual(settings);
  });

  it('reads each variable', () => {
    const environment = {
      NATS_URL: 'nats://u:p@a:1, tls://b',
      REDIS_URL: 'rediss://u:p@c:2/3',
      LOG_LEVEL: 'debug',
      SPECLINE_PREFIX: 'my_prefix.v2-x',
      SPECLINE_DEADLINE_MS: '600000',
      SPECLINE_MAX_OPEN: '1',
      SPECLINE_MAX_OPEN_BYTES: '1048576',
    };
    expect(serviceSettings(environment)).toEqual({
      natsServers: ['nats://u:p@a:1', 'tls://b'],
      redisUrl: 'rediss://u:p@c:2/3',
      logLevel: 'debug',
      prefix: 'my_prefix.v2-x',
      deadlineMs: 600_000,
      maximumOpen: 1,
      maximumOpenBytes: 1_048_576,
    });
  });

  it.each([
    [{ NATS_URL: 'localhost' }, 'NATS_URL is "localhost": write an address such as nats://127.0.0.1:4222'],
    [
      { NATS_URL: 'nats://a,http://u:SECRET@b' },
      'NATS_URL is "nats://a,http://b": write an address such as nats://127.0.0.1:4222',
    ],
    [{ NATS_URL: 'nats://a,' }, 'NATS_URL is "nats://a,": write an address such as nats://127.0.0.1:4222'],
    [{ REDIS_URL: 'nats://:SECRET@a' }, 'REDIS_URL is "nats://a": write an address such as redis://127.0.0.1:6379'],
    [{ LOG_LEVEL: 'INFO' }, 'LOG_LEVEL is "INFO": write one of: debug, info, warn, error, silent'],
    [{ SPECLINE_PREFIX: 'a..b' }, 'SPECLINE_PREFIX is "a..b": write letters, digits, "_" and "-", with dots between'],
    [{ SPECLINE_PREFIX: 'a.*' }, 'SPECLINE_PREFIX is "a.*": write letters, digits, "_" and "-", with dots between'],
    [{ SPECLINE_DEADLINE_MS: '5s' }, 'SPECLINE_DEADLINE_MS is "5s": write a whole number from 1 to 600000'],
    [{ SPECLINE_DEADLINE_MS: '0' }, 'SPECLINE_DEADLINE_MS is "0": write a whole number from 1 to 600000'],
    [{ SPECLINE_MAX_OPEN: '1e3' }, 'SPECLINE_MAX_OPEN is "1e3": write a whole number from 1 to 1000000'],
    [
      { SPECLINE_MAX_OPEN_BYTES: '99999999999999999999' },
      'SPECLINE_MAX_OPEN_BYTES is "99999999999999999999": write a whole number from 1 to 9007199254740991',
    ],
    [
      { SPECLINE_MAX_OPEN: '-1', LOG_LEVEL: 'x' },
      'LOG_LEVEL is "x": write one of: debug, info, warn, error, silent; SPECLINE_MAX_OPEN is "-1": write a whole number from 1 to 1000000',
    ],
  ])('refuses %j', (environment, message) => {
    expect(() => serviceSettings(environment)).toThrow(new InvalidSettings(message));
  });
});
