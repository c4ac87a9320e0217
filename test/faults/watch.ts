import type { Message, Messages } from '@specline/bus';

/** Keeps what arrives on a subject, and waits for it. */
export class Watch {
  readonly messages: Message[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(messages: Messages, subject: string) {
    messages.subscribe(subject, (message) => {
      this.messages.push(message);
      for (const look of this.#waiting) look();
    });
  }

  /** All messages so far, once there are that many. */
  async atLeast(count: number): Promise<readonly Message[]> {
    return this.when((messages) => messages.length >= count);
  }

  /** All messages so far, once they fit. */
  async when(fits: (messages: readonly Message[]) => boolean): Promise<readonly Message[]> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!fits(this.messages)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
    return this.messages;
  }
}
