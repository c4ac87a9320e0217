import type { ResourcesSlice } from '@specline/contracts';
import { describe, expect, test } from 'vitest';
import { assignedDevices } from './devices.ts';
import { slice } from './slice.fixture.ts';

const assign = (devices: string[], change: Partial<ResourcesSlice> = {}) =>
  assignedDevices({ ...slice, devices, ...change });

describe('devices: class/<id>', () => {
  test.each([
    { path: 'class/5B45201D-F2F2-4F3B-85BB-30FF1F953599', id: '5B45201D-F2F2-4F3B-85BB-30FF1F953599' },
    { path: 'class/', id: '' },
    { path: 'class/a/b', id: 'a/b' },
    { path: 'class//a', id: '/a' },
    { path: 'class/ a b ', id: ' a b ' },
  ])('$path', ({ path, id }) => {
    expect(assign([path])).toEqual({ devices: [{ id, idType: 'class' }], errors: [] });
  });

  test('in their order, duplicates and all', () => {
    const ids = assign(['class/b', 'class/a', 'class/b']).devices.map(({ id }) => id);
    expect(ids).toEqual(['b', 'a', 'b']);
  });

  test('none at all, where they could not be assigned either', () => {
    expect(assign([], { isolation: 'hyperv', osBuild: 14393 })).toEqual({ devices: [], errors: [] });
  });

  test.each([17763, 17764, 18362])('from build 17763 on: %d', (osBuild) => {
    expect(assign(['class/a'], { osBuild }).errors).toEqual([]);
  });
});

describe('devices: refusals', () => {
  const list = 'container.HostConfig.Devices';
  const hyperv = 'device assignment is not supported for HyperV containers';
  const build = 'device assignment requires Windows builds RS5 (17763+) or later';
  const wrong = (type: string) => `invalid device assignment type: '${type}' should be 'class'`;

  test.each<{ devices: string[]; change?: Partial<ResourcesSlice>; field: string; message: string }>([
    { devices: ['class/a'], change: { isolation: 'hyperv' }, field: list, message: hyperv },
    { devices: ['bad'], change: { isolation: 'hyperv', osBuild: 1 }, field: list, message: hyperv },
    { devices: ['class/a'], change: { osBuild: 17762 }, field: list, message: build },
    { devices: ['bad'], change: { osBuild: 17134 }, field: list, message: build },
    { devices: [''], field: `${list}[0].PathOnHost`, message: 'invalid device assignment path' },
    { devices: ['class'], field: `${list}[0].PathOnHost`, message: 'invalid device assignment path' },
    { devices: ['class\\a'], field: `${list}[0].PathOnHost`, message: 'invalid device assignment path' },
    { devices: ['/a'], field: `${list}[0].PathOnHost`, message: wrong('') },
    { devices: ['Class/a'], field: `${list}[0].PathOnHost`, message: wrong('Class') },
    { devices: [' class/a'], field: `${list}[0].PathOnHost`, message: wrong(' class') },
    { devices: ['class://a'], field: `${list}[0].PathOnHost`, message: wrong('class:') },
    { devices: ["it's/a"], field: `${list}[0].PathOnHost`, message: wrong("it's") },
    { devices: ['class/a', 'usb/b'], field: `${list}[1].PathOnHost`, message: wrong('usb') },
  ])('$devices: $message', ({ devices, change, field, message }) => {
    const publicMessage = message.replace(/'.*' should/, "'[redacted]' should");
    const words = { message, publicMessage };
    expect(assign(devices, change).errors).toEqual([
      { seq: expect.any(Number), when: { platform: 'windows' }, code: 'invalid-parameter', field, ...words },
    ]);
  });

  test.each<Partial<ResourcesSlice>>([{ isolation: 'hyperv' }, { osBuild: 17134 }])(
    'none where none can be: %j',
    (change) => {
      expect(assign(['class/a'], change).devices).toEqual([]);
    },
  );

  test('each faulty path is named, in their order', () => {
    expect(assign(['x', 'class/a', 'y/z']).errors.map(({ field }) => field)).toEqual([
      `${list}[0].PathOnHost`,
      `${list}[2].PathOnHost`,
    ]);
  });
});
