import { isIP } from 'node:net';
import type { Model } from '@specline/load';
import { unusable } from '../end/failure.ts';
import { highestRateOf } from './model.ts';

/** What a system that others may use takes without being noticed. */
const gentle = { rate: 50, concurrency: 8 } as const;

interface Intention {
  readonly nats: string | undefined;
  readonly model: Model;
  readonly findsMaximum: boolean;
  readonly yesItIsMine: boolean;
}

/** @throws Failure where much load is meant for a machine that is not this one, and nobody has said that it may be. */
export function checkPermission({ nats, model, findsMaximum, yesItIsMine }: Intention): void {
  if (nats === undefined || yesItIsMine || nats.split(',').every(isLoopback)) return;
  if (!findsMaximum && isGentle(model)) return;
  throw unusable(
    `more than ${gentle.rate} requests a second, ${gentle.concurrency} callers or --find-max need --yes-it-is-mine, for the system is not on this machine`,
  );
}

const isGentle = (model: Model): boolean =>
  model.kind === 'closed' ? model.concurrency <= gentle.concurrency : highestRateOf(model) <= gentle.rate;

/** A name may lead anywhere, but for `localhost`. */
export function isLoopback(address: string): boolean {
  const host = hostOf(address.trim());
  if (host === 'localhost' || host === '[::1]') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function hostOf(address: string): string {
  // Of a scheme that it does not know, URL reads the host as it stands; of http it reads 127.1 as an address.
  const text = address.replace(/^[a-z]+:\/\//i, '');
  return URL.parse(`http://${text}`)?.hostname ?? '';
}
