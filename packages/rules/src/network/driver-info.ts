import { encode, shown, type Wording, wording } from '@specline/contracts';

/** What libnetwork's driver info says of one endpoint. */
export interface DriverInfo {
  /** Absent: null or not there. May be empty. */
  readonly endpoint: string | undefined;
  readonly gateway: string | undefined;
  readonly allowUnqualifiedDnsQuery: boolean;
  /** The flag is set by `false` or `"false"`. */
  readonly setByFalse: boolean;
  /** Values of a wrong type. */
  readonly faults: readonly Wording[];
}

/** Reads the Windows keys of libnetwork's driver info (behaviour: network and DNS). */
export function driverInfo(info: Readonly<Record<string, unknown>>): DriverInfo {
  const faults: Wording[] = [];
  const gateway = gatewayId(info, faults);
  const endpoint = textAt(info, 'hnsid', 'hnsid', faults);
  const flag = memberOf(info, 'AllowUnqualifiedDNSQuery') ?? undefined;
  return {
    endpoint,
    gateway,
    allowUnqualifiedDnsQuery: flag !== undefined,
    setByFalse: flag === false || (typeof flag === 'string' && flag.toLowerCase() === 'false'),
    faults,
  };
}

function gatewayId(info: Readonly<Record<string, unknown>>, faults: Wording[]): string | undefined {
  const gateway = memberOf(info, 'GW_INFO') ?? undefined;
  if (gateway === undefined) return undefined;
  if (isObject(gateway)) return textAt(gateway, 'hnsid', 'GW_INFO.hnsid', faults);
  faults.push(wrongType('GW_INFO', gateway, 'an object'));
  return undefined;
}

function textAt(
  info: Readonly<Record<string, unknown>>,
  key: string,
  name: string,
  faults: Wording[],
): string | undefined {
  const value = memberOf(info, key) ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  faults.push(wrongType(name, value, 'a text'));
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (object: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const wrongType = (name: string, value: unknown, expected: string): Wording =>
  wording`driver info ${shown(name)} is ${encode(value).slice(0, 80).toWellFormed()}: must be ${shown(expected)} or null`;
