import type { CallerRight } from '@specline/bus';
import { type Finding, fault, note, ok } from './finding.ts';

/** Roles of `roles.conf` that use a system; its services have users of their own. */
export const callerRoleNames = ['scheduler', 'scheduler-outcomes', 'dashboard', 'agent', 'operator'] as const;
export type CallerRole = (typeof callerRoleNames)[number];

/** Who a user is, as far as its name in the address says it. */
export type Who = CallerRole | 'service' | undefined;

export function whoIs(address: string): Who {
  const user = URL.parse(address.split(',')[0] ?? '')?.username ?? '';
  if (/^(aggregator|gateway|worker-.+)$/.test(user)) return 'service';
  return callerRoleNames.find((role) => role === user);
}

const remedy = 'correct its permissions: `npm run -s access` writes them, infra/nats/roles.conf has them';

/** Whether a user may do all that its role does, and no right only in part. */
export function rightFindings(rights: readonly CallerRight[], role: Who): readonly Finding[] {
  // It needs parts of what callers need, and its own, which cannot be tried without taking work from others.
  if (role === 'service') return [note('rights', 'it is the user of a service; an operator sees more')];
  const faults = rights.flatMap(({ right, roles, refused, subjects }) => {
    const due = role !== undefined && roles.includes(role);
    if (refused.length === 0 || (!due && refused.length === subjects)) return [];
    const who = due ? `the role ${role} should be able to ${right}` : `this user may ${right} only in part`;
    return [fault('rights', `${who}, and NATS refuses ${refused.join(', ')}`, remedy)];
  });
  return [...faults, mayFinding(rights, faults.length)];
}

function mayFinding(rights: readonly CallerRight[], faults: number): Finding {
  const named = (which: readonly CallerRight[]): string => which.map(({ right }) => right).join(', ');
  const may = rights.filter(({ refused }) => refused.length === 0);
  const others = rights.filter(({ refused }) => refused.length > 0);
  if (others.length === 0) return ok('rights', 'this user may do all that callers do');
  const text = `this user may ${may.length === 0 ? 'do nothing of what callers do' : named(may)}; not ${named(others)}`;
  return faults === 0 ? ok('rights', text) : note('rights', text);
}
