import type { FailureGroup } from '../state/failures.ts';
import { ageText, plural, shareText } from '../state/words.ts';
import { element, part, setAttribute, setText } from './element.ts';
import { keepInOrder } from './keep-in-order.ts';

/** Failures by code; each leads to its requests. */
export class Failures {
  readonly #list = part('failures', HTMLUListElement);
  readonly #lines = new Map<string, FailureLine>();
  readonly #onChoice: (code: string) => void;

  constructor(onChoice: (code: string) => void) {
    this.#onChoice = onChoice;
  }

  show(groups: readonly FailureGroup[], { now, chosen }: { readonly now: number; readonly chosen: string }): void {
    const codes = groups.map(({ code }) => code);
    keepInOrder(this.#list, { keys: codes, lines: this.#lines, make: (code) => new FailureLine(code, this.#onChoice) });
    for (const group of groups) this.#lines.get(group.code)?.show(group, { now, isChosen: group.code === chosen });
  }
}

class FailureLine {
  readonly root = element('li');
  readonly #count = element('span');
  readonly #bar = element('span', { class: 'bar' });
  readonly #message = element('span', { class: 'message' });
  readonly #where = element('small');
  readonly #button: HTMLButtonElement;
  #isChosen = false;

  constructor(code: string, onChoice: (code: string) => void) {
    this.#button = element(
      'button',
      { type: 'button' },
      element('span', { class: 'head' }, element('strong', {}, code), this.#count),
      element('span', { class: 'track', 'aria-hidden': true }, this.#bar),
      this.#message,
      this.#where,
    );
    this.#button.addEventListener('click', () => onChoice(this.#isChosen ? '' : code));
    this.root.append(this.#button);
  }

  show(group: FailureGroup, { now, isChosen }: { readonly now: number; readonly isChosen: boolean }): void {
    const { count, share, lastAt, nodes, kind, message } = group;
    this.#isChosen = isChosen;
    setAttribute(this.#button, 'aria-pressed', isChosen ? 'true' : 'false');
    setText(this.#count, `${plural(count, 'request')} · ${shareText(share)}`);
    setText(this.#message, message);
    setText(this.#where, `${kind}, ${plural(nodes, 'node')}, last ${ageText(now - lastAt)} ago`);
    this.#bar.style.inlineSize = `${share * 100}%`;
  }
}
