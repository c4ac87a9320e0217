import type { Environment } from '@specline/bus';
import { type ExitCode, exitCodes } from '../end/exit-codes.ts';
import type { AddressOptions } from '../system/addresses.ts';
import { type Finding, note } from './finding.ts';
import { gatewayFindings } from './gateway.ts';
import { natsFindings } from './nats.ts';
import { redisFindings } from './redis.ts';
import type { CallerRole } from './rights.ts';
import { examineSettings } from './settings.ts';

export interface DiagnoseOptions extends AddressOptions {
  readonly gateway?: string;
  readonly role?: CallerRole;
  readonly environment: Environment;
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Looks at a system and at what it needs; changes nothing. @throws Failure where an address is none. */
export async function diagnose(options: DiagnoseOptions): Promise<readonly Finding[]> {
  const { nats, redis, gateway, role, environment, now } = options;
  const { settings, findings } = await examineSettings(options, environment);
  const looks = await Promise.all([
    nats === undefined ? [notLooked('nats', '--nats (NATS_URL)')] : natsFindings({ settings, role, now }),
    redis === undefined ? [notLooked('redis', '--redis (REDIS_URL)')] : redisFindings(settings, now),
    gateway === undefined ? [] : gatewayFindings(gateway),
  ]);
  return [...findings, ...looks.flat()];
}

const notLooked = (check: string, option: string): Finding => note(check, `not looked at: ${option} says where it is`);

/** Something that is away comes first: it may work later. */
export function exitCodeFor(findings: readonly Finding[]): ExitCode {
  const states = new Set(findings.map(({ state }) => state));
  if (states.has('away')) return exitCodes.unavailable;
  return states.has('fault') || states.has('warning') ? exitCodes.refused : exitCodes.done;
}
