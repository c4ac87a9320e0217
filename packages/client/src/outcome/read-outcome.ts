import { compiledOf, decodeOurs, forCaller, type Outcome, outcomeSchema, wording } from '@specline/contracts';
import { SpeclineError } from '../errors.ts';

/**
 * Reads an outcome as its caller gets it.
 *
 * @throws SpeclineError where the text is none: the services and this client are of different versions.
 */
export const readOutcome = (text: string): Outcome => forCaller(readRecorded(text));

/** The same with the public forms that are recorded beside the whole messages. */
export function readRecorded(text: string): Outcome {
  try {
    return compiledOf(outcomeSchema).parse(decodeOurs(text));
  } catch (cause) {
    throw new SpeclineError('unavailable', wording`the answer is no outcome; run one version of all services`, {
      cause,
    });
  }
}
