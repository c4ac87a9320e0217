import { hash } from 'node:crypto';
import { decode, encode } from '@specline/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Compiled, compileBundle } from '../conformance/compile-bundle.ts';
import { readVectors } from '../conformance/vectors.ts';
import { type Answer, type Estate, startEstate } from './estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await startEstate({ SPECLINE_HTTP_KEEP_ALIVE: '1m' });
});
afterAll(() => estate[Symbol.asyncDispose]());

it('every output of the reference is the same over HTTP as offline, to the byte', { timeout: 120_000 }, async () => {
  const differing: string[] = [];
  let composed = 0;
  for (const { line, vector } of readVectors('moby-19.03')) {
    const answer = await asked(line);
    const offline = compileBundle(line);
    if ('text' in offline) composed += 1;
    if (!isSame(answer, offline)) differing.push(`${vector.name}: ${answer.text.slice(0, 300)}`);
  }
  expect(differing).toEqual([]);
  expect(composed).toBeGreaterThan(300);
});

/** Pushes what a bundle's node knows, then asks for its spec. */
async function asked(line: string): Promise<Answer> {
  const { request, inventory } = decode(line) as { request: object; inventory: { node: { name: string } } };
  const { name } = inventory.node;
  const path = `/v1/nodes/${encodeURIComponent(name)}/inventory`;
  const pushed = await estate.call(path, { method: 'PUT', body: encode(inventory) });
  const { revision } = pushed.document as { revision: number };
  const body = encode({ node: name, ...request, minInventoryRevision: revision });
  return estate.call('/v1/specs', { method: 'POST', body });
}

function isSame({ status, text, document }: Answer, offline: Compiled): boolean {
  if (!('text' in offline)) return status >= 400 && sameEntries(document, offline);
  const digest = `sha256:${hash('sha256', offline.text)}`;
  return (
    status === 200 && text.includes(`"spec":${offline.text},"digest":"${digest}"`) && sameEntries(document, offline)
  );
}

/** The caller's part of errors, warnings and the staging plan. */
function sameEntries(document: unknown, offline: Compiled): boolean {
  const of = (from: object) => {
    const { errors = [], warnings = [], staging = [] } = from as Record<string, { code?: string; message?: string }[]>;
    return encode([...errors, ...warnings].map(({ code, message }) => [code, message])) + encode(staging);
  };
  return of(document as object) === of(offline);
}
