import { decode, type StagingStep } from '@specline/contracts';
import type { Compiled } from './compile-bundle.ts';
import type { Expectation, Staged } from './vectors.ts';

/**
 * Where a result differs from what the reference gave; nothing where they agree.
 * Integers are compared exactly, specs member by member, errors word by word.
 */
export function disagreements(expected: Expectation, result: Compiled): string[] {
  if ('spec' in expected) {
    if ('errors' in result) return [`failed: ${result.errors[0]?.message}`];
    return [
      ...differences(expected.spec, decode(result.text), 'spec'),
      ...differences(expected.staging, staged(result.staging), 'staging'),
    ];
  }
  if (!('errors' in result)) return ['composed, expected an error'];
  const [first] = result.errors;
  if (first === undefined || first.code.length === 0) return ['failed without a coded error'];
  if (expected.match === 'fails' || first.message === expected.error) return [];
  return [`message ${JSON.stringify(first.message)}, expected ${JSON.stringify(expected.error)}`];
}

/** What the reference was seen to do of a plan: the files, the links, and whether the root is mounted for them. */
const staged = (plan: readonly StagingStep[]): Staged => ({
  mountRootfs: plan.some(({ step }) => step === 'mountRootfs'),
  written: plan.flatMap((step) => (step.step === 'writeSecret' || step.step === 'writeConfig' ? [step.path] : [])),
  symlinks: plan.flatMap((step) =>
    step.step === 'symlink' ? [{ linkInRoot: step.linkInRoot, target: step.target }] : [],
  ),
});

function differences(expected: unknown, found: unknown, at: string): string[] {
  if (isList(expected) && isList(found) && expected.length === found.length) {
    return expected.flatMap((member, index) => differences(member, found[index], `${at}[${index}]`));
  }
  if (isObject(expected) && isObject(found)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return [...names].flatMap((name) => {
      if (!Object.hasOwn(found, name)) return [`${at}.${name} is missing`];
      if (!Object.hasOwn(expected, name)) return [`${at}.${name} is there, expected absent`];
      return differences(expected[name], found[name], `${at}.${name}`);
    });
  }
  return expected === found ? [] : [`${at} is ${String(found)}, expected ${String(expected)}`];
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
