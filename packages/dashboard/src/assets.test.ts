import { gunzipSync } from 'node:zlib';
import { kinds } from '@specline/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Asset, dashboardAssets } from './assets.ts';

let assets: ReadonlyMap<string, Asset>;
let page: string;
beforeAll(async () => {
  assets = await dashboardAssets();
  page = text('/');
});

const text = (path: string): string => assets.get(path)?.body.toString() ?? '';

describe('the page', () => {
  it('names the kinds of worker, and has nothing inline and nothing from elsewhere', () => {
    expect(page).toContain(`data-kinds="${kinds.join(' ')}"`);
    expect(page).not.toMatch(/\{\{|<style| style=| on\w+="|https?:\/\/|<script(?! type="module" src="\/)/);
  });

  it('leads to nothing that is not there', () => {
    const named = [...page.matchAll(/(?:href|src)="(\/dashboard\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !assets.has(path))).toEqual([]);
  });

  it('names every module, so that none waits for another to be read', () => {
    const modules = [...assets].filter(([, { type }]) => type.startsWith('text/javascript')).map(([path]) => path);
    expect(modules.filter((path) => !page.includes(`<link rel="modulepreload" href="${path}">`))).toEqual([]);
  });
});

describe('its modules', () => {
  it('import what is served, and nothing else', () => {
    const missing = [...assets].flatMap(([path, { body }]) =>
      [...body.toString().matchAll(/^(?:import|export)\b[^'"]*from ['"]([^'"]+)['"]/gm)]
        .map(([, name = '']) => new URL(name, `http://localhost${path}`).pathname)
        .filter((imported) => !assets.has(imported)),
    );
    expect(missing).toEqual([]);
  });

  it('have no tests among them', () => {
    expect([...assets.keys()].filter((path) => path.includes('.test.'))).toEqual([]);
  });
});

it('every file can be kept for ever but the page, and is there as it is and compressed', () => {
  for (const [path, { immutable, body, gzipped, etag, type }] of assets) {
    expect(immutable).toBe(path !== '/');
    expect(gunzipSync(gzipped).equals(body)).toBe(true);
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(type).toMatch(/^(text\/(html|javascript|css)|image\/svg\+xml); charset=utf-8$/);
  }
});
