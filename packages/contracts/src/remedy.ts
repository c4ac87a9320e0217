import type { z } from 'zod';

const nouns: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'an integer',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/** What is accepted instead of a faulty value: the words of its schema, or ours for what zod says in its own way. */
export function remedyOf(issue: z.core.$ZodIssue): string {
  const { message } = issue;
  const zods = /^(?:Invalid input: expected|Too (?:small|big): expected (?:number|int)) /.test(message);
  return (zods ? ours(issue) : undefined) ?? message;
}

function ours(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  const noun = issue.code === 'invalid_type' ? nouns[issue.expected] : undefined;
  return noun && `must be ${noun}`;
}
