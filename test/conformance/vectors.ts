import { readFileSync } from 'node:fs';
import { type Bundle, decode } from '@specline/contracts';

/** What a vector expects: a spec with what is staged for it, or an error with these very words, or any clean one. */
export type Expectation =
  | { readonly spec: unknown; readonly staging: Staged }
  | { readonly error: string; readonly match: 'exact' }
  | { readonly match: 'fails'; readonly reference: string };

/** The part of a staging plan that the reference was seen to do. */
export interface Staged {
  readonly mountRootfs: boolean;
  readonly written: readonly string[];
  readonly symlinks: readonly { readonly linkInRoot: string; readonly target: string }[];
}

export interface Vector extends Bundle {
  readonly name: string;
  readonly expect: Expectation;
}

/** One output of the reference: the line as it stands in the file, and what it says. */
export interface VectorLine {
  readonly line: string;
  readonly vector: Vector;
}

/** All outputs of a profile's reference that the project holds itself against. */
export function readVectors(profile: string): VectorLine[] {
  const file = new URL(`vectors/${profile}.jsonl`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => ({ line, vector: decode(line) as Vector }));
}
