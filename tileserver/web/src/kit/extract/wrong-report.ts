// Says that something in an answer is wrong: a button near its end, and a dialog in which a person writes what. The person sends it, by mail
// or by a copy of the text, to the contact the site names; this page sends nothing.

import texts from 'virtual:catalogue/kit/report';
import { html, nothing, render } from 'lit';
import { absolute } from '../page/base.ts';
import { KitElement } from '../page/kit-element.ts';
import { learn, say } from '../page/text.ts';
import { copyText } from '../share/copy-text.ts';
import { authority, dialled, type Authority } from '../share/report/authority.ts';
import { letterTo, reportOf, roomFor } from '../share/report/report-text.ts';
import { seenOf, type Wrong } from '../share/report/seen.ts';
import { pageOf } from './asking.ts';
import type { Extract } from './wire.ts';
import { parcelName } from './words.ts';

learn(texts);

type Contact = Authority | 'asking' | 'nobody' | 'unreached';

export class WrongReport extends KitElement {
  static override properties = { extract: {}, day: {}, at: {}, revision: {}, link: {} };
  /** The answer about a parcel, and the day that was asked for. */
  extract?: Extract;
  day?: string;
  /** The place that was asked about, where there is no such answer: longitude and latitude. */
  at?: [number, number];
  revision?: number;
  /** Path and fragment of the view; the page itself without one. */
  link?: string;

  protected override render(): unknown {
    return this.extract || this.at
      ? html`<button type="button" class="button button-quiet" data-deed="report-wrong" aria-haspopup="dialog" @click=${() => this.open()}>${say('web-report')}</button>`
      : nothing;
  }

  private open(): void {
    if (!document.querySelector('.report[open]')) new ReportDialog(this.wrong()).open();
  }

  private wrong(): Wrong {
    const { extract, day, at, revision, link } = this;
    if (!extract) return { at, revision, link: link === undefined ? location.href : `${location.origin}${link}` };
    const { parcel, as_of, data_revision } = extract;
    return { name: parcelName(parcel), commune: parcel.keys.commune, at, day: as_of, revision: data_revision, link: absolute(pageOf(extract, day ?? as_of)) };
  }
}

/** One report: as it is written, it is there to be sent. */
class ReportDialog {
  private readonly dialog = document.createElement('dialog');
  private readonly seen;
  private contact: Contact = 'asking';
  private words = '';
  private said = '';
  /** The text was not copied: it is shown, to be chosen by hand. */
  private isShown = false;

  constructor(wrong: Wrong) {
    this.seen = seenOf(wrong);
  }

  open(): void {
    const { dialog } = this;
    dialog.className = 'question report';
    dialog.setAttribute('aria-labelledby', 'report-title');
    // Escape closes the dialog and nothing behind it.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    dialog.addEventListener('close', () => dialog.remove());
    this.draw();
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('textarea')?.focus();
    void this.ask();
  }

  private async ask(): Promise<void> {
    this.contact = await authority().then((found) => found ?? 'nobody', () => 'unreached' as const);
    this.draw();
  }

  private draw(): void {
    const { seen, contact, letter } = this;
    const isTooLong = this.hasMail && letter === undefined;
    render(html`<h2 id="report-title">${say('web-report')}</h2>
      <p>${say('web-report-lead')}</p>
      <label class="field">${say('web-report-what')}<textarea name="what" rows="4" maxlength=${roomFor(seen)} aria-describedby="report-hint" @input=${(event: Event) => this.write(event)}></textarea></label>
      <p id="report-hint" class="panel-hint">${say('web-report-what-hint')}</p>
      <h3>${say('web-report-goes-along')}</h3>
      <ul class="report-facts">${seen.facts.map((fact) => html`<li>${fact}</li>`)}</ul>
      <h3>${say('web-report-to')}</h3>
      <div class="report-contact" aria-live="polite">${contactView(contact)}</div>
      ${this.isShown ? html`<textarea class="report-text" readonly rows="6" aria-label=${say('web-report-copy')} .value=${reportOf(seen, this.words)}></textarea>` : nothing}
      <p class="tool-said" role="status">${isTooLong && this.said === '' ? say('web-report-too-long') : this.said}</p>
      <div class="question-buttons">${letter === undefined ? nothing : html`<a class="button" data-answer="mail" href=${letter} @click=${(event: Event) => this.hasWords() || event.preventDefault()}>${say('web-report-mail')}</a>`}
        <button class="button ${letter === undefined ? '' : 'button-quiet'}" type="button" data-answer="copy" @click=${() => void this.copy()}>${say('web-report-copy')}</button>
        <button class="button button-quiet" type="button" data-answer="close" @click=${() => this.dialog.close()}>${say('web-report-close')}</button>
      </div>`, this.dialog);
  }

  private get hasMail(): boolean {
    return typeof this.contact !== 'string' && this.contact.email !== undefined;
  }

  /** None without a mailbox, or if it is too long for a link. */
  private get letter(): string | undefined {
    const { contact, seen, words } = this;
    if (typeof contact === 'string' || contact.email === undefined) return undefined;
    return letterTo(contact.email, say('web-report-subject', { about: seen.about }), reportOf(seen, words));
  }

  private write({ target }: Event): void {
    this.words = (target as HTMLTextAreaElement).value;
    this.said = '';
    this.draw();
  }

  private async copy(): Promise<void> {
    if (!this.hasWords()) return;
    const isCopied = await copyText(reportOf(this.seen, this.words), this.dialog);
    this.said = say(isCopied ? 'web-report-copied' : 'web-report-not-copied');
    this.isShown = !isCopied;
    this.draw();
  }

  /** Without words nobody knows what is wrong. */
  private hasWords(): boolean {
    if (this.words.trim() !== '') return true;
    this.said = say('web-report-empty');
    this.draw();
    this.dialog.querySelector('textarea')?.focus();
    return false;
  }
}

function contactView(contact: Contact): unknown {
  if (typeof contact === 'string') return html`<p data-contact=${contact}>${say(`web-report-${contact}`)}</p>`;
  const { name, address, phone, email } = contact;
  return html`<p data-contact="named">${name ? html`<strong>${name}</strong><br>` : nothing}${address ? html`${address}<br>` : nothing}
      ${phone ? html`${say('web-report-phone')} <a href="tel:${dialled(phone)}">${phone}</a><br>` : nothing}${email ?? nothing}</p>
    ${email ? nothing : html`<p>${say('web-report-no-mail')}</p>`}`;
}

customElements.define('wrong-report', WrongReport);
