import { defineConfig } from 'vitest/config';
import { countReporter } from './scripts/count-reporter.ts';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/dashboard/page/**/*.test.ts',
      'services/*/src/**/*.test.ts',
      'test/**/*.test.ts',
      'scripts/*.test.ts',
    ],
    globalSetup: 'packages/testing/src/provide-servers.ts',
    reporters: ['default', countReporter],
    pool: 'forks',
    // Most tests wait for servers and processes; half of a small machine is left idle otherwise.
    maxWorkers: '100%',
    // Limits for what hangs, not for what is slow: a busy machine is no fault.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A second, which it is otherwise, is not enough on a machine that does other things too.
    expect: { poll: { timeout: 10_000 } },
    retry: 0,
  },
});
