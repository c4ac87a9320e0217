import process from 'node:process';
import { destination } from 'pino';

const descriptor = 2;

/** Lines are written at the latest when they are so many characters. */
const most = 64 * 1_024;

/** Takes the lines of a log. */
export interface LineDestination {
  write(line: string): void;
}

/**
 * Standard error, for standard output is for results. The lines of one turn of the event loop leave with one write at
 * its end, or at the end of the process: to write each by itself costs as much as the rest of a line.
 */
export function standardError(): LineDestination {
  const file = destination({ dest: descriptor, sync: true });
  let lines = '';
  let isScheduled = false;
  const flush = (): void => {
    isScheduled = false;
    if (lines !== '') file.write(lines);
    lines = '';
  };
  process.once('exit', flush);
  return {
    write(line) {
      lines += line;
      if (lines.length > most) flush();
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(flush);
    },
  };
}
