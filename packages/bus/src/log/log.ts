import type { Summary } from '@specline/contracts';
import type { SafeFields } from './safe-fields.ts';

/**
 * The name of what happened: words in the source, never a text that is put together.
 * (An open text type makes the record's keys optional, so that nothing is one of its names.)
 */
export type EventName<E extends string> = Record<never, never> extends Record<E, 1> ? never : E;

/**
 * The one way to the log. It is narrow on purpose: no method takes a free text or an open object,
 * so that option texts, environment values and credential specs cannot get there.
 */
export interface Log {
  /** Whether {@link detail} writes anything: spares building its fields. */
  readonly detailed: boolean;
  /** The one line of an outcome, at info. */
  outcome(summary: Summary, traceparent: string | undefined): void;
  /** Something that happens now and then: started, connected, stopped. */
  note<const E extends string>(event: E & EventName<E>, fields?: SafeFields): void;
  /** Something that happens with each message, at debug. */
  detail<const E extends string>(event: E & EventName<E>, fields?: SafeFields): void;
  /** Something that an operator may want to look into. */
  warning<const E extends string>(event: E & EventName<E>, fields?: SafeFields): void;
  /** An error that nobody answers with: its name, code and stack frames, never its message. */
  failure<const E extends string>(event: E & EventName<E>, error: unknown, fields?: SafeFields): void;
}

/** The levels, from most to least lines. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];
