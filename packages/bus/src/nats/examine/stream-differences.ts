import type { StreamDefinition } from '@specline/contracts';
import type { StreamConfig } from 'nats';
import type { StreamDifference } from '../../examination.ts';
import type { StreamKeeping } from '../../journal.ts';
import { durationText, sizeText } from '../../service/quantities.ts';
import { nanoseconds, wantedConfig } from '../journal/stream-config.ts';

const plain = (value: unknown): string => String(value);
const duration = (value: unknown): string => durationText(Number(value) / nanoseconds(1));

/** The settings that matter, in the words of our own. */
const settings = {
  subjects: ['subjects', plain],
  retention: ['retention', plain],
  storage: ['storage', plain],
  num_replicas: ['replicas', plain],
  max_age: ['age', duration],
  max_bytes: ['bytes', (value: unknown) => sizeText(Number(value))],
  discard: ['when full discards', plain],
  duplicate_window: ['duplicate window', duration],
} as const;

/** What of a stream is not as it is wanted. */
export function streamDifferences(
  present: StreamConfig,
  definition: StreamDefinition,
  keeping: StreamKeeping,
): StreamDifference[] {
  const wanted = wantedConfig(definition, keeping);
  return Object.entries(settings)
    .map(([field, [setting, text]]) => ({
      setting,
      value: text(present[field as keyof typeof settings]),
      wanted: text(wanted[field as keyof typeof settings]),
    }))
    .filter(({ value, wanted: other }) => value !== other);
}
