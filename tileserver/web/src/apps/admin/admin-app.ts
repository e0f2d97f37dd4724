// The steward's page: who may be here, and its four rooms, each under a link of its own: files coming in, layers, people, the server itself.

import { html, nothing } from 'lit';
import { linked } from '../../kit/page/link.ts';
import { KitElement } from '../../kit/page/kit-element.ts';
import '../../kit/page/language-switch.ts';
import '../../kit/page/theme-switch.ts';
import { say, speak, wished, type Language } from '../../kit/page/text.ts';
import { pauseBefore } from '../../kit/server/ask.ts';
import { whoIsHere, type Session } from '../../kit/server/session.ts';
import type { SignIn } from '../../kit/server/sign-in.ts';
import '../../kit/server/sign-in.ts';
import { publishedLayers, type Published } from '../../kit/server/store-layers.ts';
import { readDesk, type Desk, type DeskLayer } from './desk-wire.ts';
import type { ImportDesk } from './imports/import-desk.ts';
import './imports/import-desk.ts';
import './rooms/layer-desk.ts';
import './rooms/people-desk.ts';
import { whyNot } from './said.ts';
import './rooms/state-desk.ts';
import './texts.ts';

const ROOMS = ['import', 'layers', 'people', 'state'] as const;
type Room = (typeof ROOMS)[number];

export class AdminApp extends KitElement {
  static override properties = {
    session: { state: true }, room: { state: true }, chosen: { state: true }, desk: { state: true }, published: { state: true }, trouble: { state: true }, lost: { state: true },
  };
  private session?: Session;
  private room: Room = 'import';
  /** The import that is looked at. */
  private chosen?: string;
  private desk?: Desk;
  private published?: Published;
  private trouble?: string;
  /** A file that was on its way when the session ended. */
  private lost?: string;
  private failures = 0;
  /** How often it was asked for layers: an older answer that comes late is none. */
  private asks = 0;

  override connectedCallback(): void {
    speak(wished());
    super.connectedCallback();
    this.follow();
    window.addEventListener('hashchange', () => this.went());
    this.addEventListener('language-chosen', (event) => this.changeLanguage((event as CustomEvent<Language>).detail));
    this.addEventListener('session-changed', (event) => this.meet((event as CustomEvent<Session>).detail));
    this.addEventListener('sign-out-wished', (event) => this.guard((event as CustomEvent<Promise<boolean>[]>).detail));
    this.addEventListener('desk-changed', () => void this.read());
    for (const what of ['dragover', 'drop'] as const) window.addEventListener(what, leadNowhere);
    void this.begin();
  }

  protected override render(): unknown {
    document.title = `${say('web-admin')} – ${say('web-brand')}`;
    return html`<a class="skip" href="#content" @click=${(event: Event) => this.skip(event)}>${say('web-admin-skip')}</a>
      <header class="bar">
        <div class="brand"><h1><a class="brand-name" href=${linked('/')}>${say('web-brand')}</a></h1><p>${say('web-admin')}</p></div>
        <div class="bar-tools"><language-switch></language-switch><theme-switch></theme-switch><sign-in></sign-in></div>
      </header>
      <main class="desk" id="content" tabindex="-1">${this.content()}</main>`;
  }

  private content(): unknown {
    const { session } = this;
    if (!session) return html`<p class="desk-gate" role="status">${this.trouble ?? say('web-admin-loading')}</p>`;
    if (!session.signed_in) {
      return html`<section class="desk-gate"><h2>${say('web-admin')}</h2>${this.lost === undefined ? nothing : html`<p class="refused" role="alert" data-lost>${say('web-admin-sending-lost', { name: this.lost })}</p>`}<p>${say('web-admin-sign-in')}</p>
        <button type="button" class="button" data-deed="sign-in" @click=${() => this.askWho()}>${say('web-sign-in')}</button></section>`;
    }
    if (session.role !== 'admin') {
      return html`<section class="desk-gate" data-refused><h2>${say('web-admin')}</h2><p>${say('web-admin-not-yours', { name: session.name ?? '' })}</p>
        <p><a class="button button-quiet" href=${linked('/')}>${say('web-admin-home')}</a></p></section>`;
    }
    return html`<nav class="desk-rooms" aria-label=${say('web-admin-rooms')}>${ROOMS.map((room) => html`<a href="#${room}" data-room=${room}
        aria-current=${room === this.room ? 'page' : nothing}>${say(`web-admin-room-${room}`)}</a>`)}</nav>
      <div class="desk-room">${this.desk ? this.open(this.desk, session) : html`<p role="status">${this.trouble ?? say('web-admin-loading')}</p>`}</div>`;
  }

