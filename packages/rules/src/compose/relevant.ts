import {
  type ErrorSource,
  kinds,
  type OutcomeError,
  type OutcomeWarning,
  type PartialError,
  type PartialWarning,
  type Platform,
  type Resolutions,
} from '@specline/contracts';
import { isolationWarnings } from '../request/isolation.ts';
import type { CompositionInput } from './facts.ts';

/** The errors that count on this platform, in the reference's order of evaluation. */
export function relevantErrors(resolutions: Resolutions, platform: Platform | undefined): OutcomeError[] {
  const found: { error: PartialError; kind: ErrorSource }[] = [];
  for (const kind of kinds) {
    for (const error of resolutions[kind].errors) if (counts(error, platform)) found.push({ error, kind });
  }
  return found.sort((left, right) => left.error.seq - right.error.seq).map(({ error, kind }) => named(error, kind));
}

/** The warnings that count on this platform: the request's, then each kind's. */
export function relevantWarnings(input: CompositionInput, platform: Platform | undefined): OutcomeWarning[] {
  const found: OutcomeWarning[] = isolationWarnings(input.request).map((warning) => named(warning, 'request'));
  for (const kind of kinds) {
    for (const warning of input.resolutions[kind].warnings) {
      if (counts(warning, platform)) found.push(named(warning, kind));
    }
  }
  return found;
}

const counts = ({ when }: PartialError | PartialWarning, platform: Platform | undefined): boolean =>
  when === undefined || when.platform === platform;

type Named<E> = E extends PartialError ? OutcomeError : OutcomeWarning;

function named<E extends PartialError | PartialWarning>(entry: E, kind: ErrorSource): Named<E> {
  const { code, field, message, publicMessage } = entry;
  return {
    code,
    kind,
    ...(field === undefined ? {} : { field }),
    message,
    ...(publicMessage === undefined ? {} : { publicMessage }),
  } as Named<E>;
}
