import { Recorder } from './figures/recorder.ts';
import type { Sample } from './figures/window.ts';
import { runClosedModel } from './generator/closed-model.ts';
import type { Generated } from './generator/generator.ts';
import { runOpenModel } from './generator/open-model.ts';
import { readyGenerator } from './generator/ready.ts';
import type { Requests } from './mix/load-request.ts';
import type { Segment } from './profile/parse-profile.ts';
import { closedPhases } from './profile/phase.ts';
import { scheduleOf } from './profile/schedule.ts';
import { type LoadResult, resultFormat, type Settings } from './result/load-result.ts';
import { thisMachine } from './result/machine.ts';
import { remarksOf } from './result/remarks.ts';
import type { Target } from './target/target.ts';

/** How it is decided when a request is sent: by a profile, or by those that were answered. */
export type Model =
  | { readonly kind: 'open'; readonly profile: readonly Segment[]; readonly maximumOpen: number }
  | { readonly kind: 'closed'; readonly concurrency: number; readonly durationMs: number };

export interface LoadOptions {
  readonly target: Target;
  readonly requests: Requests;
  readonly model: Model;
  readonly warmUpMs: number;
  readonly maximumRequests: number;
  /** How long is waited for answers in the end, in milliseconds. */
  readonly drainMs: number;
  /** Ends the run early; its result is that of the time so far. */
  readonly signal: AbortSignal;
  /** Told of each second. */
  readonly tell?: (progress: Progress) => void;
  /** What the result says of how it was made. */
  readonly settings: Settings;
  readonly embedded: boolean;
}

export interface Progress {
  /** The last second that is over; absent in the first one. */
  readonly sample: Sample | undefined;
  readonly open: number;
  readonly elapsedMs: number;
  readonly durationMs: number;
}

const tellEveryMs = 250;

/** Puts load on a system and tells what it did. Rejects only for a fault of ours. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { model, target, signal, settings, embedded } = options;
  const began = new Date().toISOString();
  const machine = thisMachine();
  const { recorder, generate, durationMs } = prepare(options);
  readyGenerator(options.requests);
  const start = performance.now();
  const telling = setInterval(() => {
    const elapsedMs = performance.now() - start;
    options.tell?.({ ...recorder.latest(elapsedMs), elapsedMs, durationMs });
  }, tellEveryMs);
  const generated = await generate().finally(() => clearInterval(telling));
  const recorded = recorder.recorded(generated.endedAtMs);
  const interrupted = signal.aborted;
  return {
    format: resultFormat,
    began,
    settings,
    machine,
    model: model.kind,
    path: target.path,
    interrupted,
    generator: generated,
    remarks: remarksOf({ recorded, generated, interrupted, model: model.kind, embedded }),
    ...recorded,
  };
}

interface Prepared {
  readonly recorder: Recorder;
  readonly durationMs: number;
  generate(): Promise<Generated>;
}

function prepare(options: LoadOptions): Prepared {
  const { model, warmUpMs } = options;
  if (model.kind === 'closed') {
    const phases = closedPhases(`${model.concurrency} at a time`, warmUpMs, model.durationMs);
    const recorder = new Recorder({ phases });
    const durationMs = warmUpMs + model.durationMs;
    const { concurrency } = model;
    const generate = () => runClosedModel({ ...options, recording: recorder, concurrency, durationMs });
    return { recorder, durationMs, generate };
  }
  const schedule = scheduleOf(model.profile, warmUpMs);
  const recorder = new Recorder({ phases: schedule.phases, rateAt: schedule.rateAt });
  const { maximumOpen } = model;
  const generate = () => runOpenModel({ ...options, recording: recorder, schedule, maximumOpen });
  return { recorder, durationMs: schedule.durationMs, generate };
}
