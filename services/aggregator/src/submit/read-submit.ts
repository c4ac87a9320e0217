import { hash } from 'node:crypto';
import { type CreateRequest, contentDigest, decode, encode, type OutcomeError } from '@specline/contracts';
import { unnamed } from '../outcome.ts';
import { readRequest } from '../read-request.ts';

/** What every submit has that can be answered at all. */
interface Named {
  readonly id: string;
  /** Of what it says, however it is written. */
  readonly contentDigest: string;
  readonly node: string;
  readonly container: string;
}

/** A submit that can be composed. */
interface ValidSubmit extends Named {
  readonly request: CreateRequest;
}

/** A submit with an id, and with faults that are its outcome. */
interface FaultySubmit extends Named {
  readonly errors: readonly OutcomeError[];
}

export type Submit = ValidSubmit | FaultySubmit;

/** Reads a submit; undefined where no id is in it under which an outcome could be recorded. */
export function readSubmit(text: string): Submit | undefined {
  const read = readRequest(text);
  if ('request' in read) {
    const { request } = read;
    const { id, node, container } = request;
    return id === undefined
      ? undefined
      : { id, node, container: container.Id, contentDigest: contentDigest(request), request };
  }
  const { id, node = unnamed.node, errors } = read;
  if (id === undefined) return undefined;
  return { id, node, container: unnamed.container, contentDigest: digestOfFaulty(text), errors };
}

/** What is not a request has no form but that of its JSON; it is JSON, for it has an id. */
const digestOfFaulty = (text: string): string => hash('sha256', encode(decode(text)));
