import { type Filters, filtersIn, withFilters } from './state/filters.ts';
import type { Window } from './view/charts.ts';
import { windows } from './view/charts.ts';

/** What the address of the page says is shown: it can be sent to somebody else, and the way back works. */
export class Address {
  get filters(): Filters {
    return filtersIn(this.#query);
  }

  /** The one request that is shown. */
  get request(): string | undefined {
    return this.#query.get('request') ?? undefined;
  }

  get window(): Window {
    const asked = this.#query.get('window');
    return (Object.keys(windows) as Window[]).find((known) => known === asked) ?? '5 min';
  }

  /** Where a request is shown, and these filters are kept for the way back. */
  of(request: string): string {
    const query = this.#query;
    query.set('request', request);
    return `?${query}`;
  }

  filter(filters: Filters): void {
    this.#replace(withFilters(this.#query, filters));
  }

  choose(window: Window): void {
    const query = this.#query;
    query.set('window', window);
    this.#replace(query);
  }

  open(request: string): void {
    history.pushState({ opened: true }, '', this.of(request));
  }

  /** Back to all requests: the way that was come, where there was one. */
  close(): void {
    if ((history.state as { readonly opened?: boolean } | null)?.opened === true) {
      history.back();
      return;
    }
    const query = this.#query;
    query.delete('request');
    this.#replace(query);
    dispatchEvent(new PopStateEvent('popstate'));
  }

  get #query(): URLSearchParams {
    return new URLSearchParams(location.search);
  }

  #replace(query: URLSearchParams): void {
    const text = query.toString();
    history.replaceState(history.state, '', text === '' ? location.pathname : `?${text}`);
  }
}
