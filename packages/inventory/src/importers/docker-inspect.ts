import type { Container, OutcomeWarning } from '@specline/contracts';

export interface Inspected {
  readonly container: Container;
  readonly warnings: readonly OutcomeWarning[];
}

export const looksLikeInspect = (_value: unknown): boolean => false;

export const requestFromInspect = (_value: unknown): Inspected => {
  throw new Error('being written');
};
