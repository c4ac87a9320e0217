import { isIPv6 } from 'node:net';
import { SpeclineError } from '@specline/client';
import { shown, type TokenScope, wording } from '@specline/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from './loopback.ts';
import { anybody, type Caller, type Tokens } from './tokens.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a token must permit to call the route; absent: anybody may. */
    scope?: TokenScope;
  }
  interface FastifyRequest {
    /** Undefined: it is not known who sends the request. */
    caller: Caller | undefined;
  }
}

/**
 * Lets only those in whose token permits what they ask for. Without tokens everybody on this machine may do everything,
 * but only by this machine's own names: a web page that has its own name lead here is not let in by the browser's user.
 */
export function authorizeRequests(app: FastifyInstance, tokens: Tokens | undefined): void {
  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', async (request, reply) => {
    const { scope } = request.routeOptions.config;
    if (tokens === undefined && !isLoopback(hostOf(request))) throw otherName();
    request.caller = tokens === undefined ? anybody : tokens(bearerOf(request));
    if (scope === undefined) return;
    if (request.caller === undefined) {
      reply.header('www-authenticate', 'Bearer realm="specline"');
      throw noToken();
    }
    if (request.caller.scopes.has(scope)) return;
    reply.header('www-authenticate', `Bearer realm="specline", error="insufficient_scope", scope="${scope}"`);
    throw lacks(request.caller, scope);
  });
}

const bearerOf = ({ headers }: FastifyRequest): string =>
  /^Bearer +([\w.~+/-]{1,512}=*) *$/i.exec(headers.authorization ?? '')?.[1] ?? '';

function hostOf({ headers }: FastifyRequest): string {
  const name = (headers.host ?? '').replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return isIPv6(name) ? name : name.toLowerCase();
}

const noToken = (): SpeclineError =>
  new SpeclineError(
    'unauthenticated',
    wording`the request has no token that is known here: send Authorization: Bearer <token>`,
  );

const lacks = ({ name }: Caller, scope: TokenScope): SpeclineError =>
  new SpeclineError('forbidden', wording`the token ${shown(name)} lacks the scope ${shown(scope)} of this route`);

const otherName = (): SpeclineError =>
  new SpeclineError(
    'forbidden',
    wording`without tokens the gateway answers to localhost and 127.0.0.1 only: call it so, or give it SPECLINE_TOKENS_FILE`,
  );
