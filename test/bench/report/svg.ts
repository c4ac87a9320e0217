type Attributes = Readonly<Record<string, string | number>>;

/** An element without contents. */
export const element = (name: string, attributes: Attributes): string => `<${name}${written(attributes)}/>\n`;

/** A text whose baseline begins, or with an anchor ends or is centred, at a place. */
export function textAt(x: number, y: number, text: string, { anchor = 'start' }: { anchor?: string } = {}): string {
  const place = written({ x: x.toFixed(1), y: y.toFixed(1), 'text-anchor': anchor });
  return `<text${place}>${escaped(text)}</text>\n`;
}

interface Frame {
  readonly title: string;
  readonly width: number;
  readonly height: number;
}

/** A whole picture, white below, for pages are dark at times. */
export function plot({ title, width, height }: Frame, contents: string): string {
  const size = written({ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` });
  const font = written({ 'font-family': 'sans-serif', 'font-size': 11 });
  const heading = `<text x="10" y="18" font-size="13" font-weight="bold">${escaped(title)}</text>\n`;
  return `<svg${size}${font} role="img" aria-label="${escaped(title)}">\n${element('rect', { width, height, fill: 'white' })}${heading}${contents}</svg>\n`;
}

const written = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
