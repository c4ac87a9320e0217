import {
  type ErrorCode,
  type PartialError,
  type PartialWarning,
  type Platform,
  type Step,
  stepOrder,
  type WarningCode,
  type Wording,
} from '@specline/contracts';

interface Place {
  readonly field?: string;
  /** The platform on which it counts; absent: on each. */
  readonly on?: Platform;
}

/** An error of a rule, at the reference's step that fails. */
export function problem(step: Step, code: ErrorCode, words: Wording, place: Place = {}): PartialError {
  return { seq: stepOrder[step], ...condition(place), code, ...at(place), ...words };
}

/** A warning of a rule: something that the reference does silently. */
export function warning(code: WarningCode, words: Wording, place: Place = {}): PartialWarning {
  return { ...condition(place), code, ...at(place), ...words };
}

const condition = ({ on }: Place) => (on === undefined ? {} : { when: { platform: on } });
const at = ({ field }: Place) => (field === undefined ? {} : { field });
