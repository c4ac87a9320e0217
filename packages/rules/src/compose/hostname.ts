import type { Spec } from '@specline/contracts';
import type { Parts } from './facts.ts';

/** The host's name and, where there is one, its domain, also behind an empty name (behaviour: hostname). */
export function hostname({ request }: Parts): Pick<Spec, 'hostname'> {
  const { Hostname, Domainname } = request.container.Config;
  const full = (Hostname ?? '') + (Domainname ? `.${Domainname}` : '');
  return full === '' ? {} : { hostname: full };
}
