import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decode, encode, kinds, type Summary, subjectsBelow } from '@specline/contracts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sampleRequest } from '../faults/sample.ts';
import { browserPath, launch, type OpenOptions, Person } from './browser.ts';
import { type Estate, startEstate } from './estate.ts';
import { inventoryOf } from './load.ts';
import { violationsOf } from './violations.ts';

let estate: Estate;
let browser: Browser;
let person: Person;

describe.skipIf(browserPath === '')('the dashboard', () => {
  beforeAll(async () => {
    [estate, browser] = await Promise.all([startEstate(), launch()]);
    person = await Person.at(browser, estate.url);
    for (const name of ['win-01', 'win-02']) {
      await estate.call(`/v1/nodes/${name}/inventory`, { method: 'PUT', body: encode(inventoryOf(name)) });
    }
    await order('order-composed');
    await order('order-refused', {}, { HostConfig: { SecurityOpt: ['hush'] } });
    await order('order-lost', { node: 'win-02' }, { Id: 'unknown' });
  });
  afterEach(async () => {
    expect(await person.leave()).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await estate[Symbol.asyncDispose]();
  });

  describe('a token', () => {
    it('is asked for, refused plainly, and kept for this tab only', async () => {
      const page = await person.look({});
      const dialog = page.getByRole('dialog', { name: 'Token' });
      await dialog.getByText('lets in only those who have a token').waitFor();
      await page.getByText('Nothing is known yet: this page is not connected.').waitFor();
      expect(await page.getByText('Nothing failed.').isVisible()).toBe(false);
      await enterToken(page, 'specline_wrong');
      await dialog.getByText('The token was refused: the request has no token that is known here').waitFor();
      await enterToken(page, estate.tokens.reader);
      await connected(page);
      await row(page, 'order-composed').waitFor();
      expect(
        await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), location.href]),
      ).toEqual([['specline-token'], [], `${estate.url}/`]);
      await page.getByRole('button', { name: 'Token' }).click();
      await dialog.getByRole('button', { name: 'Forget the token' }).click();
      await dialog.getByText('lets in only those who have a token').waitFor();
      expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
    });

    it('that may not read is told what it lacks', async () => {
      const page = await person.look({ token: estate.tokens.scheduler });
      await page.getByRole('dialog').getByText('the token scheduler lacks the scope read').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('alert').getByText('The gateway refuses: the token scheduler lacks').waitFor();
      await page.getByRole('alert').getByRole('button', { name: 'Enter a token' }).click();
      await page.getByRole('dialog').waitFor();
    });
  });

  describe('requests', () => {
    it('are there with what became of them, and come as they are asked for', async () => {
      const page = await open();
      await expectRow(page, 'order-composed', ['composed', 'win-01', 'c1']);
      await expectRow(page, 'order-lost', ['failed', 'win-02', 'unknown']);
      await estate.specline.create(sampleRequest({ id: 'asked-now' }));
      await expectRow(page, 'asked-now', ['composed', 'ms']);
      expect(await row(page, 'asked-now').locator('.worker[data-is="ok"]').count()).toBe(kinds.length);
      expect(await row(page, 'order-refused').locator('.worker[data-is="failed"]').getAttribute('title')).toContain(
        'credentials: invalid-parameter',
      );
    });

    it('show which parts are there while one is missing', async () => {
      const page = await open();
      estate.worker('network').signal('SIGSTOP');
      const asked = estate.specline.create(sampleRequest({ id: 'half-way' }));
      await expectRow(page, 'half-way', ['running']);
      await expect.poll(() => row(page, 'half-way').locator('.worker[data-is="ok"]').count()).toBe(kinds.length - 1);
      expect(await row(page, 'half-way').locator('.worker[data-is="asked"]').getAttribute('title')).toBe(
        'network: asked',
      );
      await expect.poll(() => figure(page, 'running')).not.toBe('0');
      estate.worker('network').signal('SIGCONT');
      await asked;
      await expectRow(page, 'half-way', ['composed']);
    });

    it('that fail are grouped by code, and a group leads to its requests', async () => {
      const page = await open();
      const group = page.getByRole('button', { name: /^not-found/ });
      await group.getByText('No such container: unknown').waitFor();
      await group.click();
      await expect.poll(() => shownIds(page)).toEqual(['order-lost']);
      expect(new URL(page.url()).search).toBe('?code=not-found');
      await group.click();
      await row(page, 'order-composed').waitFor();
    });

    it.each<[string, string, string[]]>([
      ['a text of a message', 'q=security+OPTION', ['order-refused']],
      ['node and state', 'node=win-01&state=failed', ['order-refused']],
      ['what there is not', 'q=nothing-like-it', []],
    ])('are filtered by %s, which is in the address', async (_what, query, ids) => {
      const page = await open({ path: `/?${query}` });
      await expect.poll(() => page.locator('#feed-note').textContent()).toMatch(/ of \d\d* requests$/);
      await expect.poll(() => shownIds(page)).toEqual(ids);
      expect(await page.getByText('No request fits these filters.').isVisible()).toBe(ids.length === 0);
    });

    it('are filtered by fields; the address follows, and clearing shows all', async () => {
      const page = await open();
      await page.getByRole('searchbox').fill('order');
      await page.locator('#filter-state').selectOption('failed');
      await page.locator('#filter-node').fill('win-01');
      await page.locator('#filter-code').selectOption('invalid-parameter');
      expect(new URL(page.url()).search).toBe('?q=order&state=failed&node=win-01&code=invalid-parameter');
      await expect.poll(() => shownIds(page)).toEqual(['order-refused']);
      await page.reload();
      await expect.poll(() => shownIds(page)).toEqual(['order-refused']);
      expect(await page.getByRole('searchbox').inputValue()).toBe('order');
      await page.getByRole('button', { name: 'Clear' }).click();
      expect(new URL(page.url()).search).toBe('');
      await row(page, 'order-composed').waitFor();
    });

    it.each([1440, 360])('do not move under the pointer that stops them, at %i pixels', async (width) => {
      const page = await open({ width });
      const first = page.locator('#feed tbody tr').first();
      await first.waitFor();
      const pause = page.getByRole('button', { name: 'Pause' });
      const place = async () => [await first.boundingBox(), await pause.boundingBox()];
      await first.scrollIntoViewIfNeeded();
      const before = await place();
      await first.hover({ position: { x: 5, y: 5 } });
      await page.getByText('standing still').waitFor();
      expect(await place()).toEqual(before);
    });

    it('stand still while somebody reads, and go on', async () => {
      const page = await open();
      await row(page, 'order-composed').waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      const before = await shownIds(page);
      await estate.specline.create(sampleRequest({ id: 'behind-the-pause' }));
      await expect.poll(() => page.locator('#feed-note').textContent()).toContain('standing still, 1 newer');
      expect(await shownIds(page)).toEqual(before);
      await page.getByRole('button', { name: 'Pause' }).click();
      await row(page, 'behind-the-pause').waitFor();
    });
  });

  it('nodes have their revision and age, and lead to their requests', async () => {
    const page = await open();
    const { document } = await estate.call('/v1/nodes/win-02/inventory', {
      method: 'PATCH',
      body: encode({ set: { '/node/cpus': 8 } }),
    });
    const node = page.getByRole('row', { name: /^win-02 \d/ });
    await node.getByText(`${(document as { revision: number }).revision}`, { exact: true }).waitFor();
    expect(await node.locator('.age').textContent()).toMatch(/^\d s$/);
    await node.getByRole('button').click();
    await expect.poll(() => shownIds(page)).toEqual(['order-lost']);
  });

  describe('the page of a request', () => {
    it('has its timeline, and its spec as a tree with the bytes that it was composed of', async () => {
      const page = await open({ path: '/?state=composed' });
      await page.getByRole('link', { name: 'order-composed' }).click();
      await page.getByRole('heading', { name: 'order-composed' }).waitFor();
      expect(new URL(page.url()).search).toBe('?state=composed&request=order-composed');
      const lines = page.locator('.waterfall tbody tr');
      await expect.poll(() => lines.count()).toBe(kinds.length + 1);
      expect(await lines.locator('th').allTextContents()).toEqual([...kinds, 'compose']);
      expect(await lines.locator('.duration').allTextContents()).toEqual(
        Array.from({ length: kinds.length + 1 }, () => expect.stringMatching(/^[\d.]+ m?s$/)),
      );
      await page.getByText('args: ').click();
      await page.getByText('0: "cmd.exe"').waitFor();
      await page.getByRole('button', { name: 'Fold all', exact: true }).click();
      expect(await page.getByText('0: "cmd.exe"').isVisible()).toBe(false);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('order-composed.config.json');
      const bytes = await readFile(await file.path());
      expect(await page.locator('.digest').textContent()).toBe(`sha256:${hash('sha256', bytes)}`);
      await page.getByRole('button', { name: 'All requests' }).click();
      await row(page, 'order-composed').waitFor();
      expect(new URL(page.url()).search).toBe('?state=composed');
    });

    it('has what failed, and where that is explained', async () => {
      const page = await open({ path: '/?request=order-refused' });
      const error = page.locator('article.error');
      await error.getByText('invalid security option: no equals sign in supplied value hush').waitFor();
      expect(await error.locator('code').textContent()).toBe('container.HostConfig.SecurityOpt[0]');
      const address = await error.getByRole('link').getAttribute('href');
      expect((await estate.call(`${address}`.replace('#', '?#'))).text).toContain('## invalid-parameter');
      expect(await page.locator('.waterfall [data-is="failed"].result').textContent()).toBe('invalid-parameter');
      await page.getByText('It failed: there is no spec.').waitFor();
    });

    it('shows what may be seen, and says what may not', async () => {
      const page = await open({ path: '/?request=order-composed', token: estate.tokens.reader });
      await page.getByText('this token lacks the scope “secrets”').waitFor();
      await page.getByRole('button', { name: 'Unfold all' }).click();
      await page.getByText('0: "A=[redacted]"').waitFor();
      expect(await page.locator('.digest').count()).toBe(0);
    });

    it('of a create says that nothing of it is kept', async () => {
      const watching = await open({ path: '/?request=asked-only' });
      await estate.specline.create(sampleRequest({ id: 'asked-only' }));
      // What is gathered for those who look has gone out: who comes now has not seen it.
      await expect
        .poll(() => watching.locator('.waterfall .duration').allTextContents())
        .toEqual(Array.from({ length: kinds.length + 1 }, () => expect.stringMatching(/^[\d.]+ m?s$/)));
      const page = await open({ path: '/?request=asked-only' });
      await page.getByText('A create is answered and not kept').waitFor();
      await page.getByText('nobody has seen these').waitFor();
      await page.locator('#request-facts').getByText('composed').waitFor();
    });

    it('copies the spec', async () => {
      const page = await open({ path: '/?request=order-composed' });
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByText('Copied.').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const { document } = await estate.call('/v1/outcomes/order-composed');
      expect(decode(copied)).toEqual((document as { spec: unknown }).spec);
    });
  });

  it('names and messages that are HTML are text, and nothing of them is run', async () => {
    const html = '<img src=x onerror="document.title=`taken`"><script>document.title=`taken`</script>';
    await record({
      type: 'failed',
      id: 'hostile',
      node: html,
      container: html,
      errors: [{ code: 'system', kind: 'image', message: html }],
    });
    const page = await open({ path: '/?q=hostile' });
    await expectRow(page, 'hostile', [html]);
    await page
      .getByRole('button', { name: /^system/ })
      .getByText(html)
      .waitFor();
    await page.getByRole('link', { name: 'hostile' }).click();
    await page.locator('article.error').getByText(html).waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toBe('hostile · Specline');
    // What a mistake of ours would do is refused by the browser itself.
    const refused = page.evaluate((text) => {
      document.body.innerHTML = text;
    }, html);
    await expect(refused).rejects.toThrow('TrustedHTML');
    expect(await person.leave()).toEqual([expect.stringContaining('TrustedHTML')]);
  });

  it('goes on after the gateway was killed and started again: nothing is missing, nothing is there twice', async () => {
    const page = await open({ path: '/?q=outage' });
    await estate.specline.create(sampleRequest({ id: 'outage-before' }));
    await row(page, 'outage-before').waitFor();
    await estate.killGateway();
    await page.getByText('not connected', { exact: true }).waitFor();
    await page.getByRole('alert').getByText('What is shown is old').waitFor();
    const ids = Array.from({ length: 12 }, (_, index) => `outage-${index}`);
    for (const id of ids) await estate.specline.create(sampleRequest({ id }));
    await estate.startGateway();
    await connected(page);
    await expect.poll(() => shownIds(page)).toEqual([...ids.toReversed(), 'outage-before']);
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'outage-0', exact: true }).click();
    await page.locator('#request-facts').getByText('composed').waitFor();
    expect(await page.getByText('Times asked').count()).toBe(0);
  });

  describe('by keys alone', () => {
    it('requests are searched, gone through, opened and left', async () => {
      const page = await open();
      await page.keyboard.press('/');
      await page.keyboard.type('order-');
      await expect.poll(() => shownIds(page)).toEqual(['order-lost', 'order-refused', 'order-composed']);
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      expect(await focused(page)).toBe('order-lost');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      expect(await focused(page)).toBe('order-refused');
      expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe(
        'solid',
      );
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'order-refused' }).waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => focused(page)).toBe('order-refused');
    });

    it('failures, time, theme, pause and help are a key away, unless somebody does not want that', async () => {
      const page = await open();
      await page.keyboard.press('f');
      await page.keyboard.press('w');
      expect(new URL(page.url()).search).toBe('?state=failed&window=15+min');
      await page.keyboard.press('t');
      await page.getByText('Theme: light').waitFor();
      await page.keyboard.press('p');
      expect(await page.getByRole('button', { name: 'Pause' }).getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('?');
      await page.getByLabel('Single keys do this').uncheck();
      await page.keyboard.press('Escape');
      await page.keyboard.press('f');
      expect(new URL(page.url()).search).toBe('?state=failed&window=15+min');
    });

    it('every control can be reached, and is seen to be', async () => {
      const page = await open({ path: '/?q=order' });
      await row(page, 'order-composed').waitFor();
      const reached = new Set<string>();
      for (let index = 0; index < 30; index++) {
        await page.keyboard.press('Tab');
        const [name, outline] = await page.evaluate(() => {
          const { activeElement: at } = document;
          return [at?.id || at?.textContent || '', getComputedStyle(at ?? document.body).outlineStyle];
        });
        if (name !== '' && outline !== 'none') reached.add(name);
      }
      expect([...reached]).toEqual(expect.arrayContaining(controls));
    });
  });

  describe('can be used by everybody, and fits:', () => {
    const places = [1440, 360].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));

    it.each(places)('at $width pixels, $scheme', async ({ width, scheme }) => {
      const page = await open({ width, scheme, path: '/?q=order' });
      await row(page, 'order-composed').waitFor();
      await expectUsable(page);
      await page.getByRole('link', { name: 'order-composed' }).click();
      await page.getByRole('heading', { name: 'order-composed' }).waitFor();
      await page.getByText('ociVersion: ').waitFor();
      await expectUsable(page);
    });

    it.each(['light', 'dark'] as const)('the dialogs, %s', async (scheme) => {
      const page = await open({ scheme, width: 360 });
      await page.getByRole('button', { name: 'Keys' }).click();
      await expectUsable(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Token' }).click();
      await expectUsable(page);
    });

    it.each([
      ['a failed request', '/?request=order-refused', 'It failed: there is no spec.'],
      ['nothing', '/?q=nothing-like-it', 'No request fits these filters.'],
    ])('%s', async (_what, path, shows) => {
      const page = await open({ path, width: 360 });
      await page.getByText(shows).waitFor();
      await expectUsable(page);
    });
  });

  it('nothing moves for who does not want that', async () => {
    const page = await open();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  // The last, for it leaves room for nothing else.
  it('keeps the last 2,000 requests and draws those that are seen, whatever comes', async () => {
    const page = await open();
    await using bus = await estate.connect();
    const count = 10_000;
    for (let index = 0; index < count; index++) {
      const summary: Summary = {
        type: 'composed',
        id: `flood-${index}`,
        node: 'win-01',
        container: 'c1',
        durationMs: 1,
      };
      bus.messages.publish(subjects.event('composed', 'win-01', 'c1', summary.id), encode(summary));
    }
    await bus.messages.flush();
    await expectRow(page, `flood-${count - 1}`, ['composed']);
    await page.getByText('The last 2,000 requests are kept.').waitFor();
    expect(await page.locator('#feed tbody tr').count()).toBeLessThan(60);
    await page.locator('#feed-rows').evaluate((rows) => rows.scrollTo(0, rows.scrollHeight));
    await expectRow(page, `flood-${count - 2_000}`, ['composed']);
    expect(await page.locator('#feed tbody tr').count()).toBeLessThan(60);
  });
});

