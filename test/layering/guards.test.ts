import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from './workspace-copy.ts';

interface Guard {
  readonly sees: string;
  readonly tool: string;
  readonly args: readonly string[];
  readonly planted: Readonly<Record<string, string>>;
  /** What the tool must say, e.g. the rule's name. */
  readonly says: readonly string[];
}

const PLANTED = 'packages/rules/src/planted.ts';

const guards: readonly Guard[] = [
  {
    sees: 'a line that is not formatted',
    tool: 'biome',
    args: ['format', PLANTED],
    planted: { [PLANTED]: 'export const planted  = "1"\n' },
    says: [PLANTED, 'Formatter would have printed'],
  },
  {
    sees: 'any, an enum, a default export and a non-null assertion',
    tool: 'biome',
    args: ['lint', PLANTED],
    planted: {
      [PLANTED]: `export const planted: any = 1;
export enum Planted { a }
export default (list: string[]): string => list[0]!;
`,
    },
    says: ['noExplicitAny', 'noEnum', 'noDefaultExport', 'noNonNullAssertion'],
  },
  {
    sees: 'a package that is not declared',
    tool: 'biome',
    args: ['lint', 'services/image/src/planted.ts'],
    planted: { 'services/image/src/planted.ts': "import { connect } from 'nats';\nawait connect();\n" },
    says: ['noUndeclaredDependencies', 'nats'],
  },
  {
    sees: 'a source that uses what is there for tests',
    tool: 'biome',
    args: ['lint', 'packages/bus/src/planted.ts'],
    planted: { 'packages/bus/src/planted.ts': "import { startNats } from '@specline/testing';\nawait startNats();\n" },
    says: ['noUndeclaredDependencies', '@specline/testing'],
  },
  {
    sees: 'a rule that does I/O or reads the environment',
    tool: 'biome',
    args: ['lint', PLANTED],
    planted: { [PLANTED]: "import { readFileSync } from 'node:fs';\nreadFileSync(process.env.HOME ?? '');\n" },
    says: ['noRestrictedImports', 'This package is pure', 'noProcessEnv'],
  },
  {
    sees: 'files that import each other',
    tool: 'biome',
    args: ['lint', 'packages/rules/src'],
    planted: {
      [PLANTED]: "import { two } from './planted-two.ts';\nexport const one: number = two;\n",
      'packages/rules/src/planted-two.ts': "import { one } from './planted.ts';\nexport const two: number = one;\n",
    },
    says: ['noImportCycles', 'planted-two.ts'],
  },
  {
    sees: "a promise of another package's that nobody waits for",
    tool: 'oxlint',
    args: ['--type-aware', 'packages/cli/src/planted.test.ts'],
    planted: { 'packages/cli/src/planted.test.ts': "import { startNats } from '@specline/testing';\nstartNats();\n" },
    says: ['no-floating-promises', 'planted.test.ts'],
  },
  {
    sees: 'a wrong type, syntax that Node cannot erase, and both ways into a package that is out of reach',
    tool: 'tsc',
    args: ['--build', 'packages/rules'],
    planted: {
      [PLANTED]: `import { one } from '@specline/bus';
import { two } from '../../bus/src/index.ts';
export const planted: string = 1;
export enum Planted { a = one + two }
`,
    },
    says: ['TS2322', 'TS1294', "TS2307: Cannot find module '@specline/bus'", 'TS6059'],
  },
  {
    sees: 'a file and an export that nobody uses',
    tool: 'knip',
    args: [],
    planted: {
      [PLANTED]: 'export const planted = 1;\n',
      'packages/rules/src/planted-two.ts': 'export const used = 1;\nexport const plantedAndUnused = 2;\n',
      'packages/rules/src/planted.test.ts':
        "import { expect } from 'vitest';\nimport { used } from './planted-two.ts';\nexpect(used).toBe(1);\n",
    },
    says: [PLANTED, 'plantedAndUnused'],
  },
];

// A guard that sees nothing passes as quietly as one that has nothing to see.
describe('each guard sees a violation that is planted:', () => {
  let workspace: WorkspaceCopy;
  beforeAll(async () => {
    workspace = await copyWorkspace();
  });
  afterAll(() => workspace[Symbol.asyncDispose]());

  it.each(guards)('$tool sees $sees', { timeout: 60_000 }, async ({ tool, args, planted, says }) => {
    const { exitCode, output } = await workspace.run(tool, args, planted);
    expect(exitCode).not.toBe(0);
    for (const words of says) expect(output).toContain(words);
  });
});
