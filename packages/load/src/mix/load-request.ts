import type { ErrorCode } from '@specline/contracts';

/** A request as it is sent. */
export interface LoadRequest {
  readonly id: string;
  readonly text: string;
  /** What a right answer is; absent: not known, any final one is. */
  readonly expected?: 'composed' | ErrorCode;
}

/** The request with this number of a run, from 0 on: the same for the same number. */
export type Requests = (index: number) => LoadRequest;