const subjects = subjectsBelow('specline.v1');
const controls = [
  'theme',
  'help',
  'window',
  'pause',
  'search',
  'filter-node',
  'filter-state',
  'filter-code',
  'clear',
  'order-composed',
];

/** Opens the page with a token that permits all, and waits until it is live. */
async function open(options: OpenOptions = {}): Promise<Page> {
  const page = await person.look({ token: estate.tokens.all, ...options });
  await connected(page);
  return page;
}

const connected = (page: Page): Promise<void> => page.locator('#connection[data-is="live"]').waitFor();

async function enterToken(page: Page, token: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Token' }).fill(token);
  await page.getByRole('button', { name: 'Use it' }).click();
}

const row = (page: Page, id: string) =>
  page.locator('#feed tbody tr').filter({ has: page.getByRole('link', { name: id, exact: true }) });

async function expectRow(page: Page, id: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) await row(page, id).getByText(text).first().waitFor();
}

async function expectUsable(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

const shownIds = (page: Page): Promise<string[]> => page.locator('#feed tbody .id').allTextContents();
const figure = (page: Page, name: string): Promise<string | null> => page.locator(`#figure-${name}`).textContent();
const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.textContent);

/** Submits one and waits for its end. */
async function order(id: string, over: object = {}, container: object = {}): Promise<void> {
  const receipt = await estate.specline.submit({ ...sampleRequest({ id, ...over }, container), id });
  await estate.specline.outcome(receipt, { wait: true });
}

async function record(summary: Summary): Promise<void> {
  await using bus = await estate.connect();
  const { type, node, container, id } = summary;
  await bus.journal.append(subjects.event(type, node, container, id), encode(summary));
}
