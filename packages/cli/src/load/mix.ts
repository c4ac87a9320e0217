import { fileMix, type Given, generatedMix, type Mix, Unreadable } from '@specline/load';
import { askedReader } from '../create/asked-reader.ts';
import { unusable } from '../end/failure.ts';
import { linesOf } from '../input/lines.ts';
import type { Backends } from '../system/backends.ts';
import type { LoadCommandOptions } from './load-options.ts';

/** All of them are held while the run lasts. */
const mostLines = 10_000;

/**
 * The requests of a file, or generated ones.
 *
 * @throws Failure naming the line that cannot be used.
 */
export async function mixOf(
  file: string | undefined,
  run: string,
  { options, backends }: { readonly options: LoadCommandOptions; readonly backends: Backends },
): Promise<Mix> {
  const { mix: weights, size, failures, nodes, seed, timeout: deadlineMs } = options;
  if (file !== undefined) return fileMix(await givenIn(file, options, backends), { run, deadlineMs });
  try {
    const bytes = size === undefined ? {} : { bytes: size };
    return generatedMix({ run, seed, weights: weights, failures, nodes, deadlineMs, ...bytes });
  } catch (cause) {
    throw cause instanceof Unreadable ? unusable(cause.message, { cause }) : cause;
  }
}

async function givenIn(file: string, options: LoadCommandOptions, backends: Backends): Promise<readonly Given[]> {
  const { nats, redis } = options;
  const reader = await askedReader(
    { ...(nats === undefined ? {} : { nats }), ...(redis === undefined ? {} : { redis }) },
    backends,
  );
  const given: Given[] = [];
  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      const document = reader(line);
      const place = `line ${given.length + 1} of ${file}`;
      if ('refused' in document) throw unusable(`${place} is no request: ${document.refused.errors[0]?.message}`);
      if (given.length === mostLines)
        throw unusable(`${file} has more than ${mostLines} lines, the most that a load is made of`);
      given.push(document.task);
    }
  }
  if (given.length === 0) throw unusable(`${file} is empty; give one bundle or request a line`);
  return given;
}
