import { describe, expect, test } from 'vitest';
import { onLinux, onWindows } from './samples.fixture.ts';
import { windowsSpec } from './whole-specs.fixture.ts';

describe('hostname: name and domain', () => {
  test.each([
    { Hostname: 'web', Domainname: '', hostname: 'web' },
    { Hostname: 'web', Domainname: null, hostname: 'web' },
    { Hostname: '', Domainname: 'corp.local', hostname: '.corp.local' },
    { Hostname: null, Domainname: 'corp.local', hostname: '.corp.local' },
    { Hostname: 'H', Domainname: 'CORP', hostname: 'H.CORP' },
  ])('$hostname', ({ Hostname, Domainname, hostname }) => {
    expect(onWindows({ config: { Hostname, Domainname } })).toEqual({ ...windowsSpec, hostname });
    expect(onLinux({ config: { Hostname, Domainname } }).hostname).toBe(hostname);
  });

  test('neither: left out', () => {
    const { hostname, ...rest } = windowsSpec;
    expect(hostname).toBeDefined();
    expect(onWindows({ config: { Hostname: '', Domainname: '' } })).toEqual(rest);
  });
});
