import type { Messages } from '@specline/bus';
import type { Subjects } from '@specline/contracts';
import { answerOf, answerOfError } from './answer.ts';
import type { Target } from './target.ts';

interface CreateTargetOptions {
  readonly messages: Pick<Messages, 'request'>;
  readonly subjects: Subjects;
  /** The deadline that requests bring along. */
  readonly timeoutMs: number;
}

/** The aggregator itself says when a deadline passes; its answer needs time to arrive. */
const graceMs = 1_000;

/** Asks by request and reply: nothing is recorded. */
export const createTarget = ({ messages, subjects, timeoutMs }: CreateTargetOptions): Target => ({
  path: 'create',
  async ask({ text }) {
    try {
      const reply = await messages.request(subjects.create, text, { timeoutMs: timeoutMs + graceMs });
      return answerOf(reply.text, performance.now());
    } catch (error) {
      return answerOfError(error);
    }
  },
  close: async () => {},
});
