/** No blanks or control characters, which would end the protocol's line, and no wildcards. */
const literalToken = '[^\\s\\p{Cc}.*>]+';
const literalSubject = new RegExp(`^${literalToken}(?:\\.${literalToken})*$`, 'u');

/** Checks a subject to publish to. @throws TypeError where tokens from outside were not encoded. */
export function checkSubject(subject: string): void {
  if (!literalSubject.test(subject)) throw new TypeError(`${JSON.stringify(subject)} is no subject to publish to`);
}

/** Checks a subject to subscribe to: `*` stands for one token, a last `>` for one or more. @throws TypeError */
export function checkPattern(pattern: string): void {
  const literal = pattern
    .split('.')
    .map((token, index, { length }) => (token === '*' || (token === '>' && index === length - 1) ? 'any' : token));
  if (!literalSubject.test(literal.join('.'))) {
    throw new TypeError(`${JSON.stringify(pattern)} is no subject to subscribe to`);
  }
}

/** Whether a pattern has wildcards. */
export const isWild = (pattern: string): boolean => /[*>]/.test(pattern);

/** A test for the subjects that a pattern matches. */
export function subjectMatcher(pattern: string): (subject: string) => boolean {
  const tokens = pattern.split('.').map((token) => {
    if (token === '*') return '[^.]+';
    return token === '>' ? '.+' : RegExp.escape(token);
  });
  const expression = new RegExp(`^${tokens.join('\\.')}$`);
  return (subject) => expression.test(subject);
}
