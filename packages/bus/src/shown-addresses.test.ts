import { describe, expect, it } from 'vitest';
import { shownAddresses } from './shown-addresses.ts';

describe('addresses for people', () => {
  it.each([
    ['nats://host:4222', 'nats://host:4222'],
    ['nats://a:1, tls://b,nats://[::1]:4222', 'nats://a:1, tls://b,nats://[::1]:4222'],
    ['redis://host:6379/3', 'redis://host:6379/3'],
    ['host:4222', 'host:4222'],
    ['nats://a,', 'nats://a,'],
    ['', ''],
  ])('%s is shown as it is', (addresses, shown) => {
    expect(shownAddresses(addresses)).toBe(shown);
  });

  it.each([
    ['redis://u:SECRET@host:1/2', 'redis://host:1/2'],
    ['nats://SECRET@host', 'nats://host'],
    ['u:SECRET@host', 'host'],
    ['nats://u:SECRET@a, nats://v:SECRET@b', 'nats://a, nats://b'],
    ['nats://a,http://u:SECRET@b', 'nats://a,http://b'],
    ['redis://u:SECRET/SECRET@host', 'redis://host'],
    ['redis://u:/SECRET//SECRET/@host', 'redis://host'],
    ['redis://u:SECRET,SECRET@host', 'redis://host'],
    ['redis://u:SECRET@SECRET@host', 'redis://host'],
    ['redis://u:SECRET\nSECRET@host', 'redis://host'],
    ['redis://u:SECRET?x=#SECRET@host', 'redis://host'],
    ['nats://a, u:SECRET@b', 'nats://b'],
    ['redis://:SECRET', 'redis://:[redacted]'],
    ['redis://u:SECRET/SECRET', 'redis://u:[redacted]'],
    ['redis://u:1234SECRET', 'redis://u:[redacted]'],
    ['redis://u:123456', 'redis://u:[redacted]'],
  ])('%j is shown without what is secret', (addresses, shown) => {
    expect(shownAddresses(addresses)).toBe(shown);
  });
});
