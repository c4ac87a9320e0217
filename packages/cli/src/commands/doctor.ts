import { encode } from '@specline/contracts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { diagnose, exitCodeFor } from '../doctor/diagnose.ts';
import { readableFindings } from '../doctor/readable.ts';
import { type CallerRole, callerRoleNames } from '../doctor/rights.ts';
import type { ExitCode } from '../end/exit-codes.ts';
import { unusable } from '../end/failure.ts';
import { paintFor } from '../output/paint.ts';
import { withSink } from '../output/sink.ts';
import { type AddressOptions, withAddresses } from '../system/addresses.ts';

interface DoctorOptions extends AddressOptions {
  readonly gateway?: string;
  readonly as?: CallerRole;
  readonly json?: boolean;
}

const after = `
Examples:
  specline doctor --nats nats://127.0.0.1:4222 --redis redis://127.0.0.1:6379
  specline doctor --gateway http://127.0.0.1:8080
  specline doctor --json | jq -r '.findings[] | select(.remedy) | .check + ": " + .remedy'

Looks at the environment, at NATS, Redis and the gateway, at each service and its
version, at the streams, at what this user may do, and at the clocks; says what
is wrong and what to do. It changes nothing. An operator sees most; what a user
may not see is a note. Streams are held against the SPECLINE_ variables here: set
them as the services have them. With --json:
  {"well","findings":[{"check","state","text","remedy"}]}
where state is ok, note, warning, fault or away.

Exit codes:
  0  all is well
  1  there are warnings or faults
  2  the command line cannot be used
  3  NATS, Redis or the gateway cannot be reached`;

/** `specline doctor`: what is wrong with a system, and what to do. */
export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .summary('say what is wrong with a system, and what to do')
    .description('Looks at a running system and at what it needs, and says what is wrong and what to do about it.');
  withAddresses(command)
    .addOption(new Option('--gateway <url>', 'the HTTP interface').env('SPECLINE_GATEWAY_URL').argParser(httpAddress))
    .addOption(
      new Option('--as <role>', 'what this user should be able to do; else its name says it').choices(callerRoleNames),
    )
    .option('--json', 'all findings as one JSON object')
    .addHelpText('after', after)
    .action(async (options: DoctorOptions) => {
      process.exitCode = await doctor(options);
    });
}

async function doctor({ as: role, json = false, ...where }: DoctorOptions): Promise<ExitCode> {
  if (where.nats === undefined && where.redis === undefined && where.gateway === undefined)
    throw unusable('say with --nats (NATS_URL), --redis (REDIS_URL) or --gateway what to look at');
  const findings = await diagnose({
    ...where,
    ...(role && { role }),
    environment: process.env,
    now: Date.now,
  });
  const exitCode = exitCodeFor(findings);
  const text = json
    ? `${encode({ well: exitCode === 0, findings })}\n`
    : readableFindings(findings, paintFor(process.stdout));
  await withSink(undefined, (sink) => sink.write(text));
  return exitCode;
}

function httpAddress(text: string): string {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return text;
  throw new InvalidArgumentError('It must be an address such as http://127.0.0.1:8080.');
}
