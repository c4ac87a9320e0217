const BAR = '#'.repeat(100);

/** Lines in a frame that cannot be overlooked. */
export const notice = (...lines: readonly string[]): string =>
  [
    '',
    BAR,
    BAR,
    '##',
    ...lines.flatMap((line) => line.split('\n')).map((line) => `##   ${line}`),
    '##',
    BAR,
    BAR,
    '',
    '',
  ].join('\n');
