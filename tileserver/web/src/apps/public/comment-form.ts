// Saying something on a plan: where on the map, what, and how one may be reached, which is nobody else's business. Ends with a receipt.

import { html, nothing } from 'lit';
import { enterNote } from '../../kit/page/into-view.ts';
import { KitElement } from '../../kit/page/kit-element.ts';
import { writeDegrees } from '../../kit/grid/coordinates.ts';
import { COPY } from '../../kit/page/icons.ts';
import { say } from '../../kit/page/text.ts';
import { Refused, send } from '../../kit/server/ask.ts';
import { readContact } from './contact.ts';
import { copyText } from '../../kit/share/copy-text.ts';
import type { MapView, Pressed } from '../../kit/map/map-view.ts';

/** Longest text and contact the server is sent; it may have limits of its own. */
const LONGEST_TEXT = 4000;
const LONGEST_CONTACT = 200;

export class CommentForm extends KitElement {
  static override properties = {
    plan: {},
    place: {},
    chosen: { state: true },
    isChoosing: { state: true },
    isBusy: { state: true },
    refused: { state: true },
    receipt: { state: true },
    isCopied: { state: true },
  };
  plan = 0;
  /** Where somebody asked: the place that is offered. */
  place?: [number, number];
  /** The place the comment is about; the whole plan without one. */
  private chosen?: [number, number];
  private isChoosing = false;
  private isBusy = false;
  private refused?: string;
  private receipt?: string;
  private isCopied = false;
  private letGo: () => void = () => undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endChoosing();
  }

  protected override render(): unknown {
    return this.receipt === undefined ? this.form() : this.thanks(this.receipt);
  }

  private form(): unknown {
    return html`<form class="comment" @submit=${(event: SubmitEvent) => this.submit(event)}>
      <label class="field">${say('web-public-text')}<textarea name="text" rows="5" required maxlength=${LONGEST_TEXT}></textarea></label>
      <fieldset><legend>${say('web-public-where')}</legend>
        <p role="status">${this.isChoosing ? say('web-public-choose-now') : this.chosen ? say('web-public-at-place', { place: writeDegrees(this.chosen) }) : say('web-public-whole-plan')}</p>
        <div class="tool-deeds">
          <button type="button" class="button button-quiet" data-deed="place" aria-pressed=${this.isChoosing} @click=${() => this.choose()}>${say('web-public-choose')}</button>
          ${this.place && !this.chosen ? html`<button type="button" class="button button-quiet" @click=${() => this.take(this.place)}>${say('web-public-here')}</button>` : nothing}
          ${this.chosen ? html`<button type="button" class="button button-quiet" @click=${() => this.take(undefined)}>${say('web-public-no-place')}</button>` : nothing}
        </div></fieldset>
      <label class="field">${say('web-public-contact')}<input name="contact" type="text" autocomplete="email" maxlength=${LONGEST_CONTACT} aria-describedby="contact-hint"
        @input=${(event: Event) => check(event, false)} @change=${(event: Event) => check(event, true)}></label>
      <p id="contact-hint" class="panel-hint">${say('web-public-contact-hint')}</p>
      <p class="refused" role="alert" tabindex="-1">${this.refused ?? nothing}</p>
      <button class="button" ?disabled=${this.isBusy}>${say(this.isBusy ? 'web-public-sending' : 'web-public-send')}</button>
    </form>`;
  }

  private thanks(receipt: string): unknown {
    return html`<section class="comment" data-receipt=${receipt}><h4 tabindex="-1">${say('web-public-thanks')}</h4>
      <p>${say('web-public-keep')}</p>
      <p><output class="public-receipt">${receipt}</output></p>
      <button type="button" class="button" @click=${() => void this.copy(receipt)}>${COPY}${say('web-public-copy-receipt')}</button>
      <span role="status">${this.isCopied ? say('web-copied') : nothing}</span></section>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const form = new FormData(event.target as HTMLFormElement);
    const text = String(form.get('text') ?? '').trim();
    const contact = readContact(String(form.get('contact') ?? ''));
    const [lon, lat] = this.chosen ?? [];
    [this.isBusy, this.refused] = [true, undefined];
    try {
      const sent = { text, ...(lon === undefined ? {} : { place: { lon, lat } }), ...(contact ? { contact } : {}) };
      const { receipt } = await send<{ receipt: string }>('POST', `/v1/plans/${this.plan}/comments`, sent);
      this.endChoosing();
      this.receipt = receipt;
      await this.updateComplete;
      this.querySelector<HTMLElement>('h4')?.focus();
    } catch (trouble) {
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-public-not-sent');
      await this.updateComplete;
      enterNote(this.querySelector('[role=alert]'));
    }
    this.isBusy = false;
  }

  private async copy(receipt: string): Promise<void> {
    this.isCopied = await copyText(receipt);
  }

  /** The next press of the map is the place, whether by finger, pointer, or Enter at the crosshair. */
  private choose(): void {
    if (this.isChoosing) return this.endChoosing();
    const view = this.map();
    if (!view) return;
    const press = (event: Event) => {
      event.preventDefault();
      const { lon, lat } = (event as CustomEvent<Pressed>).detail;
      this.take([lon, lat]);
      this.endChoosing();
      const text = this.querySelector('textarea');
      // The map had the page: back to where one was, with what was chosen.
      this.querySelector('fieldset')?.scrollIntoView({ block: 'nearest' });
      // Who has written already goes on where they were.
      (text?.value === '' ? text : this.querySelector<HTMLElement>('[data-deed=place]'))?.focus({ preventScroll: true });
    };
    view.addEventListener('map-pressed', press);
    this.letGo = () => view.removeEventListener('map-pressed', press);
    this.isChoosing = true;
    view.note(say('web-public-choose-now'));
    view.scrollIntoView({ block: 'nearest' });
    view.focus();
  }

  private endChoosing(): void {
    if (this.isChoosing) this.map()?.note();
    this.letGo();
    this.isChoosing = false;
  }

  private take(place: [number, number] | undefined): void {
    this.chosen = place;
    if (place) this.map()?.pinAt(place);
    else this.map()?.unpin();
  }

  private map(): MapView | null {
    return document.querySelector<MapView>('map-view');
  }
}

/** What is neither a number nor an address is said when somebody leaves the field, and keeps the form from being sent. */
function check(event: Event, isLeft: boolean): void {
  const field = event.target as HTMLInputElement;
  const isGood = field.value.trim() === '' || readContact(field.value) !== undefined;
  field.setCustomValidity(isGood ? '' : say('web-public-contact-unreadable'));
  if (isLeft && !isGood) field.reportValidity();
}

customElements.define('comment-form', CommentForm);
