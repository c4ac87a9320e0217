/**
 * Escapes one argument so that Windows programs (`CommandLineToArgvW`, the C runtime) read it back whole.
 * Only a blank or a tab makes it quoted, as in Go's `syscall.EscapeArg`, which the reference uses.
 */
export function escapeArgument(argument: string): string {
  if (argument === '') return '""';
  const quoted = argument.includes(' ') || argument.includes('\t');
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"');
  return quoted ? `"${escaped.replace(/\\+$/, '$&$&')}"` : escaped;
}
