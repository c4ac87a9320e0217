import type { LoadRequest } from '../mix/load-request.ts';
import type { Arrival } from './answer.ts';

/** The ways on which a system can be asked. */
export const paths = ['create', 'submit'] as const;
export type Path = (typeof paths)[number];

/** What load is put on. */
export interface Target {
  readonly path: Path;
  /** Resolves when it is known what became of the request, at the latest after the caller's time. Never rejects but for a fault of ours. */
  ask(request: LoadRequest): Promise<Arrival>;
  close(): Promise<void>;
}
