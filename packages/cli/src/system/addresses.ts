import { InvalidSettings, type LogLevel, type ServiceSettings, serviceSettings } from '@specline/bus';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { unusable } from '../end/failure.ts';

/** Where bus and store are; what is absent is embedded, in this process. */
export interface AddressOptions {
  readonly nats?: string;
  readonly redis?: string;
}

export const natsOption = (): Option =>
  new Option('--nats <url>', 'the NATS servers, separated by commas').env('NATS_URL').argParser(given);

export const redisOption = (): Option =>
  new Option('--redis <url>', 'the Redis with the node inventory').env('REDIS_URL').argParser(given);

/** Adds `--nats` and `--redis`, which the environment may give as well. */
export const withAddresses = (command: Command): Command => command.addOption(natsOption()).addOption(redisOption());

/** An empty address must not come to mean the default one. */
function given(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text.trim();
}

/** @throws Failure where a system has its bus on NATS, but not its inventory where others reach it. */
export function checkAddresses({ nats, redis }: AddressOptions): void {
  if (nats !== undefined && redis === undefined) {
    throw unusable('--nats needs --redis (REDIS_URL) as well: services that share a bus share the inventory in Redis');
  }
}

/**
 * The settings of a system from the environment and the options, which come first.
 *
 * @throws Failure naming what cannot be used.
 */
export function settingsFor({ nats, redis }: AddressOptions, logLevel: LogLevel): ServiceSettings {
  try {
    return serviceSettings({ ...process.env, NATS_URL: nats, REDIS_URL: redis, LOG_LEVEL: logLevel });
  } catch (cause) {
    if (!(cause instanceof InvalidSettings)) throw cause;
    const named = cause.message.replace('NATS_URL', '--nats (NATS_URL)').replace('REDIS_URL', '--redis (REDIS_URL)');
    throw unusable(named, { cause });
  }
}
