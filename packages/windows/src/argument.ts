/**
 * Escapes one argument so that Windows programs (`CommandLineToArgvW`, the C runtime) read it back whole.
 * Only a blank or a tab makes it quoted, as in Go's `syscall.EscapeArg`, which the reference uses.
 */
export function escapeArgument(argument: string): string {
  if (argument === '') return '""';
  const quoted = /[ \t]/.test(argument);
  if (!quoted && !argument.includes('"')) return argument;
  const parts = argument.split('"');
  // Backslashes are plain but in front of a quote: one of the argument's own, or the closing one.
  const escaped = parts.map((part, index) =>
    quoted || index < parts.length - 1 ? part + trailingBackslashes(part) : part,
  );
  return quoted ? `"${escaped.join('\\"')}"` : escaped.join('\\"');
}

/** Counted, not matched: `\\+$` takes quadratic time over a long run of backslashes. */
function trailingBackslashes(text: string): string {
  let start = text.length;
  while (text[start - 1] === '\\') start--;
  return text.slice(start);
}
