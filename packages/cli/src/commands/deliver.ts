import { encode } from '@specline/contracts';
import type { Result } from '../compile/result.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../end/exit-codes.ts';
import { report } from '../output/report.ts';
import { withSink } from '../output/sink.ts';

interface DeliveryOptions {
  readonly json?: boolean;
  readonly output?: string;
  readonly quiet?: boolean;
}

/** Ends a command for one bundle: the spec as pretty JSON, its errors and warnings on standard error. */
export async function deliver(
  result: Result,
  { json = false, output, quiet = false }: DeliveryOptions,
): Promise<ExitCode> {
  if ('errors' in result) {
    report(quiet ? { ...result, warnings: [] } : result, { json });
    return exitCodeOf(result.errors);
  }
  await withSink(output, (sink) => sink.write(`${encode(result.spec, 2)}\n`));
  if (!quiet) report({ errors: [], warnings: result.warnings }, { json });
  return exitCodes.done;
}
