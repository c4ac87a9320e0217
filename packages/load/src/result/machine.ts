import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { version } from '@specline/contracts';

/** Where the generator ran, and what it was. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly processors: number;
  readonly memoryGiB: number;
  /** Of one minute, when the run began: others at work show here. */
  readonly loadBefore: number;
  readonly node: string;
  readonly specline: string;
}

export const thisMachine = (): Machine => ({
  system: `${type()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model.trim() || 'unknown',
  processors: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  node: process.version,
  specline: version,
});
