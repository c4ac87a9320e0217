import { duration, wholeNumber } from './quantities.ts';

/** As texts, so that a fault can quote one that the operator has not written. */
export const submitDefaults = {
  SPECLINE_DEADLINE_MS: '5000',
  SPECLINE_ACKNOWLEDGE_WITHIN: '30s',
  SPECLINE_GIVE_UP_AFTER: '15m',
  SPECLINE_MAX_LOST_DELIVERIES: '5',
  SPECLINE_MAX_OPEN_SUBMITS: '256',
} as const;

/** How long and how often submits are tried. */
export const submitVariables = {
  /** For requests that bring none of their own. */
  SPECLINE_DEADLINE_MS: wholeNumber(1, 600_000),
  /** How long a submit may be in hand without a sign of life before another aggregator gets it. */
  SPECLINE_ACKNOWLEDGE_WITHIN: duration('100ms', '1h'),
  /** How old a submit is when a passing error becomes its outcome. */
  SPECLINE_GIVE_UP_AFTER: duration('1s', '3650d'),
  /** Deliveries that no rest explains; above it a submit is taken for what kills its takers. */
  SPECLINE_MAX_LOST_DELIVERIES: wholeNumber(1, 1_000),
  /** Submits in hand of one aggregator. */
  SPECLINE_MAX_OPEN_SUBMITS: wholeNumber(1, 100_000),
};
