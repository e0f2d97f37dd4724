// The list of keys, in a dialog: opened by `?` on the map or by its button.

import { html } from 'lit';
import { KEYS as ICON } from './icons.ts';
import { KitElement } from './kit-element.ts';
import { KEYS } from './map-keys.ts';
import { say } from './text.ts';

export class KeyHelp extends KitElement {
  protected override render(): unknown {
    return html`<button type="button" class="button button-quiet" aria-haspopup="dialog" @click=${() => this.open()}>${ICON}${say('web-keys')}</button>
      <dialog class="key-help" aria-labelledby="keys-heading" @keydown=${(event: KeyboardEvent) => event.stopPropagation()}>
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
