import type { Gateway } from '../stream/gateway.ts';
import type { Problem } from '../stream/problem.ts';
import { part, setText } from './element.ts';

/** Asks for a token, and says why. */
export class TokenDialog {
  readonly #dialog = part('token-dialog', HTMLDialogElement);
  readonly #field = part('token', HTMLInputElement);
  readonly #reason = part('token-reason', HTMLElement);
  readonly #forget = part('token-forget', HTMLButtonElement);
  readonly #gateway: Gateway;

  constructor(gateway: Gateway, onToken: () => void) {
    this.#gateway = gateway;
    part('token-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const token = this.#field.value.trim();
      if (token !== '') this.#use(token, onToken);
    });
    part('token-cancel', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    this.#forget.addEventListener('click', () => this.#use(undefined, onToken));
  }

  ask(problem?: Problem): void {
    setText(this.#reason, reasonOf(problem, this.#gateway.token !== null));
    this.#forget.hidden = this.#gateway.token === null;
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
  }

  #use(token: string | undefined, onToken: () => void): void {
    this.#gateway.useToken(token);
    this.#field.value = '';
    this.#dialog.close();
    onToken();
  }
}

function reasonOf(problem: Problem | undefined, had: boolean): string {
  if (problem === undefined) return 'It is kept until this tab is closed.';
  if (problem.status === 401 && !had) return 'This gateway lets in only those who have a token.';
  return `The token was refused: ${problem.detail}.`;
}
