import type { Gateway } from '../gateway.ts';
import { type Problem, problem, problemOf } from '../http/problem.ts';

/** Why a stream cannot go on. */
export function streamFailed(error: unknown, { log }: Pick<Gateway, 'log'>): Problem {
  log.failure('event stream failed', error);
  return problemOf(error, { secrets: false }) ?? problem('system', 'an unexpected failure');
}

/** Why all streams end together. */
export const gatewayEnding = (): Problem => problem('unavailable', 'the gateway is ending; connect again');
