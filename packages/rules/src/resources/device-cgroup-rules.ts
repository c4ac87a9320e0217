import {
  type DeviceCgroupRule,
  exactInteger,
  type PartialError,
  prefixed,
  type Wording,
  wording,
} from '@specline/contracts';
import { fitsInt64 } from '@specline/windows';
import { problem } from '../problem.ts';

const rulePattern = /^(?<type>[acb]) (?<major>\d+|\*):(?<minor>\d+|\*) (?<access>[rwm]{1,3})$/;

/** `<type> <major>:<minor> <access>` (behaviour: Linux fields). They count for Linux images only. */
export function deviceCgroupRules(rules: readonly string[]): { rules: DeviceCgroupRule[]; errors: PartialError[] } {
  const parsed = rules.map(parseRule);
  return {
    rules: parsed.flatMap((result) => ('refusal' in result ? [] : [result])),
    errors: parsed.flatMap((result, index) => ('refusal' in result ? [ruleProblem(result.refusal, index)] : [])),
  };
}

/** A rule of another form crashes the reference; its words are those that it meant to return. */
function parseRule(rule: string): DeviceCgroupRule | { refusal: Wording } {
  const { type = '', major = '', minor = '', access = '' } = rulePattern.exec(rule)?.groups ?? {};
  if (type === '') return { refusal: wording`invalid device cgroup rule format: '${rule}'` };
  if (!isNumber(major)) return { refusal: wording`invalid major value in device cgroup rule format: '${rule}'` };
  if (!isNumber(minor)) return { refusal: wording`invalid minor value in device cgroup rule format: '${rule}'` };
  return { allow: true, type, major: numberOf(major), minor: numberOf(minor), access };
}

const isNumber = (digits: string): boolean => digits === '*' || fitsInt64(digits);

/** Any number is -1. */
const numberOf = (digits: string) => (digits === '*' ? -1 : exactInteger(BigInt(digits)));

const ruleProblem = (refusal: Wording, index: number): PartialError =>
  problem('device-cgroup-rules', 'invalid-parameter', prefixed('linux runtime spec devices: ', refusal), {
    field: `container.HostConfig.DeviceCgroupRules[${index}]`,
    on: 'linux',
  });
