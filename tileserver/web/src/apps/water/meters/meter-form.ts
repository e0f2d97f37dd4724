// One meter: what it showed before, the number that it shows now, what that says at once, and a photograph. What is entered goes to the book of
// the reader, who is asked when it is unlikely.

import { html, nothing } from 'lit';
import { enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { asks, dialValue, judged, usualOf, type Judgement } from './judge.ts';
import { meterBars } from './meter-bars.ts';
import { smallPhoto } from './photo.ts';
import type { Reading } from './shelf.ts';
import type { How, Meter, Thresholds } from './wire.ts';
import { beforeWords, className, judgementWords, stateOf } from './words.ts';

/** As the server takes it. */
const LONGEST_REMARK = 2000;
/** Why nobody got at a meter: words for the remark. */
const REASONS = ['locked', 'buried', 'blurred', 'dog'] as const;

/** What somebody entered. */
export interface Entered {
  value: number;
  how: How;
  verdict: Judgement['verdict'];
  confirmed: boolean;
  read_at: string;
  /** As it is sent, and of what it is put together. */
  remark?: string;
  reason?: string;
  typed?: string;
  photo?: Blob;
}

export class MeterForm extends KitElement {
  static override properties = {
    meter: {}, own: {}, thresholds: {}, text: { state: true }, how: { state: true }, isAsking: { state: true }, trouble: { state: true }, photo: { state: true }, isBusy: { state: true },
  };
  meter: Meter | undefined;
  /** What was entered before and is not at the server yet. */
  own: Reading | undefined;
  thresholds: Thresholds | undefined;
  private text = '';
  private how: How = 'read';
  /** What was entered is unlikely, and its reader is asked. */
  private isAsking = false;
  private trouble: string | undefined;
  private photo: Blob | undefined;
  private isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    const { own } = this;
    if (own) [this.text, this.how, this.photo] = [writePlain(own.value), own.how, own.photo];
  }

  protected override render(): unknown {
    const { meter, thresholds } = this;
    if (!meter || !thresholds) return nothing;
    const usual = usualOf(meter.last, thresholds);
    return html`<p class="meter-facts">${this.facts(meter)}</p>
      <div class="meter-past">${meterBars(meter, thresholds)}<p>${beforeWords(meter, usual)}</p></div>${this.ownNote()}
      <form class="meter-form" data-meter=${meter.meter} novalidate @submit=${(event: SubmitEvent) => this.submit(event)}>
        <label class="field meter-value">${say('web-meters-value')}<input name="value" inputmode="decimal" autocomplete="off" enterkeyhint="done" maxlength="16" aria-describedby="meter-says"
          .value=${this.text} @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)}></label>
        ${this.says()}
        <div class="meter-save">${this.isAsking
          ? html`<button type="submit" class="button" data-deed="confirm-reading" ?disabled=${this.isBusy}>${say('web-meters-confirm')}</button>
              <button type="button" class="button button-quiet" data-deed="mend" @click=${() => this.mend()}>${say('web-meters-mend')}</button>`
          : html`<button type="submit" class="button" data-deed="save-reading" ?disabled=${this.isBusy}>${say('web-meters-save')}</button>`}</div>
        ${this.ways()}${this.more()}
      </form>`;
  }

  private facts({ meter, number, class: of }: Meter): string {
    return [say('web-meters-code', { code: meter }), number === null ? undefined : say('web-meters-number', { number }), className(of)].filter((fact) => fact !== undefined).join(' · ');
  }

  /** What became of what was entered before. */
  private ownNote(): unknown {
    const { own, meter } = this;
    if (!own || !meter) return nothing;
    const state = stateOf(meter, own);
    const isLate = state === 'kept' && own.isPhotoLate === true;
    const isWhy = state !== 'kept' || isLate;
    return html`<div class="meter-own" data-own=${state}><p>${say(`web-meters-own-${state}`, { value: writeNumber(own.value) })}</p>${isLate ? html`<p class="refused" data-late>${say('web-meters-photo-late')}</p>` : nothing}${isWhy && own.text ? html`<p class="refused">${own.text}</p>` : nothing}
      <div class="water-deeds">${state === 'asks' ? html`<button type="button" class="button" data-deed="confirm-own" @click=${() => this.tell('reading-confirmed', own)}>${say('web-meters-confirm')}</button>` : nothing}
        <button type="button" class="button button-quiet" data-deed="drop-own" @click=${() => this.tell('reading-dropped', own)}>${say('web-meters-drop')}</button></div></div>`;
  }

  private ways(): unknown {
    const way = (how: How) => html`<label class="chip"><input type="radio" name="how" value=${how} .checked=${this.how === how} @change=${() => this.chose(how)}> ${say(`web-meters-how-${how}`)}</label>`;
    return html`<fieldset class="chips"><legend>${say('web-meters-how')}</legend>${(['read', 'replaced', 'estimated'] as const).map(way)}</fieldset>
      ${this.how === 'estimated'
        ? html`<label class="field">${say('web-meters-reason')}<select name="reason">${REASONS.map((reason) => html`<option value=${reason} ?selected=${this.own?.reason === reason}>${say(`web-meters-reason-${reason}`)}</option>`)}</select></label>`
        : nothing}`;
  }

  /** What the number says, at once. */
  private says(): unknown {
    const judgement = this.judgement();
    const isAsked = judgement !== undefined && asks(judgement.verdict);
    const words = this.trouble ?? (judgement ? judgementWords(judgement) : '');
    const kind = this.trouble !== undefined ? 'refused' : isAsked ? 'meter-asks' : 'panel-hint';
    return html`<p id="meter-says" class=${`meter-says ${kind}`} role="status" tabindex="-1" data-verdict=${judgement?.verdict ?? ''}>${words}</p>`;
  }

  private more(): unknown {
    const { photo } = this;
    return html`<label class="field">${say('web-meters-photo')}<input name="photo" type="file" accept="image/*" capture="environment" @change=${(event: Event) => void this.take(event)}></label>
      ${photo ? html`<p data-photo>${say('web-meters-photo-size', { size: Math.ceil(photo.size / 1000) })} <button type="button" class="button-text" @click=${() => (this.photo = undefined)}>${say('web-meters-photo-drop')}</button></p>` : nothing}
      <label class="field">${say('web-meters-remark')}<input name="remark" maxlength=${LONGEST_REMARK - 100} autocomplete="off" .value=${this.own?.typed ?? this.own?.remark ?? ''}></label>`;
  }

  private judgement(at = new Date().toISOString()): Judgement | undefined {
    const value = dialValue(this.text);
    if (value === undefined || !this.meter || !this.thresholds) return undefined;
    return judged(this.meter.last, at, [value, this.how], this.thresholds);
  }

  private typed(text: string): void {
    [this.text, this.isAsking, this.trouble] = [text, false, undefined];
  }

  /** Who got at no meter has an estimate to begin with: as it usually runs. */
  private chose(how: How): void {
    [this.how, this.isAsking, this.trouble] = [how, false, undefined];
    const { meter, thresholds } = this;
    const [last, usual] = [meter?.last.at(-1), meter && thresholds && usualOf(meter.last, thresholds)];
    if (how === 'estimated' && this.text === '' && last && usual) {
      const days = (Date.now() - Date.parse(last.read_at)) / 86_400_000;
      this.text = writePlain(Math.floor(last.value + usual.daily * Math.max(0, days)));
    }
  }

  private async take(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.isBusy = true;
    this.photo = await smallPhoto(file).catch(() => undefined);
    this.trouble = this.photo ? undefined : say('web-meters-photo-unknown');
    this.isBusy = false;
  }

  private mend(): void {
    this.isAsking = false;
    this.querySelector<HTMLInputElement>('[name=value]')?.select();
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.isBusy) return;
    const [read_at, value] = [new Date().toISOString(), dialValue(this.text)];
    const judgement = this.judgement(read_at);
    if (value === undefined || !judgement) return void this.complain();
    if (asks(judgement.verdict) && !this.isAsking) {
      this.isAsking = true;
      void this.updateComplete.then(() => this.showQuestion());
      return;
    }
    // Until it is kept: a second press would keep it twice.
    this.isBusy = true;
    this.tell<Entered>('reading-entered', { value, how: this.how, verdict: judgement.verdict, confirmed: this.isAsking, read_at, ...this.besides(event.target as HTMLFormElement) });
  }

  /** The phone keeps nothing: what was entered stays in the form. */
  notKept(): void {
    [this.isBusy, this.trouble] = [false, say('web-meters-not-kept')];
  }

  /** What was typed is kept without the reason, too: who corrects a reading does not find the reason in it. */
  private besides(form: HTMLFormElement): Pick<Entered, 'remark' | 'reason' | 'typed' | 'photo'> {
    const data = new FormData(form);
    const typed = String(data.get('remark') ?? '').trim();
    const reason = this.how === 'estimated' ? String(data.get('reason')) : undefined;
    const remark = [...(reason === undefined ? [] : [`${say(`web-meters-reason-${reason}`)}.`]), typed].join(' ').trim();
    return { typed, ...(reason === undefined ? {} : { reason }), ...(remark === '' ? {} : { remark }), ...(this.photo ? { photo: this.photo } : {}) };
  }

  /** The question has the focus, and its answers are in view with it. */
  private showQuestion(): void {
    enterNote(this.querySelector<HTMLElement>('#meter-says'));
    this.querySelector('.meter-save')?.scrollIntoView({ block: 'nearest' });
  }

  private async complain(): Promise<void> {
    this.trouble = say('web-meters-value-wrong');
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('[name=value]')?.focus();
  }
}

/** As it is typed: no marks between thousands. */
function writePlain(value: number): string {
  return String(value).replace('.', ',');
}

customElements.define('meter-form', MeterForm);
