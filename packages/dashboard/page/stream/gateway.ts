import { type Problem, problemIn } from './problem.ts';

const tokenKey = 'specline-token';

/** The answer to a question: its text, or why there is none. */
export type Answer = { readonly text: string } | { readonly problem: Problem };

/** The gateway that this page comes from. */
export class Gateway {
  /** Kept as long as this tab; never in an address, which histories and logs keep. */
  get token(): string | null {
    return sessionStorage.getItem(tokenKey);
  }

  useToken(token: string | undefined): void {
    if (token === undefined) sessionStorage.removeItem(tokenKey);
    else sessionStorage.setItem(tokenKey, token);
  }

  get headers(): Record<string, string> {
    const { token } = this;
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }

  /** Asks, and gives an answer whatever happens. */
  async ask(path: string): Promise<Answer> {
    try {
      const response = await fetch(path, { headers: this.headers, signal: AbortSignal.timeout(15_000) });
      const text = await response.text();
      return response.ok ? { text } : { problem: problemIn(text, response.status) };
    } catch {
      return { problem: { status: 0, code: 'unavailable', detail: 'the gateway does not answer' } };
    }
  }
}
