import type { CreateRequest, FactsOf, Isolation, Kind, Resolutions } from '@specline/contracts';

/** What a composition reads: the request, its settled isolation, and what each kind decided. */
export interface CompositionInput {
  readonly request: CreateRequest;
  readonly isolation: Isolation;
  readonly resolutions: Resolutions;
}

/** What each kind decided, once nothing failed. */
export type Facts = { readonly [K in Kind]: FactsOf<K> };

/** What the steps of the fold read. */
export interface Parts {
  readonly request: CreateRequest;
  readonly isolation: Isolation;
  readonly facts: Facts;
  readonly platform: 'windows' | 'linux';
}
