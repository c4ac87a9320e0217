import { hash } from 'node:crypto';
import {
  type CreateRequest,
  decode,
  encode,
  JsonError,
  requestSchema,
  unreadable,
  validate,
} from '@specline/contracts';

/** A request that passed its checks, under the id that it has or got. */
export interface Received {
  readonly id: string;
  readonly request: CreateRequest;
}

/**
 * Reads a create request.
 *
 * @throws InvalidRequest when it is not JSON or not a request.
 */
export function readRequest(text: string): Received {
  const request = validate(requestSchema, parse(text), 'request');
  return { id: request.id ?? contentId(request), request };
}

function parse(text: string): unknown {
  try {
    return decode(text);
  } catch (cause) {
    if (cause instanceof JsonError) throw unreadable('request', cause);
    throw cause;
  }
}

/** The id of a request without one: the digest of what it says, however it is written. */
const contentId = (request: CreateRequest): string => `sha256-${hash('sha256', encode(request))}`;
