import type { Following } from '@specline/bus';
import type { ComposedOutcome, CreateRequest, Outcome } from '@specline/contracts';
import type { CreateOptions } from './create.ts';
import type { DeadLetters } from './dead/dead-letters.ts';
import type { OutcomeEntry } from './outcome/entry.ts';
import type { ListOptions } from './outcome/list.ts';
import type { Asked } from './outcome/look.ts';
import type { OutcomeOptions } from './outcome/outcome.ts';
import type { Receipt, SubmitOptions } from './submit/submit.ts';
import type { LiveOptions } from './watch/live.ts';
import type { EventSight, LiveSight } from './watch/sight.ts';
import type { WatchOptions } from './watch/watch.ts';

/**
 * A system, as schedulers and dashboards see it.
 *
 * Every call ends: with its result, with a SpeclineError whose `retryable` says whether the same call may work later,
 * with the reason of the caller's signal, or after its time. While the broker is away calls reject with the retryable
 * `unavailable`; what says "goes on by itself" goes on when it is back.
 */
export interface Specline extends AsyncDisposable {
  /**
   * Asks for a spec: a pure question, nothing is recorded, asking again is safe.
   * Rejects with RequestFailed, which has all errors, or with SpeclineError.
   *
   * @example const { spec, digest } = await specline.create({ node: 'win-01', container });
   */
  create(request: CreateRequest, options?: CreateOptions): Promise<ComposedOutcome>;
  /**
   * Orders a spec: recorded when this resolves, then composed exactly once, whatever breaks. The request must have an
   * id. Tries again while the broker is away, which records nothing twice.
   * Rejects with RequestFailed where the request itself is faulty, else with SpeclineError.
   *
   * @example const receipt = await specline.submit({ id: 'web-7', node: 'win-01', container });
   */
  submit(request: CreateRequest, options?: SubmitOptions): Promise<Receipt>;
  /**
   * The outcome of a submit, composed or failed. With a receipt it is that of one's own submit, and where the id had
   * been used for another request, the call rejects with SpeclineError `conflict`. To wait goes on by itself.
   * Rejects with DeadLettered where the submit ended without an outcome.
   *
   * @example const outcome = await specline.outcome(receipt, { wait: true });
   */
  outcome(submitted: Asked, options: OutcomeOptions & { readonly wait: true }): Promise<Outcome>;
  /** Without waiting: undefined where there is none yet. */
  outcome(submitted: Asked, options?: OutcomeOptions): Promise<Outcome | undefined>;
  /**
   * The outcomes that are recorded now, oldest first, without their specs.
   *
   * @example for await (const { id, codes } of specline.outcomes({ status: 'failed' })) print(id, codes);
   */
  outcomes(options?: ListOptions): AsyncIterable<OutcomeEntry>;
  /**
   * The events of a system in order, from a place on. Goes on by itself, without gaps or repeats; a reader may be as
   * slow as it likes. It begins with the first step of the iteration, and ends with `break`, the signal or `close`.
   *
   * @example for await (const { sequence, event } of specline.watch({ from: { sequence: last + 1 } })) show(event);
   */
  watch(options?: WatchOptions): AsyncIterable<EventSight>;
  /**
   * Progress and new inventories as they happen, from when this resolves on, until it is stopped or its signal fires.
   * They are not recorded: what happens while the broker is away is not told. Goes on by itself.
   *
   * @example const following = await specline.live((sight) => show(sight));
   */
  live(tell: (sight: LiveSight) => void, options?: LiveOptions): Promise<Following>;
  /** Submits that ended without an outcome. */
  readonly dead: DeadLetters;
  /** Ends what is open: calls reject with SpeclineError `unavailable`, iterations of `watch` end. */
  close(): Promise<void>;
}
