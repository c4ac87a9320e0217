import type { Spec } from '@specline/contracts';
import type { Parts } from './facts.ts';

/** The root filesystem; Windows images are never read-only (behaviour: Windows fields, Linux fields). */
export function root({ request, facts, platform }: Parts): Pick<Spec, 'root'> {
  const readOnly = platform === 'linux' && request.container.HostConfig.ReadonlyRootfs === true;
  return { root: readOnly ? { path: facts.image.rootPath, readonly: true } : { path: facts.image.rootPath } };
}
