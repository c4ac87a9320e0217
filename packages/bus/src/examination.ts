import type { StreamDefinition } from '@specline/contracts';
import type { StreamKeeping } from './journal.ts';
import type { Messages } from './messages.ts';

/** One instance of a service, as it introduces itself. */
export interface FoundService {
  readonly name: string;
  readonly id: string;
  readonly version: string;
  /** What it takes work from. */
  readonly subjects: readonly string[];
}

/** One setting of a stream that is not as it is wanted, in words. */
export interface StreamDifference {
  readonly setting: string;
  readonly value: string;
  readonly wanted: string;
}

export interface FoundStream {
  readonly differences: readonly StreamDifference[];
  readonly entries: number;
  readonly bytes: number;
  /** -1: no limit. */
  readonly maximumBytes: number;
  /** When its oldest entry was recorded; absent: it has none. */
  readonly oldestAt?: Date;
}

/** How a queue is taken from. */
export interface FoundTaking {
  /** Entries that nobody was given yet. */
  readonly waiting: number;
  /** Entries that somebody was given, and that are not done. */
  readonly open: number;
  /** Whether somebody asks for entries now. */
  readonly taken: boolean;
}

/** This user may not see it. */
export type Hidden = 'hidden';

/** Something that callers may be permitted to do, with what of it this user may not. */
export interface CallerRight {
  readonly right: string;
  /** Roles of `roles.conf` that have it. */
  readonly roles: readonly string[];
  /** Of the subjects that it takes. */
  readonly refused: readonly string[];
  readonly subjects: number;
}

/** A look at a broker and at what of the system is there. It records nothing and takes nothing away from anybody. */
export interface BusExamination {
  readonly server: { readonly version: string; readonly jetStream: boolean; readonly maximumBytes: number };
  readonly messages: Messages;
  /** Whether this user may listen where it is answered; if not, nothing else here has an answer. */
  isAnswered(): Promise<boolean>;
  services(): Promise<readonly FoundService[] | Hidden>;
  /** Rejects with JournalUnavailable. */
  stream(definition: StreamDefinition, keeping: StreamKeeping): Promise<FoundStream | 'missing' | Hidden>;
  taking(queue: StreamDefinition): Promise<FoundTaking | 'missing' | Hidden>;
  /** What this user may do of what callers do. Each is tried with a message that nobody can use. */
  rights(prefix: string): Promise<readonly CallerRight[]>;
  /** The broker's clock, in milliseconds since 1970; it is read from a reader of this log, made and deleted. */
  clock(log: StreamDefinition): Promise<number | 'missing' | Hidden>;
  close(): Promise<void>;
}
