import type { Recorded } from '../figures/recorder.ts';
import type { Generated } from '../generator/generator.ts';
import type { Machine } from './machine.ts';

/** Of the documents that `--json` writes; another number is another format. */
export const resultFormat = 'specline-load/1';

/** What a run was told, in words for people; `key` is the option. */
export type Settings = Readonly<Record<string, string>>;

/** All that is known of a run. */
export interface LoadResult extends Recorded {
  readonly format: typeof resultFormat;
  /** ISO 8601. */
  readonly began: string;
  readonly settings: Settings;
  readonly machine: Machine;
  readonly model: 'open' | 'closed';
  readonly path: 'create' | 'submit';
  /** Someone ended it before its time. */
  readonly interrupted: boolean;
  readonly generator: Generated;
  /** What a reader must know before the figures, in words. */
  readonly remarks: readonly string[];
}
