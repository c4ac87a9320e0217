/**
 * Addresses for people: without users, passwords and tokens, also of such that cannot be read. A password may hold
 * what parts an address, such as "/", "," or "@", so that all up to the last "@" is taken for one.
 *
 * @param addresses one, or several separated by commas.
 */
export const shownAddresses = (addresses: string): string =>
  addresses
    .split(/,(?=\s*[\w+.-]+:\/\/)/)
    .map(shownAddress)
    .join(',');

const shownAddress = (address: string): string =>
  address
    .replace(/^(\s*[\w+.-]*:\/\/)?.*@/s, '$1')
    // Where the "@" and the host were forgotten, the password stands where the port does.
    .replace(/^(\s*[\w+.-]*:\/\/[^:[\]/]*:)(?!\d{1,5}(?:[/?#,]|\s*$)).*$/s, '$1[redacted]');
