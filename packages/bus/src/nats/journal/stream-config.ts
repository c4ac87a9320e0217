import type { StreamDefinition } from '@specline/contracts';
import type { StreamConfig, StreamInfo } from 'nats';
import type { PresentStream } from '../../journal/check-stream.ts';
import type { StreamKeeping } from '../../journal.ts';
import { isReadDirectly } from './direct.ts';

/** Milliseconds as the server counts them. */
export const nanoseconds = (milliseconds: number): number => milliseconds * 1_000_000;

type Wanted = Pick<StreamConfig, 'name' | 'subjects' | 'retention' | 'storage' | keyof ReturnType<typeof changeable>>;

/** How a stream is to be. */
export function wantedConfig(definition: StreamDefinition, keeping: StreamKeeping): Wanted {
  return {
    name: definition.name,
    subjects: [definition.subject],
    retention: (definition.keeps === 'queue' ? 'workqueue' : 'limits') as StreamConfig['retention'],
    storage: keeping.storage as StreamConfig['storage'],
    ...changeable(definition, keeping),
  };
}

/** What the server lets us change on a stream that lives. */
function changeable(definition: StreamDefinition, keeping: StreamKeeping) {
  const { key, whenFull } = definition;
  const { maximumAgeMs, maximumBytes } = keeping.limits[key];
  return {
    num_replicas: keeping.replicas,
    max_age: nanoseconds(maximumAgeMs),
    max_bytes: maximumBytes,
    discard: (whenFull === 'refuse' ? 'new' : 'old') as StreamConfig['discard'],
    allow_direct: isReadDirectly(definition),
    // The server refuses a window that is longer than the age.
    duplicate_window: nanoseconds(Math.min(keeping.duplicateWindowMs, maximumAgeMs)),
  };
}

const retentions: Readonly<Record<string, string>> = { workqueue: 'queue', limits: 'log' };

/** What a stream is, in our words. */
export const presentStream = ({ config, state }: StreamInfo): PresentStream => ({
  subject: config.subjects.join(', '),
  retention: retentions[config.retention] ?? config.retention,
  storage: config.storage,
  bytes: state.bytes,
});

/** Whether nothing need be changed. */
export const isAsWanted = (present: StreamConfig, wanted: Wanted): boolean =>
  (['num_replicas', 'max_age', 'max_bytes', 'discard', 'allow_direct', 'duplicate_window'] as const).every(
    // The server leaves out what is false.
    (field) => (present[field] ?? false) === wanted[field],
  );
