import { shown, wording } from '@specline/contracts';
import { CannotConnect } from '../messages/errors.ts';
import { shownAddresses } from '../shown-addresses.ts';

/** The servers of one cluster and how to prove who we are, as the NATS client wants them. */
export interface ServerAddresses {
  /** `host:port`. */
  readonly servers: string[];
  /** For people: with scheme, without user and password. */
  readonly shown: string;
  readonly credentials: Credentials;
  readonly tls: boolean;
}

type Credentials = { readonly user: string; readonly pass: string } | { readonly token: string } | Record<never, never>;

const schemes = ['nats:', 'tls:'];
const defaultPort = 4222;

/**
 * Reads addresses such as `nats://user:password@host:4222`, `tls://token@host` or `host`.
 * The client itself neither reads users and passwords from an address nor demands TLS for `tls://`.
 *
 * @throws CannotConnect naming the address that is none.
 */
export function serverAddresses(addresses: readonly string[]): ServerAddresses {
  const urls = addresses.map(readAddress);
  return {
    servers: urls.map(({ hostname, port }) => `${hostname}:${port === '' ? defaultPort : port}`),
    shown: urls.map(shownAddress).join(', '),
    credentials: sharedCredentials(urls),
    tls: urls.some(({ protocol }) => protocol === 'tls:'),
  };
}

function readAddress(address: string): URL {
  const url = URL.parse(address.includes('://') ? address : `nats://${address}`);
  if (url !== null && url.hostname !== '' && schemes.includes(url.protocol)) return url;
  const text = shownAddresses(address);
  throw new CannotConnect(wording`"${shown(text)}" is no address of a NATS server; write it as nats://host:4222`);
}

const shownAddress = ({ protocol, host }: URL): string => `${protocol}//${host}`;

/** The client knows one user for all servers of a cluster. */
function sharedCredentials(urls: readonly URL[]): Credentials {
  const [first, ...others] = urls.filter(({ username }) => username !== '');
  if (first === undefined) return {};
  const differing = others.find(({ username, password }) => username !== first.username || password !== first.password);
  if (differing === undefined) return credentialsOf(first);
  const both = shown(`${shownAddress(first)} and ${shownAddress(differing)}`);
  throw new CannotConnect(wording`${both} have different users; servers of one cluster share their users`);
}

function credentialsOf(url: URL): Credentials {
  try {
    const user = decodeURIComponent(url.username);
    return url.password === '' ? { token: user } : { user, pass: decodeURIComponent(url.password) };
  } catch (cause) {
    const at = shown(shownAddress(url));
    throw new CannotConnect(wording`the user or password of ${at} has a "%" that stands for itself; write it as %25`, {
      cause,
    });
  }
}
