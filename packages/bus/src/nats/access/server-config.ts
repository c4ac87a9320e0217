import { callerRoles } from './caller-roles.ts';
import { placeBelow, type Role } from './role.ts';
import { serviceRoles } from './service-roles.ts';

/** The environment variable, or variable of an included file, with a role's password. */
const passwordOf = (role: string): string => `$SPECLINE_NATS_PASSWORD_${role.toUpperCase().replaceAll('-', '_')}`;

/**
 * The users of NATS with their permissions, in the language of its configuration.
 *
 * @see https://docs.nats.io/running-a-nats-service/configuration/securing_nats/authorization
 */
export function accessConfig(prefix: string): string {
  const place = placeBelow(prefix);
  return [
    `# Who may do what on NATS below ${prefix}. Written by \`npm run -s access\`: change the table there, not this file.`,
    '# All that is not allowed is refused. Each password comes from the environment, or from a file that is included',
    '# beside this one and sets the variable. Use letters and digits, with a letter in front.',
    'authorization {',
    '  users: [',
    ...[...callerRoles(place), ...serviceRoles(place)].map(userOf),
    '  ]',
    '}',
    '',
  ].join('\n');
}

const userOf = ({ name, publish, subscribe }: Role): string => `    {
      user: ${name}, password: ${passwordOf(name)}
      permissions {
        publish { allow: ${listOf(publish)} }
        subscribe { allow: ${listOf(subscribe)} }
      }
    }`;

const listOf = (subjects: readonly string[]): string =>
  `[\n${subjects.map((subject) => `          ${JSON.stringify(subject)}\n`).join('')}        ]`;
