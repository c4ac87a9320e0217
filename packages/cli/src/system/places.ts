import { shownAddresses } from '@specline/bus';
import type { AddressOptions } from './addresses.ts';

/** Says in words where bus and inventory are; a bus on NATS has its inventory in Redis. */
export function placesOf({ nats, redis }: AddressOptions): string {
  const bus = nats === undefined ? 'the bus is in this process' : `the bus is NATS at ${shownAddresses(nats)}`;
  const store = redis === undefined ? 'so is the inventory' : `the inventory is in Redis at ${shownAddresses(redis)}`;
  return `${bus}, ${store}`;
}
