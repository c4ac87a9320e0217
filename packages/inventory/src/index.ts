export { askInventory } from './answers.ts';
export type { CacheCounts } from './cache/answer-cache.ts';
export { type CachedInventory, cachedInventory } from './cache/cached-inventory.ts';
export { chainIds } from './document/chain-ids.ts';
export { credentialsFacts, imageFacts, mountsFacts, networkFacts, type Snapshot } from './document/facts.ts';
export { withoutSecrets } from './document/without-secrets.ts';
export { embeddedInventory } from './embedded/embedded-inventory.ts';
export {
  InventoryError,
  InventoryUnavailable,
  NodeNotFound,
  RevisionConflict,
  StaleInventory,
  UnsafeInventory,
} from './errors.ts';
export { type Inspected, requestFromInspect } from './importers/docker-inspect.ts';
export { looksLikeInspect } from './importers/looks-like-inspect.ts';
export type { ListedNode, NodeInventory, Page, PageOptions, ReadOptions } from './node-inventory.ts';
export { NodeTurns } from './node-turns.ts';
export { type OpenOptions, openInventory } from './open-inventory.ts';
export { checkSettings, type SettingsCheck, type SettingsLog } from './redis/check-settings.ts';
export type { InventoryLog } from './redis/connection.ts';
export { examineRedis, type RedisExamination } from './redis/examine.ts';
export { type RedisInventory, type RedisInventoryOptions, redisInventory } from './redis/redis-inventory.ts';
