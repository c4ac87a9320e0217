import { existsSync } from 'node:fs';
import type { Machine } from './machine.ts';

/** Tells every test process where the browser is; a developer may set it. */
export const BROWSER_VARIABLE = 'CHROME_PATH';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface FoundBrowser {
  readonly path?: string;
  /** Why there is none: what is not tested for lack of it, and how to have it. */
  readonly lacks?: string;
}

const remedy = 'test/dashboard is skipped: nobody has looked at the dashboard. Install Chromium, or set CHROME_PATH.';

interface Finding {
  readonly machine: Machine;
  readonly install: (packages: readonly string[]) => void;
  readonly exists?: (path: string) => boolean;
}

/** The browser that is named, or installed, or just installed as root on Debian. */
export function findBrowser(
  env: Readonly<Record<string, string | undefined>>,
  { machine, install, exists = existsSync }: Finding,
): FoundBrowser {
  const named = env[BROWSER_VARIABLE];
  if (named !== undefined && named !== '') {
    return exists(named)
      ? { path: named }
      : { lacks: `${BROWSER_VARIABLE} is "${named}", which is not there. ${remedy}` };
  }
  const path = usualPlaces.find(exists);
  if (path !== undefined) return { path };
  if (!machine.isRoot() || !machine.hasProgram('apt-get')) return { lacks: `No browser on this machine: ${remedy}` };
  try {
    install(['chromium']);
  } catch (error) {
    return { lacks: `Chromium could not be installed (${(error as Error).message}): ${remedy}` };
  }
  const installed = usualPlaces.find(exists);
  return installed === undefined ? { lacks: `Chromium was installed, but not found: ${remedy}` } : { path: installed };
}
