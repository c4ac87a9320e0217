import { workerData } from 'node:worker_threads';
import { alarmCells } from './alarm-cells.ts';

const cells = new Int32Array(workerData as SharedArrayBuffer);

// Ends with its alarm, which terminates it.
for (;;) {
  Atomics.wait(cells, alarmCells.asked, 0);
  const microseconds = Atomics.exchange(cells, alarmCells.asked, 0);
  Atomics.wait(cells, alarmCells.bed, 0, microseconds / 1_000);
  Atomics.store(cells, alarmCells.rung, 1);
  Atomics.notify(cells, alarmCells.rung);
}
