import { describe, expect, it } from 'vitest';
import { InvalidSettings, serviceSettings } from './settings.ts';

const day = 86_400_000;
const durations = 'write a duration such as 500ms, 5s, 2m, 6h or 7d, from';
const sizes = 'write a size such as 65536, 64KiB, 64MiB or 1GiB, from 64KiB to 1024TiB';

describe('serviceSettings', () => {
  it('has a default for each variable, also where it is empty', () => {
    const settings = {
      natsServers: ['nats://127.0.0.1:4222'],
      redisUrl: 'redis://127.0.0.1:6379',
      tls: {},
      inboxPrefix: '_INBOX',
      logLevel: 'info',
      prefix: 'specline.v1',
      deadlineMs: 5_000,
      maximumOpen: 4_096,
      maximumOpenBytes: 268_435_456,
      cacheAgeMs: 5_000,
      inventoryCheck: 'refuse',
      monitor: { host: '127.0.0.1', port: 0 },
      spansEndpoint: undefined,
      maximumOpenSubmits: 256,
      acknowledgeWithinMs: 30_000,
      giveUpAfterMs: 900_000,
      maximumLostDeliveries: 5,
      streamKeeping: {
        storage: 'file',
        replicas: 1,
        duplicateWindowMs: 120_000,
        limits: {
          submit: { maximumAgeMs: 7 * day, maximumBytes: 2 ** 30 },
          outcomes: { maximumAgeMs: 14 * day, maximumBytes: 2 ** 31 },
          events: { maximumAgeMs: 7 * day, maximumBytes: 2 ** 30 },
          dead: { maximumAgeMs: 30 * day, maximumBytes: 2 ** 28 },
        },
      },
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
      SPECLINE_INBOX_PREFIX: '_INBOX_mine',
      SPECLINE_DEADLINE_MS: '4000',
      SPECLINE_MAX_OPEN: '1',
      SPECLINE_MAX_OPEN_BYTES: '1048576',
      SPECLINE_CACHE_AGE: '0ms',
      SPECLINE_INVENTORY_CHECK: 'warn',
      SPECLINE_METRICS_PORT: '9464',
      SPECLINE_METRICS_HOST: '0.0.0.0',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      SPECLINE_MAX_OPEN_SUBMITS: '2',
      SPECLINE_ACKNOWLEDGE_WITHIN: '5000ms',
      SPECLINE_GIVE_UP_AFTER: '4s',
      SPECLINE_MAX_LOST_DELIVERIES: '3',
      SPECLINE_STREAM_STORAGE: 'memory',
      SPECLINE_STREAM_REPLICAS: '3',
      SPECLINE_DUPLICATE_WINDOW: '500ms',
      SPECLINE_SUBMIT_AGE: '5s',
      SPECLINE_EVENT_AGE: '2m',
      SPECLINE_OUTCOME_AGE: '6h',
      SPECLINE_DEAD_AGE: '1d',
      SPECLINE_SUBMIT_BYTES: '65536',
      SPECLINE_OUTCOME_BYTES: '64KiB',
      SPECLINE_EVENT_BYTES: '64MiB',
      SPECLINE_DEAD_BYTES: '3GiB',
    };
    expect(serviceSettings(environment)).toEqual({
      natsServers: ['nats://u:p@a:1', 'tls://b'],
      redisUrl: 'rediss://u:p@c:2/3',
      tls: {},
      inboxPrefix: '_INBOX_mine',
      logLevel: 'debug',
      prefix: 'my_prefix.v2-x',
      deadlineMs: 4_000,
      maximumOpen: 1,
      maximumOpenBytes: 1_048_576,
      cacheAgeMs: 0,
      inventoryCheck: 'warn',
      monitor: { host: '0.0.0.0', port: 9464 },
      spansEndpoint: 'http://collector:4318',
      maximumOpenSubmits: 2,
      acknowledgeWithinMs: 5_000,
      giveUpAfterMs: 4_000,
      maximumLostDeliveries: 3,
      streamKeeping: {
        storage: 'memory',
        replicas: 3,
        duplicateWindowMs: 500,
        limits: {
          submit: { maximumAgeMs: 5_000, maximumBytes: 65_536 },
          outcomes: { maximumAgeMs: 21_600_000, maximumBytes: 65_536 },
          events: { maximumAgeMs: 120_000, maximumBytes: 2 ** 26 },
          dead: { maximumAgeMs: day, maximumBytes: 3 * 2 ** 30 },
        },
      },
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
    [
      { REDIS_URL: 'redis://u:SECRET/SECRET@a', NATS_URL: 'nats://u:SECRET/,SECRET@b' },
      'NATS_URL is "nats://b": write an address such as nats://127.0.0.1:4222; REDIS_URL is "redis://a": write an address such as redis://127.0.0.1:6379',
    ],
    [{ LOG_LEVEL: 'INFO' }, 'LOG_LEVEL is "INFO": write one of: debug, info, warn, error, silent'],
    [{ SPECLINE_PREFIX: 'a..b' }, 'SPECLINE_PREFIX is "a..b": write letters, digits, "_" and "-", with dots between'],
    [{ SPECLINE_PREFIX: 'a.*' }, 'SPECLINE_PREFIX is "a.*": write letters, digits, "_" and "-", with dots between'],
    [
      { SPECLINE_INBOX_PREFIX: '_INBOX.>' },
      'SPECLINE_INBOX_PREFIX is "_INBOX.>": write letters, digits, "_" and "-", with dots between',
    ],
    [{ SPECLINE_DEADLINE_MS: '5s' }, 'SPECLINE_DEADLINE_MS is "5s": write a whole number from 1 to 600000'],
    [{ SPECLINE_DEADLINE_MS: '0' }, 'SPECLINE_DEADLINE_MS is "0": write a whole number from 1 to 600000'],
    [{ SPECLINE_MAX_OPEN: '1e3' }, 'SPECLINE_MAX_OPEN is "1e3": write a whole number from 1 to 1000000'],
    [
      { SPECLINE_MAX_OPEN_BYTES: '99999999999999999999' },
      'SPECLINE_MAX_OPEN_BYTES is "99999999999999999999": write a whole number from 1 to 9007199254740991',
    ],
    [{ SPECLINE_CACHE_AGE: '5000' }, `SPECLINE_CACHE_AGE is "5000": ${durations} 0ms to 1m`],
    [{ SPECLINE_CACHE_AGE: '61s' }, `SPECLINE_CACHE_AGE is "61s": ${durations} 0ms to 1m`],
    [{ SPECLINE_INVENTORY_CHECK: 'no' }, 'SPECLINE_INVENTORY_CHECK is "no": write one of: refuse, warn, off'],
    [{ SPECLINE_METRICS_PORT: '65536' }, 'SPECLINE_METRICS_PORT is "65536": write a whole number from 0 to 65535'],
    [
      { SPECLINE_METRICS_HOST: 'http://x' },
      'SPECLINE_METRICS_HOST is "http://x": write an address or a name of this machine such as 127.0.0.1 or 0.0.0.0',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://me:SECRET@x' },
      'OTEL_EXPORTER_OTLP_ENDPOINT is "ftp://x": write an address such as http://127.0.0.1:4318',
    ],
    [{ SPECLINE_STREAM_STORAGE: 'disk' }, 'SPECLINE_STREAM_STORAGE is "disk": write one of: file, memory'],
    [{ SPECLINE_STREAM_REPLICAS: '2' }, 'SPECLINE_STREAM_REPLICAS is "2": write one of: 1, 3, 5'],
    [{ SPECLINE_SUBMIT_AGE: '7' }, `SPECLINE_SUBMIT_AGE is "7": ${durations} 1s to 3650d`],
    [{ SPECLINE_SUBMIT_AGE: '7w' }, `SPECLINE_SUBMIT_AGE is "7w": ${durations} 1s to 3650d`],
    [{ SPECLINE_SUBMIT_AGE: '-7d' }, `SPECLINE_SUBMIT_AGE is "-7d": ${durations} 1s to 3650d`],
    [{ SPECLINE_DEAD_AGE: '1.5d' }, `SPECLINE_DEAD_AGE is "1.5d": ${durations} 1s to 3650d`],
    [{ SPECLINE_EVENT_AGE: '999ms' }, `SPECLINE_EVENT_AGE is "999ms": ${durations} 1s to 3650d`],
    [{ SPECLINE_OUTCOME_AGE: '3651d' }, `SPECLINE_OUTCOME_AGE is "3651d": ${durations} 1s to 3650d`],
    [{ SPECLINE_DUPLICATE_WINDOW: '0s' }, `SPECLINE_DUPLICATE_WINDOW is "0s": ${durations} 100ms to 3650d`],
    [{ SPECLINE_SUBMIT_BYTES: '65535' }, `SPECLINE_SUBMIT_BYTES is "65535": ${sizes}`],
    [{ SPECLINE_OUTCOME_BYTES: '1GB' }, `SPECLINE_OUTCOME_BYTES is "1GB": ${sizes}`],
    [{ SPECLINE_EVENT_BYTES: '1toString' }, `SPECLINE_EVENT_BYTES is "1toString": ${sizes}`],
    [{ SPECLINE_DEAD_BYTES: '1025TiB' }, `SPECLINE_DEAD_BYTES is "1025TiB": ${sizes}`],
    [
      { SPECLINE_OUTCOME_AGE: '6d' },
      'SPECLINE_OUTCOME_AGE is "6d": write at least SPECLINE_EVENT_AGE, which is "7d": outcomes live at least as long as events',
    ],
    [
      { SPECLINE_EVENT_AGE: '1d' },
      'SPECLINE_EVENT_AGE is "1d": write at least SPECLINE_SUBMIT_AGE, which is "7d": events live at least as long as submits',
    ],
    [
      { SPECLINE_DUPLICATE_WINDOW: '8d' },
      'SPECLINE_SUBMIT_AGE is "7d": write at least SPECLINE_DUPLICATE_WINDOW, which is "8d": submits live at least as long as the duplicate window',
    ],
    [{ SPECLINE_GIVE_UP_AFTER: '900' }, `SPECLINE_GIVE_UP_AFTER is "900": ${durations} 1s to 3650d`],
    [{ SPECLINE_ACKNOWLEDGE_WITHIN: '99ms' }, `SPECLINE_ACKNOWLEDGE_WITHIN is "99ms": ${durations} 100ms to 1h`],
    [{ SPECLINE_MAX_LOST_DELIVERIES: '0' }, 'SPECLINE_MAX_LOST_DELIVERIES is "0": write a whole number from 1 to 1000'],
    [{ SPECLINE_MAX_OPEN_SUBMITS: 'x' }, 'SPECLINE_MAX_OPEN_SUBMITS is "x": write a whole number from 1 to 100000'],
    [
      { SPECLINE_GIVE_UP_AFTER: '8d' },
      'SPECLINE_SUBMIT_AGE is "7d": write at least SPECLINE_GIVE_UP_AFTER, which is "8d": a submit lives until it is given up',
    ],
    [
      { SPECLINE_GIVE_UP_AFTER: '4s' },
      'SPECLINE_GIVE_UP_AFTER is "4s": write at least SPECLINE_DEADLINE_MS, which is "5000": a submit is not given up before its first deadline',
    ],
    [
      { SPECLINE_MAX_OPEN: '-1', LOG_LEVEL: 'x' },
      'LOG_LEVEL is "x": write one of: debug, info, warn, error, silent; SPECLINE_MAX_OPEN is "-1": write a whole number from 1 to 1000000',
    ],
  ])('refuses %j', (environment, message) => {
    expect(() => serviceSettings(environment)).toThrow(new InvalidSettings(message));
  });
});
