import { hash } from 'node:crypto';
import { encode } from './codec.ts';
import type { CreateRequest } from './request.ts';

/**
 * The digest of what a request asks for, however it is written: SHA-256 in hexadecimal. Two requests with one id and two
 * digests are in conflict; the names of a map in another order count as other content. How long the caller waits, and
 * that it has pushed meanwhile, is not what it asks for.
 *
 * @param request as `requestSchema` gives it: members in its order, what nobody reads left out.
 */
export function contentDigest(request: CreateRequest): string {
  const { minInventoryRevision: _revision, deadlineMs: _deadline, ...content } = request;
  return hash('sha256', encode(content));
}
