import { version } from '@specline/contracts';
import { z } from 'zod';
import type { Route } from '../route.ts';
import { problemAnswer } from './answers.ts';

/** A part of the document that is a schema. */
type Schema = z.core.JSONSchema.BaseSchema;

const description =
  'Asks for OCI runtime specs of Windows containers. Integers have up to 64 bits: read them with a decoder that keeps ' +
  'them. Without the scope `secrets` private values are `[redacted]`.';

/** The interface as an OpenAPI 3.1 document, made of its routes and of the schemas that they check with. */
export const openApiDocument = (routes: readonly Route[]) => ({
  openapi: '3.1.0',
  info: { title: 'Specline', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths: pathsOf(routes),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: { Problem: schemaOf(problemAnswer, 'output') },
    responses: {
      Problem: {
        description: 'An error; its status is that of its code.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  },
});

export type OpenApiDocument = ReturnType<typeof openApiDocument>;
export type Operation = ReturnType<typeof operationOf>;

function pathsOf(routes: readonly Route[]): Record<string, Record<string, Operation>> {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

function operationOf({ url, scope, about }: Route) {
  const { status = 200, type = 'application/json', schema } = about.answer;
  const content = { [type]: schema === undefined ? {} : { schema: schemaOf(schema, 'output') } };
  return {
    summary: about.summary,
    // A list of scopes is allowed with any scheme since OpenAPI 3.1.
    security: scope === undefined ? [] : [{ token: [scope] }],
    parameters: [...pathParameters(url), ...queryParameters(about.query)],
    ...(about.body === undefined ? {} : { requestBody: bodyOf(about.body) }),
    responses: {
      [status]: { description: about.summary, content },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const bodyOf = (schema: z.ZodType) => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input') } },
});

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: unknown;
}

const pathParameters = (url: string): Parameter[] =>
  [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(query: z.ZodType | undefined): Parameter[] {
  const { properties = {} } = query === undefined ? {} : schemaOf(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

/** What a schema says in JSON Schema, where an integer may have any size. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...said } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === 'bigint') jsonSchema.type = 'integer';
    },
  });
  return said;
}
