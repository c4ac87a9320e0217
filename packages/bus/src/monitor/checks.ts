/** Looks whether something that a service needs is there: it is not where this gives false or rejects. */
export type Check = (signal: AbortSignal) => boolean | Promise<void>;

/** By the name of what is looked at. */
export type Checks = Readonly<Record<string, Check>>;

export interface Readiness {
  readonly ready: boolean;
  /** Of each check, whether it is there. */
  readonly checks: Readonly<Record<string, boolean>>;
}

/** The longest that a check may take, in milliseconds. */
const timeoutMs = 1_000;

/** Looks at all at once; what does not say in time that it is there is not. */
export async function readiness(checks: Checks): Promise<Readiness> {
  const signal = AbortSignal.timeout(timeoutMs);
  const looked = Object.entries(checks).map(async ([name, check]) => [name, await isThere(check, signal)] as const);
  const results = await Promise.all(looked);
  return { ready: results.every(([, there]) => there), checks: Object.fromEntries(results) };
}

async function isThere(check: Check, signal: AbortSignal): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  signal.addEventListener('abort', () => resolve(false), { once: true });
  try {
    return (await Promise.race([check(signal), late])) !== false;
  } catch {
    return false;
  }
}
