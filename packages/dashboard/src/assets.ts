import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pageText } from './page-text.ts';
import { readSources } from './sources.ts';

/** A file that the dashboard is made of, ready to be sent. */
export interface Asset {
  /** Of its content. */
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
  /** Whether its address changes with its content, so that it can be kept for ever. */
  readonly immutable: boolean;
}

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('base64url');

/**
 * All that the dashboard is made of, by path; the page itself is at `/`. Everything else is below a name that stands for
 * the whole, so that a browser never mixes the modules of two releases.
 */
export async function dashboardAssets(): Promise<ReadonlyMap<string, Asset>> {
  const sources = await readSources();
  const version = hashOf(sources.map(({ path, content }) => path + hashOf(content)).join('\n')).slice(0, 12);
  const base = `/dashboard/${version}/`;
  const assets = new Map([['/', assetOf('text/html', await pageText(base, sources), { immutable: false })]]);
  for (const { path, type, served } of sources) {
    assets.set(`${base}${path}`, assetOf(type, served(base), { immutable: true }));
  }
  return assets;
}

function assetOf(type: string, content: string | Buffer, { immutable }: Pick<Asset, 'immutable'>): Asset {
  const body = Buffer.from(content);
  return {
    type: `${type}; charset=utf-8`,
    body,
    gzipped: gzipSync(body),
    etag: `"${hashOf(body).slice(0, 22)}"`,
    immutable,
  };
}
