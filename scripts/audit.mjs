// `npm run audit`: asks the registry for known weaknesses of what the product runs with. One that is found fails it. Where
// the registry has no such endpoint, as mirrors often have none, or cannot be reached, it says so and does not fail.

import { spawnSync } from 'node:child_process';
import { root } from './install.mjs';

const PNPM = 'pnpm@12.21.0';
const timeoutMs = 60_000;

/**
 * What an audit has come to, from what pnpm writes: whether that is a failure, and the words for it.
 * @param {string} output of `pnpm audit --json`
 * @returns {{ failed: boolean, text: string }}
 */
export function verdict(output) {
  const report = reportIn(output);
  if (report === undefined) {
    return { failed: false, text: 'NOT AUDITED: the registry has no audit endpoint, or gives no answer' };
  }
  const found = Object.values(report.advisories);
  if (found.length === 0)
    return { failed: false, text: `${report.metadata.totalDependencies} packages, nothing known` };
  return { failed: true, text: found.map((each) => `${each.severity}: ${each.module_name}, ${each.url}`).join('\n') };
}

/** @param {string} output */
function reportIn(output) {
  try {
    const report = JSON.parse(output);
    return report.metadata !== undefined && report.advisories !== undefined ? report : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const command = ['--yes', PNPM, 'audit', '--prod', '--json'];
  const { stdout } = spawnSync('npx', command, { cwd: root, encoding: 'utf8', timeout: timeoutMs });
  const { failed, text } = verdict(stdout ?? '');
  process.stderr.write(`specline audit: ${text}\n`);
  process.exitCode = failed ? 1 : 0;
}
