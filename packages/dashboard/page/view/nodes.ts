import type { NodeRow } from '../state/nodes.ts';
import { ageText, plural } from '../state/words.ts';
import { element, part, setAttribute, setText } from './element.ts';

/** More are found by their name, in the filter. */
const mostShown = 100;

/** The nodes with the age of what they know; each leads to its requests. */
export class NodeTable {
  readonly #body = part('nodes', HTMLTableSectionElement);
  readonly #empty = part('nodes-empty', HTMLElement);
  readonly #note = part('nodes-note', HTMLElement);
  readonly #names = part('node-names', HTMLDataListElement);
  readonly #onChoice: (node: string) => void;
  #lines: NodeLine[] = [];

  constructor(onChoice: (node: string) => void) {
    this.#onChoice = onChoice;
  }

  show(rows: readonly NodeRow[], { now, chosen }: { readonly now: number; readonly chosen: string }): void {
    const shown = rows.slice(0, mostShown);
    for (const line of this.#lines.splice(shown.length)) line.root.remove();
    for (const [index, row] of shown.entries()) this.#line(index).show(row, { now, chosen });
    this.#empty.hidden = rows.length > 0;
    const all = plural(rows.length, 'node');
    setText(this.#note, rows.length > mostShown ? `${mostShown} of ${all}: filter by name for others` : all);
    this.#suggest(rows);
  }

  #line(index: number): NodeLine {
    const known = this.#lines[index];
    if (known !== undefined) return known;
    const line = new NodeLine(this.#onChoice);
    this.#lines.push(line);
    this.#body.append(line.root);
    return line;
  }

  #suggest(rows: readonly NodeRow[]): void {
    const names = rows.slice(0, mostShown).map(({ node }) => node);
    if (this.#names.childElementCount === names.length) return;
    this.#names.replaceChildren(...names.map((value) => element('option', { value })));
  }
}

class NodeLine {
  readonly root = element('tr');
  readonly #button = element('button', { type: 'button' });
  readonly #cells = ['revision', 'age', 'requests', 'failed'].map((name) => element('td', { class: name }));
  #isChosen = false;

  constructor(onChoice: (node: string) => void) {
    this.root.append(element('th', { scope: 'row' }, this.#button), ...this.#cells);
    this.#button.addEventListener('click', () => onChoice(this.#isChosen ? '' : (this.#button.textContent ?? '')));
  }

  show(row: NodeRow, { now, chosen }: { readonly now: number; readonly chosen: string }): void {
    const { node, revision, changedAt, requests, failed } = row;
    this.#isChosen = node === chosen;
    setText(this.#button, node);
    setAttribute(this.#button, 'title', node);
    setAttribute(this.#button, 'aria-pressed', this.#isChosen ? 'true' : 'false');
    const age = changedAt === undefined ? 'no inventory' : ageText(now - changedAt);
    const texts = [revision === undefined ? '–' : `${revision}`, age, `${requests}`, `${failed}`];
    for (const [index, cell] of this.#cells.entries()) setText(cell, texts[index] ?? '');
    setAttribute(this.root, 'data-unknown', changedAt === undefined);
    setAttribute(this.root, 'data-failing', failed > 0);
  }
}
