import { constantProfile } from '@specline/load';
import { describe, expect, it } from 'vitest';
import { Failure } from '../end/failure.ts';
import { checkPermission, isLoopback } from './permission.ts';

it.each([
  ['nats://127.0.0.1:4222', true],
  ['nats://user:pass@127.9.9.9:4222', true],
  ['nats://localhost:4222', true],
  ['tls://[::1]:4222', true],
  ['127.0.0.1', true],
  ['nats://127.0.0.1.example.com:4222', false],
  ['nats://10.0.0.1:4222', false],
  ['nats://127.0.0.1@prod:4222', false],
  ['nats://prod:4222', false],
  ['nats://localhost.prod:4222', false],
  ['nats://0.0.0.0:4222', false],
  ['', false],
])('%s is this machine: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

describe('much load', () => {
  const open = (rate: number) => ({ kind: 'open', profile: constantProfile(rate, 1_000), maximumOpen: 10 }) as const;
  const closed = (concurrency: number) => ({ kind: 'closed', concurrency, durationMs: 1_000 }) as const;

  it.each([
    ['on this process', undefined, open(10_000), false],
    ['on this machine', 'nats://127.0.0.1:1', open(10_000), false],
    ['on servers of which one is elsewhere', 'nats://127.0.0.1:1,nats://prod:1', open(10_000), true],
    ['elsewhere', 'nats://prod:1', open(51), true],
    ['elsewhere, of callers', 'nats://prod:1', closed(9), true],
    ['elsewhere, but little', 'nats://prod:1', open(50), false],
    ['elsewhere, but few callers', 'nats://prod:1', closed(8), false],
  ] as const)('%s', (_where, nats, model, refused) => {
    const check = (yesItIsMine: boolean) => () => checkPermission({ nats, model, findsMaximum: false, yesItIsMine });
    if (refused) expect(check(false)).toThrow(Failure);
    else expect(check(false)).not.toThrow();
    expect(check(true)).not.toThrow();
  });

  it('elsewhere is also the search for the highest rate', () => {
    const intention = { nats: 'nats://prod:1', model: open(1), findsMaximum: true };
    expect(() => checkPermission({ ...intention, yesItIsMine: false })).toThrow(Failure);
    expect(() => checkPermission({ ...intention, yesItIsMine: true })).not.toThrow();
  });
});
