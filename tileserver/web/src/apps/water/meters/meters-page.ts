// Meters in the field: rounds, the meters of one, and what one of them shows. The server's rounds where it answers, those on the phone where it does not.

import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { OfficialStyle } from '../../../kit/map/map-style.ts';
import type { MapView } from '../../../kit/map/map-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import { theme } from '../../../kit/page/theme.ts';
import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import { canKeep } from '../offline/package.ts';
import { goNear, showPlaces } from '../map/showing.ts';
import { askRounds, askWalk } from './asking.ts';
import type { Book } from './book.ts';
import type { Entered } from './meter-form.ts';
import './meter-form.ts';
import { drawMeters } from './on-map.ts';
import { roundList } from './round-list.ts';
import { ROWS, roundView } from './round-view.ts';
import type { Reading } from './shelf.ts';
import { leaveRound, takeRound } from './take-round.ts';
import type { Meter, RoundList, Walk } from './wire.ts';
import { isDone, meterName, stateOf, type MeterState } from './words.ts';

/** Who has the round at hand does not wait longer for a server that may be out of reach. */
const PATIENCE_MS = 5000;
/** Metres: a finger beside a dot means that one. */
const LEAST_WITHIN_M = 12;

/** The map beside the page. */
export interface Beside {
  view: MapView;
  /** Pixels under a sheet. */
  covered: number;
  look: string;
  official: OfficialStyle | undefined;
}

