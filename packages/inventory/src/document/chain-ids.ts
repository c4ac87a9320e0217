import { hash } from 'node:crypto';

/**
 * The chain ids of an image's layers, base first: the first is the first diff id, each next one the SHA-256
 * of the one before, a blank, and its own diff id (behaviour: layer folders).
 */
export function chainIds(diffIds: readonly string[]): string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const previous = chain.at(-1);
    chain.push(previous === undefined ? diffId : `sha256:${hash('sha256', `${previous} ${diffId}`)}`);
  }
  return chain;
}
