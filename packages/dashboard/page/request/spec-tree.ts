import { type Json, printExact } from '../state/exact-json.ts';
import { element } from '../view/element.ts';

/** Deeper parts are folded until somebody looks. */
const unfoldedDepth = 2;

/** A document as a tree that can be folded. Parts are made when they are unfolded: a large one costs nothing before. */
export function specTree(name: string, value: Json): HTMLElement {
  return element('div', { class: 'tree' }, branch(name, value, 0));
}

function branch(name: string, value: Json, depth: number): HTMLElement {
  const members = membersOf(value);
  if (members === undefined || members.length === 0) return leaf(name, value);
  const summary = element(
    'summary',
    {},
    label(name),
    element('span', { class: 'size' }, sizeOf(value, members.length)),
  );
  const details = element('details', {}, summary);
  const fill = (): void => {
    if (details.childElementCount > 1) return;
    details.append(element('div', {}, ...members.map(([member, each]) => branch(member, each, depth + 1))));
  };
  details.addEventListener('toggle', fill);
  if (depth < unfoldedDepth) {
    fill();
    details.open = true;
  }
  return details;
}

const leaf = (name: string, value: Json): HTMLElement =>
  element(
    'p',
    {},
    label(name),
    element('span', { class: `value ${value === null ? 'null' : typeof value}` }, printExact(value)),
  );

const label = (name: string): HTMLElement => element('span', { class: 'name' }, `${name}: `);

function membersOf(value: Json): (readonly [string, Json])[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value as Readonly<Record<string, Json>>);
}

const sizeOf = (value: Json, count: number): string => (Array.isArray(value) ? `[${count}]` : `{${count}}`);

/** Folds or unfolds all of a tree. */
export function foldAll(tree: HTMLElement, open: boolean): void {
  // What is unfolded has parts of its own, which are there only now.
  for (const details of tree.querySelectorAll<HTMLDetailsElement>('details')) {
    if (details.open === open) continue;
    details.open = open;
  }
}
