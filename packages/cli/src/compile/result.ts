import {
  encode,
  type OutcomeError,
  type OutcomeWarning,
  privateEntry,
  type Spec,
  type StagingStep,
} from '@specline/contracts';

/** What became of one bundle. */
export type Result = Composed | Refused;

export interface Composed {
  readonly spec: Spec;
  /** The spec's canonical text. */
  readonly text: string;
  readonly digest: string;
  readonly staging: readonly StagingStep[];
  readonly warnings: readonly OutcomeWarning[];
}

/** An answer of whatever kind. */
export interface Warned {
  readonly warnings: readonly OutcomeWarning[];
}

export interface Refused {
  readonly errors: readonly OutcomeError[];
  readonly warnings: readonly OutcomeWarning[];
}

/** Puts the warnings of the reading in front of those of the composition. */
export const withWarnings = <A extends Warned>(warnings: readonly OutcomeWarning[], answer: A): A =>
  warnings.length === 0 ? answer : { ...answer, warnings: [...warnings, ...answer.warnings] };

/** The line of a `--jsonl` run; the same result gives the same bytes, whoever composed it. */
export function resultLine(name: string | null, result: Result): string {
  const head = `{"name":${JSON.stringify(name)}`;
  const warnings = entries(result.warnings);
  if ('errors' in result) return `${head},"errors":${entries(result.errors)},"warnings":${warnings}}`;
  const staging = JSON.stringify(result.staging);
  return `${head},"spec":${result.text},"staging":${staging},"warnings":${warnings},"digest":"${result.digest}"}`;
}

const entries = (all: readonly (OutcomeError | OutcomeWarning)[]): string =>
  all.length === 0 ? '[]' : encode(all.map(privateEntry));
