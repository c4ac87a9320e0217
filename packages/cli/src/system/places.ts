import { type AddressOptions, shownAddresses } from './addresses.ts';

/** Says in words where bus and inventory are. */
export function placesOf({ nats, redis }: AddressOptions): string {
  const bus = nats === undefined ? 'the bus is in this process' : `the bus is NATS at ${shownAddresses(nats)}`;
  const store = redis === undefined ? 'so is the inventory' : `the inventory is in Redis at ${shownAddresses(redis)}`;
  return nats !== undefined && redis === undefined ? `${bus}, the inventory is in this process` : `${bus}, ${store}`;
}
