import {
  type ComposedOutcome,
  forCaller,
  type Outcome,
  type OutcomeError,
  type OutcomeWarning,
  publicEntry,
  type Spec,
} from '@specline/contracts';
import type { Sight } from '../http/problem.ts';

const redacted = '[redacted]';

/** An outcome without its digest where it is not the whole: who knows that could try out what was left out. */
type Shown = Outcome | Omit<ComposedOutcome, 'digest'>;

/** An outcome as its reader may see it. */
export function outcomeFor({ secrets }: Sight, outcome: Outcome): Shown {
  if (secrets) return forCaller(outcome);
  const warnings = entriesOf(outcome.warnings);
  if (outcome.status === 'failed') return { ...outcome, warnings, errors: entriesOf(outcome.errors) };
  const { digest: _digest, ...rest } = outcome;
  return { ...rest, warnings, spec: withoutSecrets(outcome.spec) };
}

const entriesOf = <E extends OutcomeError | OutcomeWarning>(entries: readonly E[]): E[] =>
  entries.map((entry) => publicEntry(entry) as E);

/** Names stay; values of the environment, the command line and the credential spec do not. */
function withoutSecrets(spec: Spec): Spec {
  const { process, windows } = spec;
  const { args, env } = process;
  return {
    ...spec,
    process: {
      ...process,
      args: args.map(() => redacted),
      ...(env === undefined ? {} : { env: env.map(withoutValue) }),
    },
    windows: {
      ...windows,
      ...(windows.credentialSpec === undefined ? {} : { credentialSpec: redacted }),
    },
  };
}

/** A variable without `=` has no name that could be told from a value. Windows has names that begin with one. */
function withoutValue(variable: string): string {
  const end = variable.indexOf('=', 1);
  return end < 0 ? redacted : `${variable.slice(0, end)}=${redacted}`;
}
