export {
  newToken,
  type TokenEntry,
  type TokenScope,
  tokenFileSchema,
  tokenHash,
  tokenScopes,
} from './access-token.ts';
export {
  type Catalog,
  catalog,
  type FactsOf,
  type Kind,
  kinds,
  type SliceOf,
  type Slices,
} from './catalog/catalog.ts';
export type {
  CredentialLookups,
  CredentialsFacts,
  CredentialsInventory,
  CredentialsSlice,
} from './catalog/credentials.ts';
export type { ImageFacts, ImageInventory, ImageSlice, KnownImage } from './catalog/image.ts';
export type { Isolation, Platform } from './catalog/isolation.ts';
export type { MountsFacts, MountsInventory, MountsSlice, PlannedMount } from './catalog/mounts.ts';
export type { NetworkFacts, NetworkInventory, NetworkSlice } from './catalog/network.ts';
export type { Limits, ResourcesFacts, ResourcesSlice } from './catalog/resources.ts';
export { decode, decodeOurs, encode, exactInteger, type Integer, JsonError, maximumDepth } from './codec.ts';
export { compareBytes } from './compare-bytes.ts';
export { compiledOf } from './compiled.ts';
export type { ConfigReference, Container, MountPoint, SecretReference } from './container.ts';
export { containerSchema } from './container.ts';
export { contentDigest } from './content-digest.ts';
export { type Step, stepOrder } from './error-order.ts';
export { type ErrorCode, type ErrorKind, errorCodes, errorTable } from './error-table.ts';
export { InvalidRequest, invalidField, unreadable, validate } from './invalid-request.ts';
export { type InventoryChange, inventoryChangeSchema } from './inventory-change.ts';
export type { ContainerLayer, Endpoint, Image, InventoryDocument, NodeFacts } from './inventory-document.ts';
export { inventoryDocumentSchema, nodeFactsSchema } from './inventory-document.ts';
export { type InventoryPatch, inventoryPatchSchema } from './inventory-patch.ts';
export { type DeadReason, deadReasons, journalHeaders, submitMessageId } from './journal-headers.ts';
export { pointerTo, tokensOf } from './json-pointer.ts';
export { isErrorCode, type KnownFailure, knownFailure } from './known-failure.ts';
export type { ComposedOutcome, ErrorSource, FailedOutcome, Outcome, OutcomeError, OutcomeWarning } from './outcome.ts';
export { outcomeSchema } from './outcome.ts';
export {
  type Partial,
  type PartialError,
  type PartialWarning,
  partialSchemas,
  type Resolution,
  type Resolutions,
} from './partial.ts';
export { type Bundle, bundleSchema, type CreateRequest, type Profile, profiles, requestSchema } from './request.ts';
export type {
  DeviceCgroupRule,
  Spec,
  SpecCapabilities,
  SpecLinux,
  SpecMount,
  SpecProcess,
  SpecWindows,
  WindowsDevice,
  WindowsNetwork,
  WindowsResources,
} from './spec.ts';
export type { StagingStep } from './staging.ts';
export { type StreamDefinition, type StreamKey, streamKeys, streamsBelow } from './streams.ts';
export {
  decodeToken,
  defaultPrefix,
  type EventType,
  encodeToken,
  eventTypes,
  type Subjects,
  subjectsBelow,
} from './subjects.ts';
export {
  forCaller,
  type Progress,
  privateEntry,
  progressMessageSchema,
  publicEntry,
  type Summary,
  summarize,
  summarySchema,
} from './summary.ts';
export { version } from './version.ts';
export { type WarningCode, warningCodes, warningTable } from './warning-table.ts';
export { prefixed, publicForm, shown, type Wording, wording } from './wording.ts';
export { batchLimits, type Job, jobSchema, partialsSchema, workSchema } from './work.ts';
