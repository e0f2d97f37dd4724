// Tiếng Việt or English, for the whole page at once.

import { html } from 'lit';
import { KitElement } from './kit-element.ts';
import { keep, language, LANGUAGES, say, type Language } from './text.ts';

export class LanguageSwitch extends KitElement {
  protected override render(): unknown {
    return html`<div class="languages" role="group" aria-label=${say('web-language')}>
      ${LANGUAGES.map((each) => this.button(each))}
    </div>`;
  }

  private button(each: Language): unknown {
    return html`<button type="button" lang=${each} aria-pressed=${each === language()}
      @click=${() => this.choose(each)}><span class="language-name">${say(`web-language-${each}`)}</span><span class="language-tag" aria-hidden="true">${each}</span></button>`;
  }

  private choose(chosen: Language): void {
    keep(chosen);
    this.tell<Language>('language-chosen', chosen);
  }
}

customElements.define('language-switch', LanguageSwitch);
