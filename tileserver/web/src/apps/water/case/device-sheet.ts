// One device of the network: how it stands, when it was last looked at and what was said then. From here it can be said to have burst, or noted.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeValue } from '../../../kit/page/numbers.ts';
import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import { askDevice } from './asking.ts';
import type { Burst, Device } from './wire.ts';
import { stateWords } from './words.ts';
import '../texts.ts';

export class DeviceSheet extends KitElement {
  static override properties = { network: {}, device: {}, news: {}, form: {}, mayNote: {}, known: { state: true }, refused: { state: true } };
  network = '';
  /** Its code. */
  device = '';
  /** Another object when the network changed. */
  news: object = {};
  /** The form to note what was found, while it is open. */
  form: unknown = nothing;
  mayNote = false;
  private known?: Device;
  private refused?: string;

  protected override updated(changed: Map<string, unknown>): void {
    if (['network', 'device', 'news'].some((name) => changed.has(name))) void this.read();
  }

  protected override render(): unknown {
    return html`<section class="answer" data-device=${this.device}><h2 id="answer-heading" tabindex="-1">${say('web-water-device', { code: this.device })}</h2>
      ${this.refused === undefined ? nothing : html`<p class="refused">${this.refused}</p>`}${this.known ? told(this.known) : html`<div class="note-bars" aria-hidden="true"></div>`}
      <div class="water-deeds">
        <button type="button" class="button" data-deed="device-burst" @click=${() => this.tell<Burst>('burst-asked', { network: this.network, device: this.device })}>${say('web-water-device-burst')}</button>
        ${this.mayNote ? html`<button type="button" class="button button-quiet" data-deed="note" @click=${() => this.tell<string>('note-wanted', this.device)}>${say('web-water-note')}</button>` : nothing}
      </div>${this.form}</section>`;
  }

  private async read(): Promise<void> {
    const asked = this.device;
    try {
      const known = await askDevice(this.network, asked);
      if (asked === this.device) [this.known, this.refused] = [known, undefined];
    } catch (trouble) {
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
  }
}

function told(device: Device): unknown {
  const { since, noted } = device;
  return html`<p class="headline-customers" data-state>${stateWords(device)}</p>
    <ul class="facts">${since ? html`<li data-since>${say('web-water-device-since', { time: writeValue('', since) })}</li>` : nothing}
      ${noted
        ? html`<li data-noted>${say('web-water-device-noted', { time: writeValue('', noted.at), who: noted.by ?? '' })}${noted.evidence ? ` · ${sayIfKnown(`web-water-evidence-${noted.evidence}`) ?? noted.evidence}` : ''}</li>
            ${noted.remark ? html`<li data-remark>${noted.remark}</li>` : nothing}`
        : since ? nothing : html`<li>${say('web-water-device-never')}</li>`}</ul>`;
}

customElements.define('device-sheet', DeviceSheet);
