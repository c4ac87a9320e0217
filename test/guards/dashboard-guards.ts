import type { Guard } from './guard.ts';

const looked = 'test/dashboard/dashboard.test.ts';

/** Of the second table of the threat model: who attacks the dashboard, or by it. */
export const dashboardGuards: readonly Guard[] = [
  {
    attack: 'A name, an id or a message is HTML',
    file: 'packages/dashboard/page/view/element.ts',
    text: 'made.append(...children);',
    without: "made.innerHTML = children.map((child) => (typeof child === 'string' ? child : '')).join('');",
    test: looked,
    title: 'names and messages that are HTML are text',
  },
  {
    attack: 'A name, an id or a message is HTML',
    file: 'services/gateway/src/http/security-headers.ts',
    text: `'require-trusted-types-for': ["'script'"],`,
    without: '',
    test: looked,
    title: 'names and messages that are HTML are text',
  },
  {
    attack: 'A name, an id or a message is HTML',
    file: 'services/gateway/src/http/security-headers.ts',
    text: `'script-src': ["'self'"],`,
    without: `'script-src': ["'self'", "'unsafe-inline'"],`,
    test: 'services/gateway/src/dashboard/serve-dashboard.test.ts',
    title: 'lets a browser run our own scripts only',
  },
  {
    attack: "An operator's token is read",
    file: 'packages/dashboard/page/stream/gateway.ts',
    text: 'else sessionStorage.setItem(tokenKey, token);',
    without: 'else localStorage.setItem(tokenKey, token), sessionStorage.setItem(tokenKey, token);',
    test: looked,
    title: 'is asked for, refused plainly, and kept for this tab only',
  },
  {
    attack: 'A dashboard shows what its token may not see',
    file: 'services/gateway/src/http/caller.ts',
    text: "caller?.scopes.has('secrets') === true",
    without: 'caller !== undefined',
    test: looked,
    title: 'shows what may be seen, and says what may not',
  },
  {
    attack: 'A dashboard shows what its token may not see',
    file: 'services/gateway/src/routes/live.ts',
    text: "    scope: 'read',\n",
    without: '',
    test: 'test/gateway/access.test.ts',
    title: '/v1/live is for tokens that permit reading',
  },
  {
    attack: 'Very many, or slow, readers of live parts',
    file: 'services/gateway/src/live/live-reader.ts',
    text: 'if (this.#told.length <= mostTold) return;',
    without: 'if (mostTold > 0) return;',
    test: 'services/gateway/src/live/live-reader.test.ts',
    title: 'keeps the newest of what is not recorded',
  },
  {
    attack: 'Very many, or slow, readers of live parts',
    file: 'services/gateway/src/live/live-reader.ts',
    text: 'await this.#room.promise;',
    without: '',
    test: 'services/gateway/src/live/live-reader.test.ts',
    title: 'only as quickly as it is read',
  },
  {
    attack: 'A flood makes the page useless',
    file: 'packages/dashboard/page/state/requests.ts',
    text: 'if (this.#rows.size > this.#limit) this.#forgetOldest();',
    without: '',
    test: 'packages/dashboard/page/state/requests.test.ts',
    title: 'are bounded',
  },
];
