import { encode, encodeToken } from '@specline/contracts';
import { describe, expect, it } from 'vitest';
import { betrayed, mark } from './marks.ts';

describe('the search for secrets', () => {
  const secrets = Array.from({ length: 50 }, mark);
  const [secret = ''] = secrets;

  it.each([
    ['as it is', `a ${secret} b`],
    ['in upper case', secret.toUpperCase()],
    ['in JSON', encode({ a: [`"\\${secret}\n`] })],
    ['in JSON in JSON', encode(encode({ a: `"${secret}"` }))],
    ['in a subject', encodeToken(`a.${secret}>`)],
    ['in an address', encodeURIComponent(`a/${secret}`)],
    ['cut behind', secret.slice(0, 13)],
    ['cut in front', secret.slice(-13)],
    ...['', 'a', 'ab', 'abc'].map((before) => ['in Base64', Buffer.from(`${before}${secret}x`).toString('base64')]),
    ...['', 'a', 'ab'].map((before) => [
      'in Base64 for addresses',
      Buffer.from(`${before}${secret}`).toString('base64url'),
    ]),
    ['in hexadecimal', Buffer.from(`a${secret}b`).toString('hex')],
    ['in upper hexadecimal', Buffer.from(secret).toString('hex').toUpperCase()],
  ])('finds one %s', (_, text = '') => {
    expect(betrayed(`before ${text} after`, secrets)).toEqual([secret]);
  });

  it('finds nothing where nothing is', () => {
    expect(betrayed(`[redacted] ${mark()} {"a":1}`, secrets)).toEqual([]);
  });
});
