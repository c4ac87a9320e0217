import { hash } from 'node:crypto';
import { encode } from './codec.ts';
import type { CreateRequest } from './request.ts';

/**
 * The digest of what a request says, however it is written: SHA-256 in hexadecimal. Two requests with one id and two
 * digests are in conflict.
 *
 * @param request as `requestSchema` gives it: members in its order, what nobody reads left out.
 */
export const contentDigest = (request: CreateRequest): string => hash('sha256', encode(request));
