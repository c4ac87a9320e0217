import { readFileSync } from 'node:fs';

const file = new URL('../../../infra/nats/roles.conf', import.meta.url);

/** Configuration of NATS with a user for each service, as a system in production has them. */
export const roles = readFileSync(file, 'utf8');

/** The variables that the configuration reads its passwords from. */
export const passwords: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(roles.matchAll(/\$(SPECLINE_\w+)/g), ([, name = '']) => [name, 'measured']),
);

/** The address of a server for one of its users. */
export const addressOf =
  (port: number) =>
  (user: string): string =>
    `nats://${user}:measured@127.0.0.1:${port}`;
