import {
  type Integer,
  type Isolation,
  type Limits,
  type PartialWarning,
  type Platform,
  shown,
  type WindowsResources,
  wording,
} from '@specline/contracts';
import { warning } from '../problem.ts';
import { exactMaximum, nanosPerCpu } from './cpu.ts';

interface Computed {
  readonly limits: Limits;
  readonly isolation: Isolation;
  readonly cpus: number;
  readonly resources: WindowsResources;
  /** The image platform for which they were computed. */
  readonly on: Platform;
}

/** What the arithmetic does silently: wrapped numbers, and CPU limits that exclude each other for the runtime. */
export const limitWarnings = (computed: Computed): PartialWarning[] =>
  isLimited(computed.limits) ? [...wrappedNumbers(computed), ...together(computed)] : [];

/** Most containers have no limits: nothing can wrap, nothing exclude another. */
const isLimited = ({ CpuShares, CpuPercent, CpuCount, NanoCpus, Memory }: Limits): boolean =>
  [CpuShares, CpuPercent, CpuCount, NanoCpus, Memory].some((limit) => limit !== 0);

/** The highest `maximum`: all CPU time of the node. */
const wholeMaximum = 10_000n;

function wrappedNumbers(computed: Computed): PartialWarning[] {
  const { limits, resources, on } = computed;
  const { cpu, memory } = resources;
  const { percentCounts, countCounts, nanosOverflow } = nanoCpusRule(computed);
  const checks: [keyof Limits, Integer, boolean][] = [
    ['CpuShares', cpu.shares, differs(limits.CpuShares, cpu.shares)],
    ['CpuPercent', cpu.maximum, percentCounts && differs(BigInt(limits.CpuPercent) * 100n, cpu.maximum)],
    ['NanoCpus', cpu.maximum, nanosOverflow],
    ['CpuCount', cpu.count, countCounts && differs(limits.CpuCount, cpu.count)],
    ['Memory', memory.limit, differs(limits.Memory, memory.limit)],
  ];
  return checks.filter(([, , wraps]) => wraps).map(([name, result]) => numberWrapped(name, limits[name], result, on));
}

/** Where `NanoCpus` is set, it takes the place of the percentage or of the count, depending on the isolation. */
function nanoCpusRule({ limits, isolation, cpus }: Computed) {
  const nanoCpus = BigInt(limits.NanoCpus);
  const hyperv = isolation === 'hyperv';
  return {
    percentCounts: nanoCpus <= 0n || (hyperv && nanoCpus % nanosPerCpu === 0n),
    countCounts: nanoCpus <= 0n || !hyperv,
    nanosOverflow: nanoCpus > 0n && !hyperv && exactMaximum(nanoCpus, BigInt(cpus)) > wholeMaximum,
  };
}

const differs = (given: Integer, result: Integer): boolean => given !== result && BigInt(given) !== BigInt(result);

function numberWrapped(name: keyof Limits, given: Integer, result: Integer, on: Platform): PartialWarning {
  const words = wording`${shown(name)} ${shown(given)} is out of range and gives ${shown(result)}`;
  return warning('number-wrapped', words, { field: `container.HostConfig.${name}`, on });
}

/** The runtime takes one of the three; Hyper-V's fractional CPUs set two of them by themselves. */
function together({ resources: { cpu }, on }: Computed): PartialWarning[] {
  const set = Object.entries({ count: cpu.count, maximum: cpu.maximum, shares: cpu.shares }).filter(
    ([, value]) => value !== 0,
  );
  if (set.length < 2) return [];
  const names = set.map(([name, value]) => `${name} ${value}`).join(', ');
  const words = wording`the runtime takes only one of ${shown(names)}`;
  return [warning('cpu-limits-together', words, { field: 'container.HostConfig', on })];
}
