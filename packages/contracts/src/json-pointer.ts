/**
 * Paths in a JSON document as RFC 6901 writes them: `/endpoints/nat`. A `~` in a name is `~0`, a `/` is `~1`;
 * everything else, also a dot, a blank or a backslash, stands for itself, so that each path has one spelling.
 */
const pointerForm = /^(?:\/(?:[^~/]|~[01])*)*$/;

export const isPointer = (text: string): boolean => pointerForm.test(text);

/** The names along a pointer; the empty pointer, which is the whole document, has none. */
export const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The pointer that leads along these names. */
export const pointerTo = (tokens: readonly string[]): string =>
  tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
