import type { FailureGroup } from '../state/failures.ts';
import { ageText, plural, shareText } from '../state/words.ts';
import { element, part } from './element.ts';

/** Failures by code; each leads to its requests. */
export class Failures {
  readonly #list = part('failures', HTMLUListElement);
  readonly #empty = part('failures-empty', HTMLElement);
  readonly #onChoice: (code: string) => void;
  #drawn = '';

  constructor(onChoice: (code: string) => void) {
    this.#onChoice = onChoice;
  }

  show(groups: readonly FailureGroup[], { now, chosen }: { readonly now: number; readonly chosen: string }): void {
    this.#empty.hidden = groups.length > 0;
    const texts = groups.map((group) => this.#textsOf(group, now));
    // Drawn anew only where it says something else: a line that is about to be pressed must not go away.
    const drawing = JSON.stringify([texts, chosen]);
    if (drawing === this.#drawn) return;
    this.#drawn = drawing;
    const focused = this.#list.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-code')
      : null;
    this.#list.replaceChildren(...groups.map((group, index) => this.#item(group, texts[index] ?? [], chosen)));
    if (typeof focused === 'string')
      this.#list.querySelector<HTMLElement>(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  }

  #textsOf({ count, share, lastAt, nodes, kind, message }: FailureGroup, now: number): readonly string[] {
    const where = `${kind}, ${plural(nodes, 'node')}, last ${ageText(now - lastAt)} ago`;
    return [plural(count, 'request'), shareText(share), where, message];
  }

  #item(
    { code, share }: FailureGroup,
    [count = '', percent = '', where = '', message = '']: readonly string[],
    chosen: string,
  ) {
    const bar = element('span', { class: 'bar', 'aria-hidden': true });
    bar.style.inlineSize = `${share * 100}%`;
    const button = element(
      'button',
      { type: 'button', 'data-code': code, 'aria-pressed': code === chosen ? 'true' : 'false' },
      element('span', { class: 'head' }, element('strong', {}, code), element('span', {}, `${count} · ${percent}`)),
      element('span', { class: 'track' }, bar),
      element('span', { class: 'message' }, message),
      element('small', {}, where),
    );
    button.addEventListener('click', () => this.#onChoice(code === chosen ? '' : code));
    return element('li', {}, button);
  }
}
