import type { Messages } from '@specline/bus';

/** What becomes of one message. */
export const fates = ['arrives', 'is lost', 'arrives twice', 'arrives late'] as const;
export type Fate = (typeof fates)[number];

const lateMs = 40;

/** Messages of which those on the subjects that `suffer` names share a fate that somebody else decides. */
export const unreliable = (messages: Messages, suffer: RegExp, next: () => Fate): Messages => ({
  get maximumBytes() {
    return messages.maximumBytes;
  },
  publish(subject, text, options) {
    const send = (): void => messages.publish(subject, text, options);
    const fate = suffer.test(subject) ? next() : 'arrives';
    if (fate === 'arrives' || fate === 'arrives twice') send();
    if (fate === 'arrives twice') send();
    if (fate === 'arrives late') setTimeout(send, lateMs);
  },
  subscribe: (...args) => messages.subscribe(...args),
  request: (...args) => messages.request(...args),
  introduce: (...args) => messages.introduce(...args),
  flush: () => messages.flush(),
  close: () => messages.close(),
});
