import type { FoundService } from '@specline/bus';
import { kinds, type Subjects, version } from '@specline/contracts';
import { type Finding, fault, note, ok, warning } from './finding.ts';

/** Whether there is an instance of each service, and all are of one version. */
export const serviceFindings = (services: readonly FoundService[], subjects: Subjects): readonly Finding[] => [
  ...parts(subjects).map(({ name, subject }) => presence(name, subject, services)),
  gatewayPresence(services),
  ...versionFindings(services.filter(({ name }) => /^specline(-|$)/.test(name))),
];

/** What a system consists of, by what each takes work from: one process may be several of them. */
const parts = ({ create, work }: Subjects) => [
  { name: 'aggregator', subject: create },
  ...kinds.map((kind) => ({ name: kind, subject: work(kind) })),
];

function presence(name: string, subject: string, services: readonly FoundService[]): Finding {
  const instances = services.filter(({ subjects }) => subjects.includes(subject)).length;
  const check = `service ${name}`;
  if (instances > 0) return ok(check, instances === 1 ? 'one instance' : `${instances} instances`);
  return fault(
    check,
    'there is none',
    `start it: node services/${name}/src/main.ts, on this NATS and below this prefix`,
  );
}

/** What `specline up` is called. */
const allInOne = 'specline';

/** Who speaks no HTTP needs none. */
function gatewayPresence(services: readonly FoundService[]): Finding {
  const { length } = services.filter(({ name }) => name === 'specline-gateway' || name === allInOne);
  if (length === 0) return note('service gateway', 'there is none, so that nobody is served over HTTP');
  return ok('service gateway', length === 1 ? 'one instance' : `${length} instances`);
}

function versionFindings(services: readonly FoundService[]): Finding[] {
  const byVersion = Map.groupBy(services, (service) => service.version);
  if (byVersion.size > 1) {
    const each = [...byVersion].map(([of, instances]) => `${of} (${names(instances)})`);
    const remedy = 'upgrade all of them to one version; step numbers and documents travel between them';
    return [fault('versions', `services differ: ${each.join(', ')}`, remedy)];
  }
  const [common] = byVersion.keys();
  if (common === undefined) return [];
  if (common === version) return [ok('versions', `all services and this command are ${version}`)];
  return [
    warning('versions', `services are ${common}, this command is ${version}`, 'use the command of their version'),
  ];
}

const names = (services: readonly FoundService[]): string =>
  [...new Set(services.map(({ name }) => name))].toSorted().join(', ');