  private open({ layers, revision }: Desk, { name = '' }: Session): unknown {
    // A file that is half sent goes on while another room is looked at.
    const isImport = this.room === 'import';
    return html`<import-desk ?hidden=${!isImport} .isShown=${isImport} .chosen=${this.chosen} .layers=${layers} .revision=${revision}
      .published=${this.published} .usual=${usualSystem(this.published)}></import-desk>${this.otherRoom(layers, name)}`;
  }

  private otherRoom(layers: readonly DeskLayer[], name: string): unknown {
    switch (this.room) {
      case 'import':
        return nothing;
      case 'layers':
        return html`<layer-desk .layers=${layers}></layer-desk>`;
      case 'people':
        return html`<people-desk .me=${name}></people-desk>`;
      case 'state':
        return html`<state-desk></state-desk>`;
    }
  }

  private askWho(): void {
    void this.querySelector<SignIn>('sign-in')?.open();
  }

  /** Asks who is here; who is nobody is asked to sign in at once. */
  private async begin(): Promise<void> {
    try {
      this.meet(await whoIsHere());
      await this.updateComplete;
      if (this.session?.signed_in === false) this.askWho();
    } catch (trouble) {
      this.wait(trouble, () => this.begin());
    }
  }

  private meet(session: Session): void {
    // What somebody else was shown is gone.
    const isAnother = !isSame(this.session, session);
    if (isAnother) [this.desk, this.published, this.trouble, this.lost] = [undefined, undefined, undefined, this.querySelector<ImportDesk>('import-desk')?.sends];
    this.session = session;
    this.asks += 1;
    if (session.signed_in && session.role === 'admin') void this.read();
  }

  /** A file that is half sent is lost with the session: who signs out is asked. */
  private guard(answers: Promise<boolean>[]): void {
    const imports = this.querySelector<ImportDesk>('import-desk');
    if (imports) answers.push(imports.mayLeave());
  }

  /** Reads layers as they are now; the rooms open once that is known. */
  private async read(): Promise<void> {
    const ask = ++this.asks;
    try {
      // Without what is published there is no map and no guess; all else stands.
      const [desk, published] = await Promise.all([readDesk(), publishedLayers().catch(() => undefined)]);
      if (ask !== this.asks) return;
      [this.desk, this.published, this.trouble, this.failures] = [desk, published, undefined, 0];
    } catch (trouble) {
      if (ask === this.asks) this.wait(trouble, () => this.read());
    }
  }

  /** Says why there is nothing yet, and tries again. */
  private wait(trouble: unknown, again: () => Promise<void>): void {
    this.trouble = whyNot(trouble);
    setTimeout(() => void again(), pauseBefore(this.failures++));
  }

  private changeLanguage(chosen: Language): void {
    const url = new URL(location.href);
    url.searchParams.set('lang', chosen);
    history.replaceState(history.state, '', url);
    speak(chosen);
    // Titles and warnings are in the reader's language.
    if (this.desk) void this.read();
  }

  private follow(): void {
    const [room, ...rest] = location.hash.slice(1).split('/');
    this.room = ROOMS.find((each) => each === room) ?? 'import';
    this.chosen = this.room === 'import' && rest[0] ? rest.join('/') : undefined;
  }

  /** Another room: who hears the page is told where they are. */
  private async went(): Promise<void> {
    this.follow();
    // All parts within parts have drawn themselves by then; one that has to ask the server takes the focus from the page when it is there.
    await new Promise((drawn) => setTimeout(drawn));
    window.scrollTo(0, 0);
    const heading = this.querySelector<HTMLElement>('.desk-room > :not([hidden]) h2');
    (heading ?? this.querySelector<HTMLElement>('#content'))?.focus({ preventScroll: true });
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('#content')?.focus();
  }
}

/** A file that is dropped beside the place for files does not lead away from the page. */
function leadNowhere(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

/** True of one person who is still who they were. */
function isSame(before: Session | undefined, now: Session): boolean {
  return now.signed_in && before?.name === now.name && before?.role === now.role;
}

/** The reference system most layers are in. */
function usualSystem(published: Published | undefined): string | undefined {
  const counts = new Map<string, number>();
  for (const { storedIn } of published?.layers ?? []) if (storedIn) counts.set(storedIn, (counts.get(storedIn) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

customElements.define('admin-app', AdminApp);
