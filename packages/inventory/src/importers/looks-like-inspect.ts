/**
 * Whether a JSON document is what `docker inspect` prints, and not a request or a bundle of ours.
 * An empty list is what it prints when it found nothing.
 */
export function looksLikeInspect(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isInspected) : isInspected(value);
}

function isInspected(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  return has('Id') && (has('State') || has('HostConfig') || has('Config')) && !has('request') && !has('container');
}
