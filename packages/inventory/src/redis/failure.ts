import { shown, wording } from '@specline/contracts';
import { InventoryUnavailable } from '../errors.ts';

/** What an error word of Redis means to who runs it. */
const redisErrors: Readonly<Record<string, string>> = {
  OOM: 'is out of memory and takes no writes: raise its maxmemory, or remove data',
  READONLY: 'is a read-only replica: give the address of its primary',
  MISCONF: 'cannot save to its disk and takes no writes: see its log',
  NOREPLICAS: 'has too few replicas and takes no writes: see that they run',
  NOAUTH: 'wants a user and password: put them into its address',
  WRONGPASS: 'refuses the user or password: correct them in its address',
  NOPERM: 'does not let this user run a command that is needed: correct its access list',
  LOADING: 'is still loading its data',
};

/** An error of the connection in our words; of Redis's own texts, which may quote arguments, only the first word. */
export function unavailable(error: unknown, server: string): InventoryUnavailable {
  const cause = rootOf(error);
  const reason = reasonOf(cause);
  const meaning = redisErrors[reason] ?? `gives no answer (${reason}): see that Redis runs there`;
  return new InventoryUnavailable(wording`the node inventory at ${shown(server)} ${shown(meaning)}; then ask again`, {
    cause,
  });
}

/** Why a connection or a command failed, in one word or a text without arguments. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Of a command within a script, servers such as 7.0 say so only in the text.
  if (error.message.startsWith('ERR The user executing the script')) return 'NOPERM';
  if (error.name === 'ReplyError') return /^[A-Z]+/.exec(error.message)?.[0] ?? 'unknown';
  return error.message;
}

/** A refused transaction says only that it was; the first command in it that was refused says why. */
function rootOf(error: unknown): unknown {
  const previous = error instanceof Error && 'previousErrors' in error ? error.previousErrors : undefined;
  return withoutArguments(Array.isArray(previous) ? (previous[0] ?? error) : error);
}

/** The client attaches commands to its errors: a document's credential specs, or the password. Loggers would print them. */
export function withoutArguments(error: unknown): unknown {
  if (error instanceof Error && 'command' in error) delete error.command;
  if (error instanceof Error && 'previousErrors' in error) delete error.previousErrors;
  return error;
}
