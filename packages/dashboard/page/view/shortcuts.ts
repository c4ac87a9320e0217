import { part } from './element.ts';

const key = 'specline-single-keys';

/** Does what a key stands for, but for keys that are meant for a field. */
export function listenToKeys(actions: Readonly<Record<string, () => void>>): void {
  const allowed = part('single-keys', HTMLInputElement);
  allowed.checked = localStorage.getItem(key) !== 'off';
  allowed.addEventListener('change', () => localStorage.setItem(key, allowed.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open]') !== null) return;
    const isTyped = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
    // Escape is never typed, and needs no permission.
    if (event.key !== 'Escape' && (isTyped || !allowed.checked)) return;
    event.preventDefault();
    action();
  });
}
