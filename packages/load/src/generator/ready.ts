import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Requests } from '../mix/load-request.ts';

/** Enough for the code that makes requests to be compiled. */
const practised = 1_000;

/**
 * What would take its time from the run is done before, or not at all: to compile what makes requests, and to collect the
 * memory of the start, which took a generator 13 ms that were those of the requests then due. A process that has little
 * to do would also be collected again and again to give memory back (V8's memory reducer, 14 ms each time).
 */
export function readyGenerator(requests: Requests): void {
  for (let index = 0; index < practised; index++) requests(index);
  setFlagsFromString('--no-memory-reducer');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
