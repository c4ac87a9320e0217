import { setText } from './element.ts';

const themes = ['auto', 'light', 'dark'] as const;
const key = 'specline-theme';

/** Follows the system until somebody chooses. */
export class Theme {
  readonly #button: HTMLButtonElement;
  readonly #onChange: () => void;

  constructor(button: HTMLButtonElement, onChange: () => void) {
    this.#button = button;
    this.#onChange = onChange;
    button.addEventListener('click', () => this.next());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
    this.#show();
  }

  next(): void {
    const next = themes[(themes.indexOf(this.#current) + 1) % themes.length] ?? 'auto';
    localStorage.setItem(key, next);
    this.#show();
    this.#onChange();
  }

  get #current(): (typeof themes)[number] {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'auto';
  }

  #show(): void {
    document.documentElement.dataset.theme = this.#current;
    setText(this.#button, `Theme: ${this.#current}`);
  }
}
