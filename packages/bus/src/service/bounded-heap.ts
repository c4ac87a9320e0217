import { setFlagsFromString } from 'node:v8';

/**
 * Keeps a service near what it needs. V8 sizes its heap by the machine's memory: a worker that holds 20 MiB would grow
 * by 100 MiB of garbage before the first full collection. The young generation stays as it begins, and the old one may
 * be 1.6 times what is alive. Measured on 100,000 jobs of a worker: about 170 instead of 297 MiB, for 5 to 10 % more
 * processor time. A young generation this small is collected by one thread: four get in each other's way, and each
 * service that does so takes 4 % more processor time.
 */
export function boundHeap(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--heap-growing-percent=150');
}
