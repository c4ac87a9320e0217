import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { version } from './version.ts';

it("is the workspace's version", () => {
  const workspace = join(import.meta.dirname, '..', '..', '..', 'package.json');
  expect(JSON.parse(readFileSync(workspace, 'utf8')).version).toBe(version);
});
