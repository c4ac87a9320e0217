import type { Waterfall } from '../state/waterfall.ts';
import { durationText } from '../state/words.ts';
import { element } from '../view/element.ts';

export interface Result {
  readonly is: string;
  readonly code?: string;
}

/** Whose part was there when: a line for each worker, and one for the composition. */
export function waterfallPart({ bars, totalMs }: Waterfall, resultOf: (name: string) => Result): HTMLElement {
  const lines = bars.map(({ name, from, to }) => {
    const { is, code } = resultOf(name);
    const bar = element('span', { class: 'bar', 'data-is': is });
    bar.style.insetInlineStart = `${share(from, totalMs)}%`;
    bar.style.inlineSize = `${to === undefined ? 0 : Math.max(0.5, share(to, totalMs) - share(from, totalMs))}%`;
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', { class: 'lane', 'aria-hidden': true }, element('span', { class: 'track' }, bar)),
      element('td', { class: 'result', 'data-is': is }, code ?? words[is] ?? is),
      element('td', { class: 'duration' }, to === undefined ? '–' : durationText(to - from)),
    );
  });
  const head = ['Part', '', 'Result', 'Time'].map((text) => element('th', { scope: 'col' }, text || hidden('When')));
  return element(
    'table',
    { class: 'waterfall' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...lines),
  );
}

const words: Readonly<Record<string, string>> = { asked: 'not yet', unknown: 'not seen' };

const hidden = (text: string): HTMLElement => element('span', { class: 'visually-hidden' }, text);

const share = (ms: number, totalMs: number): number => (totalMs === 0 ? 0 : (ms / totalMs) * 100);
