import { type Json, printExact } from '../state/exact-json.ts';
import { element, setText } from '../view/element.ts';
import type { Found } from './recorded-outcome.ts';
import { foldAll, specTree } from './spec-tree.ts';

/** The spec of a request, or why there is none. */
export function specPart(id: string, found: Found | undefined): HTMLElement[] {
  if (found === undefined) return [note('Asking the gateway…')];
  if (found.is === 'refused') return [note(`The gateway does not give the outcome: ${found.detail}.`)];
  if (found.is === 'not recorded') return [note(notRecorded)];
  const { spec, staging, digest } = found.outcome;
  if (spec === undefined) return [note('It failed: there is no spec.')];
  const trees = [specTree('spec', spec), ...(staging === undefined ? [] : [specTree('staging', staging)])];
  const hidden = digest === undefined ? [note(redacted)] : [note(digest, 'digest')];
  return [...hidden, toolbar(id, spec, trees), ...trees];
}

const notRecorded =
  'No outcome is recorded for this id. A create is answered and not kept, so its spec is with whoever asked; ' +
  'a submit has its outcome here once it is over.';

const redacted =
  'Private values are [redacted], and the digest is left out: this token lacks the scope “secrets”. Do not run this spec.';

const note = (text: string, name = 'note'): HTMLElement => element('p', { class: name }, text);

function toolbar(id: string, spec: Json, trees: readonly HTMLElement[]): HTMLElement {
  const said = element('span', { role: 'status' });
  const fold = (open: boolean) => (): void => {
    for (const tree of trees) foldAll(tree, open);
  };
  return element(
    'p',
    { class: 'toolbar' },
    button('Copy', () => void copy(printExact(spec, 2)).then((text) => setText(said, text))),
    button('Download', () => download(`${id}.config.json`, printExact(spec))),
    button('Unfold all', fold(true)),
    button('Fold all', fold(false)),
    said,
  );
}

function button(text: string, does: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button' }, text);
  made.addEventListener('click', does);
  return made;
}

async function copy(text: string): Promise<string> {
  // Browsers have it only for pages that came by HTTPS, or from this machine.
  if (!('clipboard' in navigator)) return 'This browser copies only over HTTPS: use Download.';
  return navigator.clipboard.writeText(text).then(
    () => 'Copied.',
    () => 'The browser did not let it be copied: use Download.',
  );
}

/** As the gateway has it: without spaces, byte by byte what its digest is of. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
