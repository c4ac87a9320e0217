import { describe, expect, it } from 'vitest';
import { verdict } from './audit.mjs';

const report = (advisories: object): string => JSON.stringify({ advisories, metadata: { totalDependencies: 252 } });
const weakness = { severity: 'high', module_name: 'ioredis', url: 'https://github.com/advisories/x' };
const unasked = { failed: false, text: expect.stringContaining('NOT AUDITED') };

describe('an audit', () => {
  it.each([
    ['finds nothing', report({}), { failed: false, text: '252 packages, nothing known' }],
    ['finds a weakness', report({ 1: weakness }), { failed: true, text: `high: ioredis, ${weakness.url}` }],
    ['of a registry without the endpoint', 'Error: ERR_PNPM_AUDIT_BAD_RESPONSE', unasked],
    ['of a registry that answers something else', '{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}', unasked],
    ['of a registry that is away', '', unasked],
  ])('%s', (_, output, expected) => {
    expect(verdict(output)).toEqual(expected);
  });
});
