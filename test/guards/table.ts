import { dashboardGuards } from './dashboard-guards.ts';
import { gatewayGuards } from './gateway-guards.ts';
import type { Guard } from './guard.ts';
import { systemGuards } from './system-guards.ts';

/** What the threat model names as stopping attacks, as code. */
export const guards: readonly Guard[] = [...systemGuards, ...gatewayGuards, ...dashboardGuards];
