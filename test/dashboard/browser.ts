import process from 'node:process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where vitest's set-up has found a browser; empty: nowhere, which it has said. */
export const browserPath = process.env.CHROME_PATH ?? '';

export function launch(): Promise<Browser> {
  // Chromium's own sandbox does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: browserPath, args });
}

/** Below that of a test, so that it says what it waited for. */
const patienceMs = 10_000;

export interface OpenOptions {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly token?: string;
}

/** A page that somebody looks at, and what went wrong in it. */
export interface Look extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: readonly string[];
}

/** Opens the dashboard in a browser's own, fresh profile. */
export async function look(browser: Browser, url: string, options: OpenOptions = {}): Promise<Look> {
  const { path = '/', width = 1440, height = 900, scheme = 'light', token } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  if (token !== undefined) await context.addInitScript((text) => sessionStorage.setItem('specline-token', text), token);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${error}`));
  page.on('console', (message) => {
    // The browser says so of each answer that is none; whether it may be so is for the tests to say.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  await page.goto(`${url}${path}`);
  return { page, context, faults, [Symbol.asyncDispose]: () => context.close() };
}
