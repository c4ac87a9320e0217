import { areSet, type Filters, noFilters } from '../state/filters.ts';
import { rowStates } from '../state/request-row.ts';
import { element, part, setAttribute } from './element.ts';

/** The fields that choose which requests are shown. */
export class FilterBar {
  readonly #text = part('search', HTMLInputElement);
  readonly #node = part('filter-node', HTMLInputElement);
  readonly #state = part('filter-state', HTMLSelectElement);
  readonly #code = part('filter-code', HTMLSelectElement);
  readonly #clear = part('clear', HTMLButtonElement);

  constructor(onChange: (filters: Filters) => void) {
    this.#state.append(...rowStates.map((state) => element('option', {}, state)));
    const tell = (): void => onChange(this.#filters);
    for (const field of [this.#text, this.#node]) field.addEventListener('input', tell);
    for (const field of [this.#state, this.#code]) field.addEventListener('change', tell);
    this.#clear.addEventListener('click', () => {
      onChange(noFilters);
      this.#text.focus();
    });
    part('filters', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  }

  focus(): void {
    this.#text.focus();
    this.#text.select();
  }

  /** @param codes that have been seen. */
  show(filters: Filters, codes: readonly string[]): void {
    this.#offer(codes, filters.code);
    for (const [field, value] of [
      [this.#text, filters.text],
      [this.#node, filters.node],
      [this.#state, filters.state],
      [this.#code, filters.code],
    ] as const) {
      if (field.value !== value) field.value = value;
      setAttribute(field, 'data-set', value !== '');
    }
    setAttribute(this.#clear, 'disabled', !areSet(filters));
  }

  get #filters(): Filters {
    const state = rowStates.find((known) => known === this.#state.value) ?? '';
    return { text: this.#text.value, node: this.#node.value, state, code: this.#code.value };
  }

  /** Those that have been seen, and the one that is chosen. */
  #offer(codes: readonly string[], chosen: string): void {
    const offered = new Set(Array.from(this.#code.options, ({ value }) => value));
    for (const code of [...codes, chosen]) if (!offered.has(code)) this.#code.append(element('option', {}, code));
  }
}
