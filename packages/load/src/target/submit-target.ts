import type { Journal } from '@specline/bus';
import { decodeToken, type StreamDefinition, type Subjects } from '@specline/contracts';
import { type Arrival, answerOf, answerOfError, endedNow } from './answer.ts';
import type { Target } from './target.ts';

interface SubmitTargetOptions {
  readonly journal: Journal;
  readonly subjects: Subjects;
  readonly streams: { readonly outcomes: StreamDefinition; readonly dead: StreamDefinition };
  readonly timeoutMs: number;
}

/**
 * Submits, and reads the stream of outcomes along: a request is answered when its outcome, or its dead letter, is
 * recorded and has come here. One read for all, so that to wait is no load of its own.
 */
export async function submitTarget({ journal, subjects, streams, timeoutMs }: SubmitTargetOptions): Promise<Target> {
  const open = new Map<string, (answer: Arrival) => void>();
  const settle = (id: string, answer: Arrival): void => open.get(id)?.(answer);
  const followings = await Promise.all([
    journal.follow(streams.outcomes, { from: 'next' }, ({ subject, text }) => {
      const id = idIn(subject);
      // A stream has the outcomes of others, too; theirs are not even parsed.
      if (open.has(id)) settle(id, answerOf(text, performance.now()));
    }),
    journal.follow(streams.dead, { from: 'next', headersOnly: true }, ({ subject }) => {
      settle(idIn(subject), endedNow('system'));
    }),
  ]);
  return {
    path: 'submit',
    async ask({ id, text }) {
      const { promise, resolve } = Promise.withResolvers<Arrival>();
      open.set(id, resolve);
      const timer = setTimeout(() => resolve(endedNow('unanswered')), timeoutMs);
      try {
        const began = performance.now();
        await journal.append(subjects.submit, text, { messageId: `${id}:load` });
        const receipt = performance.now() - began;
        const answer = await promise;
        return { ...answer, timings: { ...answer.timings, receipt } };
      } catch (error) {
        return answerOfError(error);
      } finally {
        clearTimeout(timer);
        open.delete(id);
      }
    },
    close: async () => {
      await Promise.all(followings.map((following) => following.stop()));
    },
  };
}

const idIn = (subject: string): string => decodeToken(subject.slice(subject.lastIndexOf('.') + 1));
