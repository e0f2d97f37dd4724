// Where the page of the app and the meters meet: the way in and out, what the link says, when readings are sent, and what stays under the
// list while that scrolls.

import texts from 'virtual:catalogue/water-meters#web-meters$,web-meters-back,web-meters-open,web-meters-photo-late,web-meters-s,web-meters-wait';
import { html, nothing } from 'lit';
import { learn, say } from '../../../kit/page/text.ts';
import { LateParts } from '../../../kit/server/late-parts.ts';
import type { Session } from '../../../kit/server/session.ts';
import { Book } from './book.ts';
import type { Beside, MetersPage } from './meters-page.ts';
import type { Reading } from './shelf.ts';
import { leaveRound } from './take-round.ts';

learn(texts);

const MAY_READ_METERS = /^network\.read_meters(@|$)/;
/** The part of a link that says that meters are read, and of which round; `#meters` for short. */
const PART = 'm';
/** What waits is sent again after so long, where the browser does not say that the line is back. */
const SOON_MS = 30_000;

/** The page around it. */
export interface Around {
  /** Something is different. */
  changed(): void;
  session(): Session | undefined;
  /** Asks the server who is here. */
  meet(): Promise<void>;
  network(): string;
  /** The link, with the parts of it that are ours. */
  view(): { rest: [string, string][] };
  writeLink(): void;
  page(): MetersPage | null;
  beside(): Beside;
}

export class MetersDesk {
  /** The round that is walked, empty while it is chosen; nothing while no meters are read. */
  round: string | undefined;
  private said = '';
  /** The server was asked who is here, whether it answered or not. */
  private hasMet = false;
  readonly book: Book;
  private readonly late: LateParts<'rounds'>;

  constructor(private readonly around: Around) {
    this.book = new Book(() => around.changed());
    this.late = new LateParts({ rounds: () => import('./meters-page.ts') }, () => around.changed());
  }

  /** What the app hears from its page while it stands in a document. */
  begin(app: HTMLElement): void {
    app.addEventListener('round-opened', (event) => this.open((event as CustomEvent<string>).detail));
    app.addEventListener('reading-kept', (event) => void this.kept((event as CustomEvent<string>).detail));
    setInterval(() => void this.send(), SOON_MS);
  }

  met(): void {
    this.hasMet = true;
    this.around.changed();
    if (this.around.session() !== undefined) void this.tidy().catch(() => this.book.reread());
  }

  /** Addresses of customers do not stay on a phone that somebody else has now. */
  private async tidy(): Promise<void> {
    for (const round of await this.book.met(this.reader)) await leaveRound(this.book, round);
  }

  /** Reads what a link says. */
  follow(): void {
    const part = this.around.view().rest.find(([key]) => key === PART);
    const wanted = part ? part[1] : location.hash === '#meters' ? '' : undefined;
    if (wanted !== this.round) this.open(wanted);
  }

  /** For who may read meters, and without a line for who took a round along. */
  way(): unknown {
    const mayRead = this.reader !== undefined || (this.around.session() === undefined && this.book.rounds.length > 0);
    if (!mayRead) return nothing;
    const { length } = this.book.readings;
    return html`<button type="button" class="button button-quiet" data-deed="meters" @click=${() => this.open('')}>${say(length > 0 ? 'web-meters-open-waiting' : 'web-meters-open', { count: length })}</button>`;
  }

  content(now: object, choice: unknown): unknown {
    const { book, around } = this;
    const network = around.network() || (book.rounds[0]?.network ?? '');
    return html`${this.round === '' ? choice : nothing}${this.late.shown('rounds', () => html`<meters-page .book=${book} .now=${now} .network=${network} .reader=${this.reader} .isKnown=${around.session() !== undefined} .hasMet=${this.hasMet}
      .wanted=${this.round ?? ''} .beside=${() => around.beside()}></meters-page>`)}`;
  }

  /** How many readings wait to be sent, and why; the way back. */
  bar(): unknown {
    const { book, reader } = this;
    const [waiting, stuck] = [book.readings.filter(({ state }) => state === 'waits'), book.readings.filter(({ state }) => state !== 'waits')];
    // Without a line nobody says who is here.
    const isOff = book.isOff || (this.hasMet && this.around.session() === undefined);
    const why = waiting.length > 0 ? reason(book, isOff, waiting.filter(({ who }) => who === reader)) : undefined;
    return html`<div class="meters-bar-row"><div role="status"><p class="meters-waiting" data-unsent=${waiting.length} data-stuck=${stuck.length}><strong class=${book.isShut ? 'refused' : nothing}>${book.isShut ? say('web-meters-shut') : say('web-meters-waiting', { count: waiting.length })}</strong>
        ${stuck.length > 0 ? html`<strong class="refused">${say('web-meters-stuck', { count: stuck.length })}</strong>` : nothing} ${why ?? nothing}</p>
        ${this.said === '' ? nothing : html`<p class="done" data-said>${this.said}</p>`}</div>
      <div class="water-deeds">${waiting.length > 0 && reader !== undefined ? html`<button type="button" class="button" data-deed="send-readings" @click=${() => void this.send()}>${say('web-meters-send')}</button>` : nothing}
        <button type="button" class="button button-quiet" data-deed="back" @click=${() => this.back()}>${say('web-meters-back')}</button></div></div>`;
  }

  /** Sends what waits, if it is known who is here. */
  async send(): Promise<void> {
    if (this.book.isShut) await this.book.reread();
    if (!this.book.readings.some(({ state }) => state === 'waits')) return;
    // Where there was no line, nobody has said yet who is here.
    if (this.around.session() === undefined) await this.around.meet();
    const sent = await this.book.send(this.reader);
    if (sent === 0) return;
    this.say(say('web-meters-sent', { count: sent }));
    this.around.page()?.lineIsBack();
  }

  /** Who is signed in, if they may read meters. */
  private get reader(): string | undefined {
    const session = this.around.session();
    return session?.grants?.some((grant) => MAY_READ_METERS.test(grant)) ? session.name : undefined;
  }

  /** The link says so, too: who loads the page again stays there. */
  private open(round: string | undefined): void {
    this.round = round;
    if (round !== undefined) void this.late.want('rounds');
    const view = this.around.view();
    const others = view.rest.filter(([key]) => key !== PART);
    view.rest = round === undefined ? others : [...others, [PART, round]];
    this.around.writeLink();
    this.say('');
  }

  private back(): void {
    if (this.around.page()?.back()) this.say('');
    else this.open(undefined);
  }

  /** It is on the phone; now it goes to the server, if that can be reached. */
  private async kept(meter: string): Promise<void> {
    this.say(say('web-meters-saved', { meter }));
    await this.send();
  }

  private say(sentence: string): void {
    this.said = sentence;
    this.around.changed();
  }
}

/** Why something waits. */
function reason({ isSignedOut, trouble }: Book, isOff: boolean, own: readonly Reading[]): string | undefined {
  if (isOff) return say('web-meters-waits-off');
  if (isSignedOut || own.length === 0) return say('web-meters-waits-signed-out');
  return trouble ?? (own.some(({ isPhotoLate }) => isPhotoLate) ? say('web-meters-photo-late') : undefined);
}
