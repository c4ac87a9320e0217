import { InvalidSettings, type Log } from '@specline/bus';
import type { GatewaySettings } from '../settings.ts';
import { isLoopback } from './loopback.ts';
import { readTokens, type Tokens } from './tokens.ts';

/**
 * The tokens that let clients in; undefined: there are none, and the gateway is for this machine only, which it says.
 *
 * @throws InvalidSettings where others would be let in without a token, or the file cannot be used.
 */
export async function permittedTokens({ tokensFile, host }: GatewaySettings, log: Log): Promise<Tokens | undefined> {
  if (tokensFile !== undefined) return readTokens(tokensFile);
  if (!isLoopback(host)) throw open(host);
  log.warning('gateway without tokens: everybody on this machine may do everything and see all secrets', {
    remedy: 'set SPECLINE_TOKENS_FILE',
  });
  return undefined;
}

const open = (host: string): InvalidSettings =>
  new InvalidSettings(
    `SPECLINE_HTTP_HOST is "${host}", where others reach the gateway, and there are no tokens: set SPECLINE_TOKENS_FILE ` +
      'to a list of what `specline token create` prints, or listen on 127.0.0.1',
  );
