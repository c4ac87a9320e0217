import type { ConnectionState } from '../stream/live-connection.ts';
import { part, setAttribute, setText } from './element.ts';

/** Whether what is shown is what is. */
export class ConnectionNote {
  readonly #pill = part('connection', HTMLElement);
  readonly #banner = part('banner', HTMLElement);
  readonly #text = part('banner-text', HTMLElement);
  readonly #again = part('reconnect', HTMLButtonElement);
  readonly #token = part('banner-token', HTMLButtonElement);
  #state: ConnectionState = { is: 'connecting' };
  #wasLive = false;

  constructor(does: { readonly reconnect: () => void; readonly askForToken: () => void }) {
    this.#again.addEventListener('click', does.reconnect);
    this.#token.addEventListener('click', does.askForToken);
    setInterval(() => this.#draw(), 1_000);
  }

  show(state: ConnectionState): void {
    this.#state = state;
    this.#wasLive ||= state.is === 'live';
    this.#draw();
  }

  #draw(): void {
    const { is } = this.#state;
    // What is tried again and again is said once, until it succeeds.
    const shown = is === 'connecting' && this.#wasLive ? 'waiting' : is;
    setAttribute(this.#pill, 'data-is', shown);
    setText(
      this.#pill,
      { live: 'live', connecting: 'connecting', waiting: 'not connected', refused: 'refused' }[shown],
    );
    this.#banner.hidden = is === 'live' || (is === 'connecting' && !this.#wasLive);
    this.#again.hidden = is === 'refused';
    this.#token.hidden = is !== 'refused';
    setText(this.#text, this.#words());
  }

  #words(): string {
    const state = this.#state;
    if (state.is === 'refused') {
      const { status, detail } = state.problem;
      return status === 401
        ? 'The gateway lets in only those with a token that it knows.'
        : `The gateway refuses: ${detail}.`;
    }
    if (state.is === 'waiting') {
      const seconds = Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1_000));
      return `Not connected: ${state.problem.detail}. What is shown is old; next attempt in ${seconds} s.`;
    }
    return 'Not connected: connecting again. What is shown is old.';
  }
}
