import type { Figures } from '../state/figures.ts';
import { durationText, rateText, shareText } from '../state/words.ts';
import { part, setAttribute, setText } from './element.ts';

/** Above this share of failures the figure is marked. */
const alarmingShare = 0.05;

const value = (name: string): HTMLElement => part(`figure-${name}`, HTMLElement);

/** The figures at the top. */
export function showTiles({ rate, failedShare, p50, p95, running, quiet }: Figures): void {
  setText(value('rate'), rateText(rate));
  setText(value('failed'), failedShare === undefined ? '–' : shareText(failedShare));
  setText(value('half'), durationText(p50));
  setText(value('latency'), durationText(p95));
  setText(value('running'), `${running}`);
  setText(value('quiet'), `${quiet}`);
  setAttribute(value('failed'), 'data-alarm', (failedShare ?? 0) > alarmingShare);
  setAttribute(value('quiet'), 'data-alarm', quiet > 0);
}
