import { styleText } from 'node:util';

/** Colours; each leaves the text as it is where colours are not wanted. */
export interface Paint {
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

type Style = Parameters<typeof styleText>[0];

/** Colours for a terminal that wants them: `NO_COLOR` and `TERM=dumb` switch them off, pipes have none. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const style = (name: Style) => (text: string) => styleText(name, text, { stream });
  return { red: style('red'), yellow: style('yellow'), green: style('green'), bold: style('bold'), dim: style('dim') };
}
