import {
  type CreateRequest,
  contentDigest,
  InvalidRequest,
  invalidField,
  requestSchema,
  validate,
} from '@specline/contracts';
import { RequestFailed } from '../errors.ts';

/** A request that can be submitted. */
export interface Submission {
  readonly id: string;
  readonly contentDigest: string;
  readonly content: CreateRequest;
}

/**
 * Checks a request before it is recorded, as the aggregator will: both must come to one digest of what it says.
 *
 * @throws RequestFailed naming each fault; it has no other outcome.
 */
export function submission(request: CreateRequest): Submission {
  try {
    const content = validate(requestSchema, request, 'request');
    const { id } = content;
    if (id === undefined) throw invalidField('request.id', undefined, 'a submit needs one, under which its outcome is');
    return { id, contentDigest: contentDigest(content), content };
  } catch (cause) {
    if (!(cause instanceof InvalidRequest)) throw cause;
    throw new RequestFailed({ errors: [...cause.errors], warnings: [] }, { cause });
  }
}
