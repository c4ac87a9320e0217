import process from 'node:process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where vitest's set-up has found a browser; empty: nowhere, which it has said. */
export const browserPath = process.env.CHROME_PATH ?? '';

/** Below that of a test, so that it says what it waited for. */
const patienceMs = 20_000;

export function launch(): Promise<Browser> {
  // Chromium's own sandbox does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: browserPath || '/usr/bin/chromium', args });
}

export interface OpenOptions {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly token?: string | undefined;
}

/** One person's browser: what it has cached stays, and each look is at a tab of its own. */
export class Person {
  readonly #context: BrowserContext;
  readonly #url: string;
  readonly #faults: string[] = [];

  constructor(context: BrowserContext, url: string) {
    this.#context = context;
    this.#url = url;
  }

  static async at(browser: Browser, url: string): Promise<Person> {
    const context = await browser.newContext();
    context.setDefaultTimeout(patienceMs);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
    return new Person(context, url);
  }

  async look(options: OpenOptions): Promise<Page> {
    const { path = '/', width = 1440, height = 900, scheme = 'light', token } = options;
    const page = await this.#context.newPage();
    this.#note(page);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    if (token !== undefined) await page.addInitScript((text) => sessionStorage.setItem('specline-token', text), token);
    await page.goto(`${this.#url}${path}`);
    return page;
  }

  /** Closes all tabs and forgets what was chosen; gives what went wrong in them. */
  async leave(): Promise<string[]> {
    for (const page of this.#context.pages()) {
      await page.evaluate(() => localStorage.clear());
      await page.close();
    }
    return this.#faults.splice(0);
  }

  #note(page: Page): void {
    page.on('pageerror', (error) => this.#faults.push(`${error}`));
    page.on('console', (message) => {
      // The browser says so of each answer that is none; whether it may be so is for the tests to say.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) this.#faults.push(message.text());
    });
  }
}