export class MetersPage extends KitElement {
  static override properties = {
    network: {}, reader: {}, isKnown: {}, hasMet: {}, now: {}, wanted: {}, list: { state: true }, walk: { state: true }, meter: { state: true }, trouble: { state: true },
    sought: { state: true }, isAll: { state: true }, rows: { state: true }, progress: { state: true }, isOffLine: { state: true }, isAsking: { state: true },
  };
  network = '';
  /** Who is signed in and may read meters. */
  reader: string | undefined;
  /** The server has said who is here. */
  isKnown = false;
  /** It was asked that; if it said nothing, there is no line. */
  hasMet = false;
  /** Another object when the book told something. */
  now: object = {};
  /** The round the address names. */
  wanted = '';
  book!: Book;
  beside: () => Beside | undefined = () => undefined;
  private list: RoundList | undefined;
  private walk: Walk | undefined;
  /** Who opened it. */
  private walker: string | undefined;
  /** The code of the meter that is being read. */
  private meter: string | undefined;
  private trouble: string | undefined;
  private sought = '';
  private isAll = false;
  private rows = ROWS;
  private progress: { done: number; all: number } | undefined;
  private isOffLine = false;
  private isAsking = false;
  private asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('reading-entered', (event) => void this.enter((event as CustomEvent<Entered>).detail));
    this.addEventListener('reading-confirmed', (event) => void this.confirm((event as CustomEvent<Reading>).detail));
    this.addEventListener('reading-dropped', (event) => void this.book.drop((event as CustomEvent<Reading>).detail, this.who));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
    this.draw([]);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (['network', 'reader', 'isKnown', 'hasMet'].some((name) => changed.has(name))) void this.begin();
  }

  protected override updated(): void {
    this.drawOnMap();
  }

  protected override render(): unknown {
    if (this.isKnown && this.reader === undefined) return html`<h3 id="answer-heading" tabindex="-1">${say('web-meters')}</h3><p>${say('web-meters-sign-in')}</p>`;
    const trouble = this.trouble === undefined ? nothing : html`<p class="refused" role="alert">${this.trouble}</p>`;
    if (this.walk) return html`${trouble}${this.meter === undefined ? this.roundScreen(this.walk) : this.meterScreen(this.walk, this.meter)}`;
    return html`<h3 id="answer-heading" tabindex="-1">${say('web-meters-rounds')}</h3>${trouble}${this.roundsScreen()}`;
  }

  private roundsScreen(): unknown {
    if (this.isAsking || !this.hasMet) return html`<div class="note-bars" aria-hidden="true"></div>`;
    const kept = this.book.rounds.filter(({ network, who }) => network === this.network && this.isOf(who));
    const ofKept = kept.map(({ round, walk: { meters } }) => ({ name: round, meters: meters.length, read: meters.filter(({ read }) => read).length }));
    const rounds = this.list?.rounds ?? (this.isOffLine ? ofKept : []);
    return roundList({ rounds, kept, isOffLine: this.isOffLine, sought: this.sought, seek: (text) => (this.sought = text), open: (round) => void this.openRound(round) });
  }

  private roundScreen(walk: Walk): unknown {
    return html`<h3 id="answer-heading" tabindex="-1">${walk.round}</h3>${roundView({
      meters: this.withStates(walk), kept: this.kept(walk), isOffLine: this.isOffLine, canKeep: canKeep(), progress: this.progress, isAll: this.isAll, rows: this.rows,
      showAll: (is) => ([this.isAll, this.rows] = [is, ROWS]),
      more: () => (this.rows += ROWS),
      open: (meter) => void this.openMeter(meter),
      take: () => void this.take(walk),
      leave: () => void this.leave(walk),
    })}`;
  }

  private meterScreen(walk: Walk, code: string): unknown {
    const { meters, thresholds } = this.book.upToDate(walk);
    const at = meters.findIndex(({ meter }) => meter === code);
    const meter = meters[at];
    if (!meter) return nothing;
    const own = this.book.of(walk.network, code, this.who);
    const to = (place: number, sentence: string, deed: string) =>
      html`<button type="button" class="button button-quiet" data-deed=${deed} ?disabled=${!meters[place]} @click=${() => meters[place] && void this.openMeter(meters[place].meter)}>${say(sentence)}</button>`;
    return html`<h3 id="answer-heading" tabindex="-1">${meterName(meter)}</h3><p class="panel-hint">${say('web-meters-place', { place: at + 1, of: meters.length })}</p>
      ${keyed(code, html`<meter-form .meter=${meter} .own=${own} .thresholds=${thresholds}></meter-form>`)}
      <div class="water-deeds">${to(at - 1, 'web-meters-before', 'before')}${to(at + 1, 'web-meters-next', 'next')}</div>`;
  }

  /** One step back; false at the first screen. */
  back(): boolean {
    if (!this.walk) return false;
    if (this.meter !== undefined) this.meter = undefined;
    else {
      this.closeRound();
      void this.begin();
    }
    this.trouble = undefined;
    void this.toHeading();
    return true;
  }

  /** The meter whose dot was pressed. */
  pick([lon, lat]: [number, number], within_m: number): void {
    const metres = ([x, y]: [number, number]) => Math.hypot((x - lon) * 111_320 * Math.cos((lat * Math.PI) / 180), (y - lat) * 110_574);
    const near = (this.walk?.meters ?? []).flatMap(({ meter, at }) => (at ? [{ meter, away: metres(at) }] : [])).sort((one, other) => one.away - other.away)[0];
    if (near && near.away <= Math.max(LEAST_WITHIN_M, within_m)) void this.openMeter(near.meter);
  }

  /** Draws the dots; the map may have been drawn anew. */
  drawOnMap(): void {
    const { walk } = this;
    this.draw(walk ? this.withStates(walk).flatMap(([{ at, meter }, state]) => (at ? [{ at, state, isChosen: meter === this.meter }] : [])) : []);
  }

  private draw(dots: Parameters<typeof drawMeters>[1]): void {
    const { view } = this.beside() ?? {};
    if (view?.map && view.isDrawn) drawMeters(view.map, dots, theme() === 'dark');
  }

  private withStates(walk: Walk): [Meter, MeterState][] {
    return this.book.upToDate(walk).meters.map((meter) => [meter, stateOf(meter, this.book.of(walk.network, meter.meter, this.who))]);
  }

  /** Whose readings these are. Without a line nobody says who is here: then who opened the round. */
  private get who(): string | undefined {
    return this.isKnown ? this.reader : this.walker;
  }

  /** Without a line nobody says who is here; once the server has, nobody sees the rounds of somebody else. */
  private isOf(who: string): boolean {
    return !this.isKnown || who === this.reader;
  }

  private kept(of: { network: string; round: string }) {
    const kept = this.book.keptRound(of.network, of.round);
    return kept && this.isOf(kept.who) ? kept : undefined;
  }

  /** Reads the rounds, and the one that the address names. */
  private async begin(): Promise<void> {
    await this.book.isReady;
    this.asking.abort();
    this.asking = new AbortController();
    if (!this.hasMet) return;
    if (this.isKnown && this.reader === undefined) [this.list, this.walk, this.meter] = [undefined, undefined, undefined];
    else if (this.walk !== undefined && this.isKnown && this.walker !== this.reader) {
      // Somebody else is here now.
      this.closeRound();
      await this.readRounds();
    } else if (this.walk !== undefined) this.lineIsBack();
    else if (this.wanted !== '' && this.network !== '') await this.openRound(this.wanted);
    else if (this.network !== '') await this.readRounds();
    if (this.walk === undefined) this.drawOnMap();
  }

  private async readRounds(): Promise<void> {
    if (!this.isKnown) return this.failed(undefined);
    this.isAsking = this.list === undefined;
    const { signal } = this.asking;
    try {
      this.list = await askRounds(this.network, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
      [this.isOffLine, this.trouble] = [false, undefined];
    } catch (trouble) {
      if (signal.aborted) return;
      this.list = undefined;
      this.failed(trouble);
    }
    this.isAsking = false;
  }

  private async openRound(round: string): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const kept = this.kept({ network: this.network, round });
    this.isAsking = true;
    try {
      await this.readWalk(round, kept ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) : signal);
    } catch (trouble) {
      if (signal.aborted) return;
      this.failed(trouble);
      [this.walk, this.walker] = this.isOffLine ? [kept?.walk, kept?.who] : [undefined, undefined];
    }
    [this.isAsking, this.meter, this.isAll, this.rows] = [false, undefined, false, ROWS];
    if (!this.walk) return this.notOpened();
    this.wanted = '';
    this.tell('round-opened', round);
    await this.toHeading();
    this.showAll();
  }

  /** The rounds that there are, and why it is none of them. */
  private async notOpened(): Promise<void> {
    const trouble = this.trouble ?? say('web-meters-not-on-phone');
    this.closeRound();
    await this.readRounds();
    this.trouble = trouble;
  }

  private closeRound(): void {
    [this.walk, this.meter, this.wanted] = [undefined, undefined, ''];
    this.tell('round-opened', '');
  }

  /** Asks the server, if that knows who asks; what is on the phone of the round is as it answers. */
  private async readWalk(round: string, signal: AbortSignal): Promise<void> {
    if (!this.isKnown) throw new TypeError('nobody has said who is here');
    const walk = await askWalk(this.network, round, signal);
    [this.walk, this.walker, this.isOffLine, this.trouble] = [walk, this.reader, false, undefined];
    const kept = this.kept(walk);
    if (kept && this.reader === kept.who) await this.book.keepRound({ ...kept, walk: this.book.upToDate(walk), at: new Date().toISOString() });
  }

  /** The server answers again: what is shown of the phone is read anew, without moving whoever reads it. */
  lineIsBack(): void {
    if (this.isOffLine && this.isKnown && this.walk) void this.readWalk(this.walk.round, this.asking.signal).catch(() => undefined);
  }

  /** No answer: the phone's own; a refusal is shown. */
  private failed(trouble: unknown): void {
    const isRefused = trouble instanceof Refused && trouble.sentence !== undefined;
    this.isOffLine = !isRefused && !isBrokenOff(trouble);
    this.trouble = isRefused ? (trouble as Refused).sentence : undefined;
  }

  private async openMeter(code: string): Promise<void> {
    [this.meter, this.trouble] = [code, undefined];
    this.tell('meter-opened');
    const { at } = this.walk?.meters.find(({ meter }) => meter === code) ?? {};
    const beside = this.beside();
    if (at && beside) goNear(beside.view, at);
    await this.toHeading();
  }

  private async enter({ photo, remark, ...entered }: Entered): Promise<void> {
    const { walk, meter: code } = this;
    const { who } = this;
    if (!walk || code === undefined || who === undefined) return this.form()?.notKept();
    const own = this.book.of(walk.network, code, who);
    const more = { ...(remark === undefined ? {} : { remark }), ...(photo ? { photo } : {}) };
    const reading: Reading = { client_id: crypto.randomUUID(), network: walk.network, round: walk.round, meter: code, who, state: 'waits', ...entered, ...more };
    try {
      await this.book.add(reading, own?.client_id);
    } catch {
      return this.form()?.notKept();
    }
    this.tell('reading-kept', this.nameOf(code));
    this.toNext(walk, code);
  }

  private form() {
    return this.querySelector('meter-form');
  }

  private nameOf(code: string): string {
    const meter = this.walk?.meters.find((each) => each.meter === code);
    return meter ? meterName(meter) : code;
  }

  /** The next one that is left, behind this one or else from the beginning; the round itself once none is. */
  private toNext(walk: Walk, code: string): void {
    const states = this.withStates(walk);
    const at = states.findIndex(([{ meter }]) => meter === code);
    const next = [...states.slice(at + 1), ...states.slice(0, at)].find(([, state]) => !isDone(state))?.[0];
    if (next) return void this.openMeter(next.meter);
    this.meter = undefined;
    void this.toHeading();
  }

  private async confirm(own: Reading): Promise<void> {
    await this.book.confirm(own, this.who);
    this.tell('reading-kept', this.nameOf(own.meter));
  }

  private async take(walk: Walk): Promise<void> {
    const [beside, who] = [this.beside(), this.reader];
    if (!beside || who === undefined || this.progress) return;
    this.progress = { done: 0, all: 1 };
    try {
      const { look, official } = beside;
      const hasGround = await takeRound({ book: this.book, walk: this.book.upToDate(walk), who, look, official }, (done, all) => (this.progress = { done, all }));
      this.trouble = hasGround ? undefined : say('web-meters-without-map');
    } catch (trouble) {
      this.trouble = (trouble instanceof Refused && trouble.sentence) || say('web-meters-not-taken');
    }
    this.progress = undefined;
  }

  private async leave(walk: Walk): Promise<void> {
    const kept = this.kept(walk);
    if (kept) await leaveRound(this.book, kept);
    if (this.isOffLine) this.closeRound();
  }

  private showAll(): void {
    const beside = this.beside();
    const places = this.walk?.meters.flatMap(({ at }) => (at ? [at] : [])) ?? [];
    if (beside) showPlaces(beside.view, places, beside.covered);
  }

  private async toHeading(): Promise<void> {
    await this.updateComplete;
    const heading = this.querySelector<HTMLElement>('#answer-heading');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }
}

customElements.define('meters-page', MetersPage);

declare global {
  interface HTMLElementTagNameMap {
    'meter-form': import('./meter-form.ts').MeterForm;
    'meters-page': MetersPage;
  }
}
