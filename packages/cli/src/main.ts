#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Half of the start-up is reading TypeScript. The cache is beside the code: who may write it may change the code, too.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compile'));

const { run } = await import('./run.ts');
await run(process.argv.slice(2));
