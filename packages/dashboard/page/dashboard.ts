import { Address } from './address.ts';
import { watchHealth } from './health.ts';
import { listNodes } from './node-list.ts';
import { Overview } from './overview.ts';
import { RequestPage } from './request/request-page.ts';
import { Store } from './state/store.ts';
import { Gateway } from './stream/gateway.ts';
import { type ConnectionState, LiveConnection } from './stream/live-connection.ts';
import { ConnectionNote } from './view/connection.ts';
import { part } from './view/element.ts';
import { Painter } from './view/painter.ts';
import { listenToKeys } from './view/shortcuts.ts';
import { Theme } from './view/theme.ts';
import { TokenDialog } from './view/token-dialog.ts';

/** Inventories change seldom, and changes are told at once; this finds what was missed. */
const listNodesEveryMs = 30_000;

/** The whole page. */
export class Dashboard {
  readonly #store = new Store();
  readonly #gateway = new Gateway();
  readonly #address = new Address();
  readonly #kinds = (document.body.dataset.kinds ?? '').split(' ');
  readonly #painter = new Painter(() => this.#draw());
  readonly #overview = new Overview({
    store: this.#store,
    address: this.#address,
    kinds: this.#kinds,
    onChange: () => this.#painter.ask(),
  });
  readonly #page = new RequestPage({ gateway: this.#gateway, kinds: this.#kinds, onChange: () => this.#painter.ask() });
  readonly #help = part('help-dialog', HTMLDialogElement);
  readonly #theme = new Theme(part('theme', HTMLButtonElement), () => this.#overview.repaint());
  readonly #token = new TokenDialog(this.#gateway, () => this.#connection.connect());
  readonly #note = new ConnectionNote({
    reconnect: () => this.#connection.connect(),
    askForToken: () => this.#token.ask(),
  });
  readonly #connection = new LiveConnection({
    gateway: this.#gateway,
    onState: (state) => this.#tell(state),
    onStart: (at) => this.#store.start(at, Date.now()),
    onFrame: (frame) => {
      this.#store.take(frame);
      this.#painter.ask();
    },
  });
  #shown: string | undefined;

  start(): void {
    this.#listen();
    watchHealth(this.#gateway);
    this.#connection.connect();
    setInterval(() => void this.#listNodes(), listNodesEveryMs);
    // Ages and what is quiet change by themselves.
    setInterval(() => this.#painter.ask(), 1_000);
    this.#navigate();
  }

  #listen(): void {
    addEventListener('popstate', () => this.#navigate());
    addEventListener('online', () => this.#connection.connect());
    document.addEventListener('visibilitychange', () => this.#painter.ask());
    document.addEventListener('click', (event) => this.#follow(event));
    part('back', HTMLElement).addEventListener('click', () => this.#address.close());
    part('help', HTMLButtonElement).addEventListener('click', () => this.#help.showModal());
    part('help-close', HTMLButtonElement).addEventListener('click', () => this.#help.close());
    part('token-change', HTMLButtonElement).addEventListener('click', () => this.#token.ask());
    listenToKeys({
      '/': () => this.#overview.search(),
      j: () => this.#overview.move(1),
      k: () => this.#overview.move(-1),
      p: () => this.#overview.togglePause(),
      f: () => this.#overview.toggleFailed(),
      w: () => this.#overview.nextWindow(),
      t: () => this.#theme.next(),
      '?': () => this.#help.showModal(),
      Escape: () => this.#escape(),
    });
  }

  #tell(state: ConnectionState): void {
    this.#note.show(state);
    if (state.is === 'refused') this.#token.ask(state.problem);
    if (state.is === 'live') void this.#listNodes();
    part('token-change', HTMLButtonElement).hidden = this.#gateway.token === null;
    this.#painter.ask();
  }

  async #listNodes(): Promise<void> {
    const nodes = await listNodes(this.#gateway);
    if (nodes !== undefined) this.#store.list(nodes);
    this.#painter.ask();
  }

  /** A request opens in this page, but for who asks for another tab. */
  #follow(event: MouseEvent): void {
    const link =
      event.target instanceof Element ? event.target.closest('a[href^="?request="], a[href*="&request="]') : null;
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = new URL((link as HTMLAnchorElement).href).searchParams.get('request');
    if (id === null) return;
    this.#address.open(id);
    this.#navigate();
  }

  #escape(): void {
    if (this.#address.request !== undefined) this.#address.close();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  #navigate(): void {
    const { request } = this.#address;
    const left = this.#shown;
    this.#shown = request;
    part('overview', HTMLElement).hidden = request !== undefined;
    part('request', HTMLElement).hidden = request === undefined;
    document.title = request === undefined ? 'Specline' : `${request} · Specline`;
    if (request !== undefined) this.#page.open(request);
    this.#draw();
    if (request === undefined && left !== undefined) this.#overview.return(left);
  }

  #draw(): void {
    const now = this.#store.now(Date.now());
    if (this.#shown === undefined) this.#overview.show(now);
    else this.#page.show(this.#store.requests.get(this.#shown), now);
  }
}
