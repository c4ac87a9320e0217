/** The one table of warning codes: what the reference swallows and we say. Stable, part of the interface. */
export const warningTable = {
  'network-not-resolved': 'a network gave no endpoint, so the container starts without it',
  'credential-spec-replaced': 'a credential spec is not used because a later option replaces it',
  'credential-spec-empty': 'the last credential spec is empty, so the container starts without one',
  'number-wrapped': 'a number does not fit its field and wraps around',
  'unknown-isolation': 'an unknown isolation word means process isolation',
  'cpu-limits-together': 'CPU count, maximum and shares exclude each other for the runtime',
  'flag-set-by-false': 'the flag is set by any value, the word "false" included',
  'inspect-lacks': 'docker inspect does not say this, so it is taken as absent',
} as const;

export type WarningCode = keyof typeof warningTable;

export const warningCodes = Object.keys(warningTable) as [WarningCode, ...WarningCode[]];
