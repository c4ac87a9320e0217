import {
  type BusExamination,
  CannotConnect,
  examineBus,
  NoResponders,
  NotPermitted,
  type ServiceSettings,
  silentLog,
} from '@specline/bus';
import { type Subjects, streamsBelow, subjectsBelow } from '@specline/contracts';
import { clockFinding } from './clock.ts';
import { away, type Finding, fault, found, note, ok, warning } from './finding.ts';
import { type CallerRole, rightFindings, whoIs } from './rights.ts';
import { serviceFindings } from './services.ts';
import { streamFindings } from './streams.ts';
import { isAtLeast } from './versions.ts';

/** What the journal needs. */
const leastVersion = '2.9.10';
/** What NATS has unless it is told otherwise; requests of this size are promised. */
const leastPayload = 1024 * 1024;
/** How long an aggregator may take to refuse an empty request, in milliseconds. */
const patienceMs = 5_000;

export interface NatsLook {
  readonly settings: ServiceSettings;
  /** Whose rights this user should have; absent: its name says it, or nothing does. */
  readonly role: CallerRole | undefined;
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Looks at NATS and at what of a system is on it. */
export async function natsFindings(look: NatsLook): Promise<readonly Finding[]> {
  const { natsServers: servers, inboxPrefix, tls } = look.settings;
  const bus = await examineBus({ servers, name: 'specline-doctor', log: silentLog, inboxPrefix, tls }).catch(unreached);
  if ('state' in bus) return [bus];
  try {
    const answered = await bus.isAnswered();
    return [...serverFindings(bus), ...(answered ? await systemFindings(bus, look) : [noInbox(look)])];
  } finally {
    await bus.close();
  }
}

function unreached(error: unknown): Finding {
  if (!(error instanceof CannotConnect)) throw error;
  const [text = '', remedy = ''] = error.message.split(/; (?=[^;]*$)/);
  return away('nats', text, remedy === '' ? 'start NATS, or correct --nats (NATS_URL)' : remedy);
}

function serverFindings({ server: { version, jetStream, maximumBytes } }: BusExamination): Finding[] {
  const journal = jetStream
    ? ok('jetstream', 'it is on')
    : fault(
        'jetstream',
        'it is off, so that submits are not recorded',
        'write jetstream { store_dir: "…" } into the configuration of nats-server, or start it with -js',
      );
  const payload =
    maximumBytes >= leastPayload
      ? ok('max_payload', `${maximumBytes} bytes`)
      : warning(
          'max_payload',
          `${maximumBytes} bytes: larger requests and outcomes are refused`,
          `raise max_payload in the configuration of nats-server to ${leastPayload} at least`,
        );
  return [versionFinding(version), journal, payload];
}

export const versionFinding = (version: string): Finding =>
  isAtLeast(version, leastVersion)
    ? ok('nats', `nats-server ${version}`)
    : fault('nats', `nats-server ${version} is too old`, `install nats-server ${leastVersion} or later`);

/** The most common mistake with users: it looks as if nobody answered. */
function noInbox({ settings: { inboxPrefix, natsServers } }: NatsLook): Finding {
  const text = `this user may not listen below ${inboxPrefix}, so that nobody can answer it`;
  if (whoIs(natsServers[0] ?? '') === 'service') return note('rights', `${text}; an operator sees more`);
  const user = URL.parse(natsServers[0] ?? '')?.username ?? '';
  const prefix = user === '' ? 'the prefix that its permissions name' : `_INBOX_${user}`;
  return fault('rights', text, `set SPECLINE_INBOX_PREFIX to ${prefix}`);
}

async function systemFindings(bus: BusExamination, look: NatsLook): Promise<readonly Finding[]> {
  const { prefix, natsServers } = look.settings;
  const subjects = subjectsBelow(prefix);
  const role = look.role ?? whoIs(natsServers[0] ?? '');
  const rights = await bus.rights(prefix);
  const mayAsk = rights.some(({ right, roles }) => right === 'submit' && role !== undefined && roles.includes(role));
  return [
    ...rightFindings(rights, role),
    ...(await found('services', () => servicesThere(bus, subjects))),
    ...(await found('create', () => answerFindings(bus, subjects, mayAsk))),
    ...(bus.server.jetStream ? await journalFindings(bus, look) : []),
  ];
}

async function servicesThere(bus: BusExamination, subjects: Subjects): Promise<readonly Finding[]> {
  const services = await bus.services();
  if (services === 'hidden') return [note('services', 'this user may not see them; an operator may')];
  return serviceFindings(services, subjects);
}

/** An empty request: an aggregator refuses it at once, and asks nobody. */
async function answerFindings(bus: BusExamination, subjects: Subjects, mayAsk: boolean): Promise<Finding[]> {
  const start = performance.now();
  try {
    await bus.messages.request(subjects.create, '', { timeoutMs: patienceMs });
    return [ok('create', `an aggregator answers, in ${Math.ceil(performance.now() - start)} ms`)];
  } catch (error) {
    if (error instanceof NoResponders) {
      return [fault('create', 'nobody answers creates', 'start an aggregator on this NATS, below this prefix')];
    }
    if (!(error instanceof NotPermitted)) throw error;
    if (!mayAsk) return [note('create', 'this user may not ask')];
    return [fault('create', 'this user should be able to ask, and may not', `permit it to publish ${subjects.create}`)];
  }
}

async function journalFindings(bus: BusExamination, { settings, now }: NatsLook): Promise<readonly Finding[]> {
  const { events } = streamsBelow(settings.prefix, subjectsBelow(settings.prefix));
  const streams = await found('streams', () => streamFindings(bus, settings, now()));
  const clock = await found('clock', async () => {
    const before = now();
    const there = await bus.clock(events);
    if (typeof there === 'number') return [clockFinding('NATS', { before, there, after: now() })];
    return there === 'missing' ? [] : [note('clock', 'this user may not read the clock of NATS')];
  });
  return [...streams, ...clock];
}
