import { describe, expect, it, vi } from 'vitest';
import { findBrowser } from './browser.ts';
import type { Machine } from './machine.ts';

const machine = (root: boolean, apt = true): Machine => ({
  hasProgram: () => apt,
  hasContainerEngine: async () => false,
  isRoot: () => root,
});
const debian = '/usr/bin/chromium';

describe('the browser of the tests', () => {
  it.each([
    ['is the one that is named', { CHROME_PATH: '/opt/chrome' }, ['/opt/chrome', debian], '/opt/chrome'],
    ['is the one of the system', {}, [debian], debian],
    ['is the one of the system where an empty name is given', { CHROME_PATH: '' }, [debian], debian],
  ])('%s', (_rule, env, files, path) => {
    const install = vi.fn();
    expect(findBrowser(env, { machine: machine(true), install, exists: (file) => files.includes(file) })).toEqual({
      path,
    });
    expect(install).not.toHaveBeenCalled();
  });

  it('is installed where root is on Debian', () => {
    const files: string[] = [];
    const install = vi.fn(() => void files.push(debian));
    expect(findBrowser({}, { machine: machine(true), install, exists: (file) => files.includes(file) })).toEqual({
      path: debian,
    });
    expect(install).toHaveBeenCalledWith(['chromium']);
  });

  it.each([
    ['it is named, and not there', { CHROME_PATH: '/opt/chrome' }, machine(true), 'CHROME_PATH is "/opt/chrome"'],
    ['nobody may install it', {}, machine(false), 'No browser on this machine'],
    ['there is nothing to install it with', {}, machine(true, false), 'No browser on this machine'],
    ['it cannot be installed', {}, machine(true), 'could not be installed (no network)'],
  ])('is lacking where %s, which is no error, and is said', (_what, env, on, says) => {
    const install = () => {
      throw new Error('no network');
    };
    const found = findBrowser(env, { machine: on, install, exists: () => false });
    expect(found.path).toBeUndefined();
    expect(found.lacks).toContain(says);
    expect(found.lacks).toContain('test/dashboard is skipped');
  });
});
