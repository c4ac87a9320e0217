import { getHeapSpaceStatistics } from 'node:v8';

/** What V8 has taken for objects that were made a short while ago, in bytes, both halves of it. */
export function youngGenerationBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
