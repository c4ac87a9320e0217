import type { NodeRow } from '../state/nodes.ts';
import { ageText, plural } from '../state/words.ts';
import { element, part, setAttribute, setText } from './element.ts';
import { keepInOrder } from './keep-in-order.ts';

/** More are found by their name, in the filter. */
const mostShown = 100;

/** The nodes with the age of what they know; each leads to its requests. */
export class NodeTable {
  readonly #body = part('nodes', HTMLTableSectionElement);
  readonly #note = part('nodes-note', HTMLElement);
  readonly #names = part('node-names', HTMLDataListElement);
  readonly #lines = new Map<string, NodeLine>();
  readonly #onChoice: (node: string) => void;

  constructor(onChoice: (node: string) => void) {
    this.#onChoice = onChoice;
  }

  show(rows: readonly NodeRow[], { now, chosen }: { readonly now: number; readonly chosen: string }): void {
    const shown = rows.slice(0, mostShown);
    const names = shown.map(({ node }) => node);
    keepInOrder(this.#body, { keys: names, lines: this.#lines, make: (name) => new NodeLine(name, this.#onChoice) });
    for (const row of shown) this.#lines.get(row.node)?.show(row, { now, isChosen: row.node === chosen });
    const all = plural(rows.length, 'node');
    setText(this.#note, rows.length > mostShown ? `${mostShown} of ${all}: filter by name for others` : all);
    this.#suggest(rows);
  }

  #suggest(rows: readonly NodeRow[]): void {
    const names = rows.slice(0, mostShown).map(({ node }) => node);
    if (this.#names.childElementCount === names.length) return;
    this.#names.replaceChildren(...names.map((value) => element('option', { value })));
  }
}

class NodeLine {
  readonly root = element('tr');
  readonly #button: HTMLButtonElement;
  readonly #cells = ['revision', 'age', 'requests', 'failed'].map((name) => element('td', { class: name }));
  #isChosen = false;

  constructor(node: string, onChoice: (node: string) => void) {
    this.#button = element('button', { type: 'button', title: node }, node);
    this.#button.addEventListener('click', () => onChoice(this.#isChosen ? '' : node));
    this.root.append(element('th', { scope: 'row' }, this.#button), ...this.#cells);
  }

  show(row: NodeRow, { now, isChosen }: { readonly now: number; readonly isChosen: boolean }): void {
    const { revision, changedAt, requests, failed } = row;
    this.#isChosen = isChosen;
    setAttribute(this.#button, 'aria-pressed', isChosen ? 'true' : 'false');
    const age = changedAt === undefined ? 'no inventory' : ageText(now - changedAt);
    const texts = [revision === undefined ? '–' : `${revision}`, age, `${requests}`, `${failed}`];
    for (const [index, cell] of this.#cells.entries()) setText(cell, texts[index] ?? '');
    setAttribute(this.root, 'data-unknown', changedAt === undefined);
    setAttribute(this.root, 'data-failing', failed > 0);
  }
}
