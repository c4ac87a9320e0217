import {
  type CreateRequest,
  contentDigest,
  decode,
  InvalidRequest,
  JsonError,
  type OutcomeError,
  requestSchema,
  unreadable,
  validate,
} from '@specline/contracts';

/** A request that passed its checks, under the id that it has or got. */
export interface Received {
  readonly id: string;
  readonly request: CreateRequest;
}

/** A request that did not, under the names in it that did. */
export interface Refused {
  readonly id?: string | undefined;
  readonly node?: string | undefined;
  readonly errors: readonly OutcomeError[];
}

/** Reads a create request; one without an id is named by its content's digest. */
export function readRequest(text: string): Received | Refused {
  let document: unknown;
  try {
    document = parse(text);
    const request = validate(requestSchema, document, 'request');
    return { id: request.id ?? `sha256-${contentDigest(request)}`, request };
  } catch (error) {
    if (error instanceof InvalidRequest) return { ...namesOf(document), errors: error.errors };
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return decode(text);
  } catch (cause) {
    if (cause instanceof JsonError) throw unreadable('request', cause);
    throw cause;
  }
}

const { id: idSchema, node: nodeSchema } = requestSchema.shape;

function namesOf(document: unknown): Pick<Refused, 'id' | 'node'> {
  const { id, node } = Object(document);
  return { id: idSchema.safeParse(id).data, node: nodeSchema.safeParse(node).data };
}
