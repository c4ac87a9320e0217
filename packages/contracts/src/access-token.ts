import { hash } from 'node:crypto';
import { z } from 'zod';

/** What a token of the HTTP interface permits: each route asks for one; `secrets` shows what is private. */
export const tokenScopes = ['read', 'create', 'inventory', 'secrets'] as const;
export type TokenScope = (typeof tokenScopes)[number];

const scopesRemedy = `must be of: ${tokenScopes.join(', ')}`;

/** A token as its file has it: what it is called, and nothing that it could be made of again. */
const tokenEntrySchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 characters of A-Z a-z 0-9 . _ -'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the token in hexadecimal'),
  scopes: z.array(z.enum(tokenScopes, { error: scopesRemedy })),
});

/** The tokens that a gateway knows. */
export const tokenFileSchema = z.array(tokenEntrySchema);

export type TokenEntry = z.infer<typeof tokenEntrySchema>;

/** Tokens are random and long, so that one quick hash is enough. */
export const tokenHash = (token: string): string => hash('sha256', token);

/** A new token and its entry. @throws ZodError where the name or a scope is none. */
export function newToken(
  { name, scopes }: Pick<TokenEntry, 'name' | 'scopes'>,
  random: (count: number) => Buffer,
): { readonly token: string; readonly entry: TokenEntry } {
  // Its beginning lets scanners of repositories find one that was left in a file.
  const token = `specline_${random(32).toString('base64url')}`;
  return { token, entry: tokenEntrySchema.parse({ name, sha256: tokenHash(token), scopes }) };
}
