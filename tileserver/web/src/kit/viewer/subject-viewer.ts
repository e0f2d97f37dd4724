// A viewer of one subject: the bar, a panel with what the subject keeps, the map. What stands in the panel is the app's.

import { linked } from '../page/link.ts';
import { html, nothing } from 'lit';
import type { Picked } from '../map/map-view.ts';
import { say, type Language } from '../page/text.ts';
import { isBrokenOff, Refused } from '../server/ask.ts';
import type { Changed } from '../server/changes.ts';
import { whoIsHere, type Session } from '../server/session.ts';
import type { View } from '../share/permalink.ts';
import { Viewer } from './viewer.ts';
import { dataDate } from './data-date.ts';
// The elements it is made of.
import '../map/map-view.ts';
import '../page/language-switch.ts';
import '../page/theme-switch.ts';
import '../panel/bottom-sheet.ts';
import '../panel/status-note.ts';
import '../server/sign-in.ts';

export abstract class SubjectViewer extends Viewer {
  static override properties = { ...Viewer.properties, session: { state: true }, refused: { state: true } };
  /** Who is here; nobody until the server has said so. */
  protected session?: Session;
  /** Why the last deed was not done, in the server's words. */
  protected refused?: string;

  override connectedCallback(): void {
    super.connectedCallback();
    const deeds: Record<string, (detail: never) => unknown> = {
      'language-chosen': (chosen: Language) => this.changeLanguage(chosen),
      'session-changed': () => void this.anew(),
      'sheet-moved': () => this.mapView().leaveRoom(this.sheet()?.covered ?? 0),
      'map-picked': (picked: Picked) => this.picked(picked),
      'map-trouble': () => this.noteTrouble(),
      'map-moved': () => this.writeLink(),
      retry: () => this.load(),
    };
    for (const [name, done] of Object.entries(deeds)) {
      this.addEventListener(name, (event) => void done((event as CustomEvent<never>).detail));
    }
    void this.meet();
  }

  /** Counts questions about pressed places: an answer to an older one comes too late. */
  private questions = 0;
  /** What is asked for whoever is looking now. */
  private asking = new AbortController();
  private isReading = false;
  /** There is news that is not read yet. */
  private isStale = false;

  /** The id of the sentence that names the app. */
  protected abstract readonly heading: string;

  /** What stands in the panel. */
  protected abstract content(): unknown;

  /** What stays under the panel while that scrolls. */
  protected footer(): unknown {
    return nothing;
  }

  /** Asks the server for what the panel shows; broken off by the signal when somebody else is looking. */
  protected abstract read(signal: AbortSignal): Promise<void>;

  /** A place of the map was pressed. */
  protected abstract picked(picked: Picked): void;

  /** Drops what was read of a pressed place: somebody else may be looking now. */
  protected abstract leave(): void;

  /** The answer, or nothing if something else was pressed since. */
  protected async latest<T>(question: Promise<T>): Promise<T | undefined> {
    this.questions += 1;
    const mine = this.questions;
    const answer = await question;
    return mine === this.questions ? answer : undefined;
  }

  protected override opened(): void {
    void this.reread();
  }

  protected override changed(_news: readonly Changed[]): void {
    void this.reread();
  }

  /** Reads anew. News that comes meanwhile is read once more behind that: broken off for each, it would never end while others edit. */
  protected async reread(): Promise<void> {
    this.isStale = true;
    if (this.isReading) return;
    this.isReading = true;
    while (this.isStale) {
      this.isStale = false;
      await this.attempt(() => this.read(this.asking.signal));
    }
    this.isReading = false;
  }

  protected override followed(_view: View): void {}

  /** Does something that the server may refuse; its sentence is shown then. */
  protected async attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
      this.refused = undefined;
    } catch (trouble) {
      if (isBrokenOff(trouble)) return;
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
  }

  protected override render(): unknown {
    document.title = say(this.heading);
    return html`<a class="skip" href="#map" @click=${(event: Event) => this.skipToMap(event)}>${say('web-skip-to-map')}</a>
      <header class="bar">
        <div class="brand"><h1><a class="brand-name" href=${linked('/')}>${say('web-brand')}</a></h1><div><p>${say(this.heading)}</p>${dataDate({ revision: this.revision })}</div></div>
        <div class="bar-tools"><language-switch></language-switch><theme-switch></theme-switch><sign-in></sign-in></div>
      </header>
      <main>
        <bottom-sheet data-stop="half"><div class="sheet-content" tabindex="0">
          <status-note .status=${this.status} .trouble=${this.trouble}></status-note>
          <div class="panel"><h2>${say(this.heading)}</h2>
            <p class="refused" role="status">${this.refused ?? ''}</p>${this.content()}</div>
        </div>${this.footer()}</bottom-sheet>
        <map-view id="map"></map-view>
      </main>`;
  }

  /** Asks who is here. */
  protected async meet(): Promise<void> {
    this.session = await whoIsHere().catch(() => undefined);
  }

  /** Somebody signed in or out: other rows are seen now. */
  private async anew(): Promise<void> {
    this.questions += 1;
    this.asking.abort();
    this.asking = new AbortController();
    this.leave();
    await this.meet();
    this.view.at = this.mapView().place() ?? this.view.at;
    await this.load();
  }

  private skipToMap(event: Event): void {
    event.preventDefault();
    this.mapView().focus();
  }
}
