import type { Message, Messages } from '@specline/bus';
import { kinds, type Subjects } from '@specline/contracts';

/** All that goes over a bus, but for what must carry the request: the caller's own messages, work and partials. */
export class Overheard {
  readonly heard: Message[] = [];
  readonly #messages: Messages;

  constructor(messages: Messages, subjects: Subjects) {
    this.#messages = messages;
    const isPrivate = [
      subjects.create,
      ...kinds.map(subjects.work),
      ...kinds.map((kind) => subjects.partial(kind, '', '').replace(/\.+$/, '.')),
      '_INBOX.',
    ];
    messages.subscribe('>', (message) => {
      if (!isPrivate.some((start) => message.subject.startsWith(start))) this.heard.push(message);
    });
  }

  /** What was heard, as one text. */
  text(): string {
    return this.heard.map(({ subject, headers, text }) => `${subject} ${JSON.stringify(headers)} ${text}`).join('\n');
  }

  /** What services say of themselves, once that many have answered. */
  async introductions(count: number): Promise<string> {
    const answers: string[] = [];
    for (const verb of ['PING', 'INFO', 'STATS']) answers.push(...(await this.#all(`$SRV.${verb}`, count)));
    return answers.join('\n');
  }

  #all(subject: string, count: number): Promise<string[]> {
    const inbox = `_INBOX.${subject.replaceAll(/\W/g, '')}`;
    const answers: string[] = [];
    return new Promise((resolve) => {
      this.#messages.subscribe(inbox, ({ text }) => {
        if (answers.push(text) === count) resolve(answers);
      });
      this.#messages.publish(subject, '', { reply: inbox });
    });
  }
}
