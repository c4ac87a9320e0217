#!/usr/bin/env node
import { endOf } from './end/end-of.ts';
import { createProgram } from './program.ts';

// A reader that goes away, as `head` does, is told to whoever writes; here it must only not end the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = endOf(error, { json: process.argv.includes('--json') });
}
