import type { StreamDefinition } from '@specline/contracts';
import { subjectMatcher } from '../messages/subject.ts';

/** Checks that a stream keeps a subject. @throws TypeError */
export function checkSubjectOf(stream: StreamDefinition, subject: string): void {
  if (!subjectMatcher(stream.subject)(subject)) {
    throw new TypeError(`${JSON.stringify(subject)} is no subject of the stream ${stream.name}`);
  }
}

/** Checks that a stream can be followed. @throws TypeError for a queue, whose entries leave it. */
export function checkFollowed({ keeps, name }: StreamDefinition): void {
  if (keeps === 'queue') throw new TypeError(`the stream ${name} is a queue; take its entries`);
}
