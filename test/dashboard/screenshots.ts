/** Writes the pictures of docs/dashboard anew: `npm run screenshots -- [folder]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { encode } from '@specline/contracts';
import { sampleRequest } from '../faults/sample.ts';
import { startEstate } from '../gateway/estate.ts';
import { launch, type OpenOptions, Person } from './browser.ts';
import { inventoryOf, load, nodeNames } from './load.ts';

const [folder = join(import.meta.dirname, '..', '..', 'docs', 'dashboard'), perSecond = '120'] = process.argv.slice(2);
const narrow = { width: 360, height: 1_280 };

/** What is pictured, and what is waited for first. */
const pictures: readonly (OpenOptions & { readonly name: string; readonly shows: string })[] = [
  { name: 'overview-light', path: '/?window=1+min', shows: 'load-' },
  { name: 'overview-dark', path: '/?window=1+min', shows: 'load-', scheme: 'dark' },
  { name: 'overview-360-light', path: '/?window=1+min', shows: 'load-', ...narrow },
  { name: 'overview-360-dark', path: '/?window=1+min', shows: 'load-', ...narrow, scheme: 'dark' },
  { name: 'request-light', path: '/?request=web-7', shows: 'ociVersion: ' },
  { name: 'request-360-dark', path: '/?request=web-8', shows: 'invalid security option', ...narrow, scheme: 'dark' },
];

await using estate = await startEstate();
for (const name of nodeNames) {
  await estate.call(`/v1/nodes/${name}/inventory`, { method: 'PUT', body: encode(inventoryOf(name)) });
}
await mkdir(folder, { recursive: true });
const abort = new AbortController();
const loading = load([estate.nats.url], Number(perSecond), abort.signal);
// As much as the charts show.
await delay(62_000);
await order('web-7', {});
await order('web-8', { HostConfig: { SecurityOpt: ['credentialspec'] } });
const browser = await launch();
const person = await Person.at(browser, estate.url);
const early = await person.look({});
await early.locator('#connection[data-is="live"]').waitFor();
for (const { name, shows, ...options } of pictures) {
  const page = await person.look(options);
  await page.getByText(shows).first().waitFor();
  // Parts are told only while somebody looks, and charts move on once a second.
  await delay(2_500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
abort.abort();
await loading;
await browser.close();

async function order(id: string, container: object): Promise<void> {
  await estate.call('/v1/submissions', { method: 'POST', body: encode(sampleRequest({ id }, container)) });
  await estate.call(`/v1/outcomes/${id}?wait=30`);
}
