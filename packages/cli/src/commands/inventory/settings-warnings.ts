import { encode } from '@specline/contracts';
import type { SettingsLog } from '@specline/inventory';
import { paintFor } from '../../output/paint.ts';
import { printable } from '../../output/printable.ts';

/** Tells on standard error what is wrong with the settings of Redis. */
export const settingsWarnings = ({ json = false, quiet = false }: Telling): SettingsLog => ({
  warning(event: string, { address, ...fault }: { readonly address: string }) {
    if (quiet) return;
    const message = `${event}, at ${address}${'setting' in fault ? `: ${faultWords(fault as Fault)}` : ''}`;
    const readable = `${paintFor(process.stderr).yellow('warning')}: ${printable(message)}`;
    process.stderr.write(`${json ? encode({ errors: [], warnings: [{ message, ...fault }] }) : readable}\n`);
  },
});

interface Telling {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface Fault {
  readonly setting: string;
  readonly value: string;
  readonly remedy: string;
}

const faultWords = ({ setting, value, remedy }: Fault): string => `its ${setting} is ${value}; ${remedy}`;
