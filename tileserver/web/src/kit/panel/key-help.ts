// The list of keys, in a dialog: opened by `?` on the map or by a button of the panel. Stands outside the panel, for nothing of a
// part of the page that is hidden can be shown.

import texts from 'virtual:catalogue/kit/keys';
import { html } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { KEYS } from '../map/map-keys.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

export class KeyHelp extends KitElement {
  protected override render(): unknown {
    return html`<dialog class="key-help" aria-labelledby="keys-heading" @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
      <h2 id="keys-heading">${say('web-keys')}</h2>
      <p class="panel-hint">${say('web-keys-hint')}</p>
      <dl class="keys">${KEYS.map(([keys, sentence]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${say(sentence)}</dd></div>`)}</dl>
      <button type="button" class="button" @click=${() => this.querySelector('dialog')?.close()}>${say('web-close')}</button>
    </dialog>`;
  }

  /** Where the focus was, it is again when the dialog closes. */
  open(): void {
    this.querySelector('dialog')?.showModal();
  }
}

customElements.define('key-help', KeyHelp);
