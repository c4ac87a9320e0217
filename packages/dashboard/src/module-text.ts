import { stripTypeScriptTypes } from 'node:module';
import process from 'node:process';

/**
 * A module of the page as a browser reads it: without its types, and with an address for each package that it imports.
 *
 * @param addresses where a browser finds a package, by its name.
 * @throws TypeError naming a package that has no address.
 */
export function moduleText(source: string, addresses: Readonly<Record<string, string>>): string {
  return stripped(source).replace(/^((?:import|export)\b[^'"]*from )'([^'".][^'"]*)';/gm, (_all, begin, name) => {
    const address = addresses[name];
    if (address === undefined) throw new TypeError(`the page imports ${name}, which it is not served with`);
    return `${begin}'${address}';`;
  });
}

/** Node warns that this function may change; which Node runs is in the lock file, and the log has JSON lines only. */
function stripped(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
