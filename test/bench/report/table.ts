/** A table in Markdown, padded so that it reads in a terminal, too. Numbers stand on the right. */
export function tableOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, at) => Math.max(title.length, 3, ...rows.map((row) => row[at]?.length ?? 0)));
  const isNumbers = titles.map((_, at) => at > 0 && rows.every((row) => /^([\d–-]|$)/.test(row[at] ?? '')));
  const pad = (text: string, at: number): string =>
    isNumbers[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  const line = (texts: readonly string[]): string => `| ${texts.map(pad).join(' | ')} |\n`;
  const rule = widths.map((width, at) => (isNumbers[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(titles), `| ${rule.join(' | ')} |\n`, ...rows.map(line)].join('');
}
