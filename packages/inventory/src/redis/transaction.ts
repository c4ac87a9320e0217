import type { ChainableCommander } from 'ioredis';

/** Runs a transaction. Its last result counts; an error of any of its commands is thrown. */
export async function lastResult(transaction: ChainableCommander): Promise<unknown> {
  const results = (await transaction.exec()) ?? [];
  for (const [error] of results) if (error !== null) throw error;
  return results.at(-1)?.[1];
}
