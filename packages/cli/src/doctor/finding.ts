import { knownFailure } from '@specline/contracts';

/**
 * `note`: worth knowing, and nothing is wrong, as far as this user sees. `warning`: it works, and may not for long.
 * `fault`: it does not work as it should. `away`: it cannot be reached.
 */
export type State = 'ok' | 'note' | 'warning' | 'fault' | 'away';

/** What one check found. */
export interface Finding {
  /** What was looked at: `nats`, `stream SPECLINE_DEAD`, … */
  readonly check: string;
  readonly state: State;
  readonly text: string;
  /** What to do about it; a warning, a fault and what is away have one. */
  readonly remedy?: string;
}

export const ok = (check: string, text: string): Finding => ({ check, state: 'ok', text });
export const note = (check: string, text: string): Finding => ({ check, state: 'note', text });
export const warning = (check: string, text: string, remedy: string): Finding => ({
  check,
  state: 'warning',
  text,
  remedy,
});
export const fault = (check: string, text: string, remedy: string): Finding => ({
  check,
  state: 'fault',
  text,
  remedy,
});
export const away = (check: string, text: string, remedy: string): Finding => ({ check, state: 'away', text, remedy });

/** What a check finds; one that fails in a way that is known has found that. */
export async function found(check: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const known = knownFailure(error);
    if (known === undefined) throw error;
    return [fault(check, known.words.message, 'see what is told above, then look again')];
  }
}
