import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/** Ends a run with one plain line that people and scripts can read: `708 passed, 0 failed, 2 skipped`. */
export const countReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      for (const part of [module, ...module.children.allSuites()]) if (failedOutsideItsTests(part)) count.failed++;
    }
    const failed = count.failed + unhandledErrors.length;
    process.stdout.write(`${count.passed} passed, ${failed} failed, ${count.skipped + count.pending} skipped\n`);
  },
};

/** A file that does not load, or a group whose preparation fails, has no test that could be counted as failed. */
function failedOutsideItsTests(part: TestModule | TestSuite): boolean {
  return part.errors().length > 0;
}
