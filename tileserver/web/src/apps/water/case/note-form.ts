// Noting for good what a valve was found to be: chips, a remark, and a word on who was quicker. For who may operate the network.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { enterForm, enterNote } from '../../../kit/page/into-view.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import { askDevice, noteFinding, type Finding } from './asking.ts';
import type { State } from './wire.ts';
import { stateWords } from './words.ts';

/** What people find, in their words, and what that is for the network. */
const FOUND: readonly [string, Partial<State>][] = [
  ['stuck', { operable: false }],
  ['buried', { accessible: false }],
  ['leaks', { tight: false }],
  ['closed', { position: 'closed', operable: true, accessible: true }],
  ['open', { position: 'open', operable: true, accessible: true }],
];
const CONFLICT = 409;
/** As the server takes it. */
const LONGEST_REMARK = 2000;

/** Keeps a finding for later, where there is no line; false if that cannot be done. */
export type KeepFinding = (network: string, id: string, finding: Finding) => Promise<boolean>;

export class NoteForm extends KitElement {
  static override properties = { network: {}, device: {}, known: { state: true }, told: { state: true }, isBusy: { state: true } };
  network = '';
  /** The valve's id. */
  device = '';
  /** Keeps what cannot be sent now. */
  keep: KeepFinding | undefined;
  /** How a device is as far as is known without a line. */
  kept: (id: string) => State | undefined = () => undefined;
  private known?: State & { version?: number };
  private told: { sentence: string; isRefused: boolean } | undefined;
  private isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  protected override render(): unknown {
    return html`<form class="note-form" data-note=${this.device} @submit=${(event: SubmitEvent) => this.submit(event)}>
      <p>${this.known ? say('web-water-now', { state: stateWords(this.known) }) : nothing}</p>
      <fieldset class="chips"><legend>${say('web-water-found', { valve: this.device })}</legend>
        ${FOUND.map(([word], at) => html`<label class="chip"><input type="radio" name="found" value=${word} required ?checked=${at === 0}> ${say(`web-water-found-${word}`)}</label>`)}</fieldset>
      <label class="field">${say('web-water-remark')}<input name="remark" maxlength=${LONGEST_REMARK} autocomplete="off"></label>
      ${this.told ? html`<p data-told tabindex="-1" class=${this.told.isRefused ? 'refused' : 'done'}>${this.told.sentence}</p>` : nothing}
      <div class="valve-deeds"><button class="button" ?disabled=${this.isBusy}>${say(this.told?.isRefused ? 'web-water-note-all-the-same' : 'web-water-note-save')}</button>
        <button type="button" class="button button-quiet" @click=${() => this.tell('note-left')}>${say('web-close')}</button></div>
    </form>`;
  }

  private async begin(): Promise<void> {
    this.known = await askDevice(this.network, this.device).catch(() => this.kept(this.device));
    await this.updateComplete;
    enterForm(this.querySelector('form'));
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const found = FOUND.find(([word]) => word === data.get('found'))?.[1];
    if (!found || this.isBusy) return;
    this.isBusy = true;
    const remark = String(data.get('remark') ?? '').trim();
    await this.send({ ...found, ...(remark === '' ? {} : { remark }), ...(this.known?.version === undefined ? {} : { version: this.known.version }) });
    this.isBusy = false;
  }

  private async send(finding: Finding): Promise<void> {
    try {
      await noteFinding(this.network, this.device, finding);
      this.tell<string>('note-done', this.device);
    } catch (trouble) {
      // Without a line there is no answer at all.
      if (!(trouble instanceof Refused) && (await this.keep?.(this.network, this.device, finding))) return this.tell<string>('note-kept', this.device);
      await this.refuse(trouble);
    }
  }

  /** Somebody was quicker: how it is now, and whether it shall be noted all the same. */
  private async refuse(trouble: unknown): Promise<void> {
    const sentence = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    if (trouble instanceof Refused && trouble.status === CONFLICT) this.known = await askDevice(this.network, this.device).catch(() => this.known);
    this.told = { sentence, isRefused: true };
    await this.updateComplete;
    enterNote(this.querySelector<HTMLElement>('[data-told]'));
  }
}

customElements.define('note-form', NoteForm);
