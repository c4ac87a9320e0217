/**
 * Headers of what is recorded, so that a list can be read without the texts, which hold secrets.
 * None of them holds more than a summary does.
 */
export const journalHeaders = {
  /** Of a submit: {@link submitMessageId}, under the name that the broker looks at for duplicates. */
  messageId: 'Nats-Msg-Id',
  /** Of an outcome: {@link contentDigest} of the submit that it answers. */
  contentDigest: 'Specline-Content-Digest',
  /** Of an outcome: `composed` or `failed`. */
  status: 'Specline-Status',
  /** Of an outcome: the codes of its errors, separated by commas; absent: none. */
  codes: 'Specline-Codes',
  /** As `encodeToken` writes it: a header takes no line breaks and no blanks at its ends. */
  node: 'Specline-Node',
  /** As `encodeToken` writes it. */
  container: 'Specline-Container',
  /** Of a dead letter: one of {@link deadReasons}. */
  reason: 'Specline-Reason',
  /** Of a dead letter: the reason in public words, on one line. */
  explanation: 'Specline-Explanation',
  /** Of a dead letter: how often the submit had been handed out. */
  deliveries: 'Specline-Deliveries',
  /** Of a dead letter: the submit's own sequence and message id. */
  submitSequence: 'Specline-Submit-Sequence',
  submitMessageId: 'Specline-Submit-Message-Id',
  /** Of a dead letter: the submit was cut, for with these headers it is larger than the broker takes; its whole size. */
  cutFromBytes: 'Specline-Cut-From-Bytes',
  /** Of a submit that was a dead letter: that one's sequence. */
  retryOf: 'Specline-Retry-Of',
  traceparent: 'traceparent',
} as const;

/**
 * Why a submit ended without an outcome: `unreadable` (no request with an id in it), `conflict` (the id has an outcome
 * for other content), `deliveries` (handed out too often, so that it may be what kills its takers).
 */
export const deadReasons = ['unreadable', 'conflict', 'deliveries'] as const;
export type DeadReason = (typeof deadReasons)[number];

/** The message id of a submit. The broker drops a second one with it within its duplicate window. */
export const submitMessageId = (id: string, digest: string): string => `${id}:${digest}`;
