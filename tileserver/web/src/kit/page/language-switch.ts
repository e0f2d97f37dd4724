// Tiếng Việt or English, for the whole page at once.

import { html } from 'lit';
import { KitElement } from './kit-element.ts';
import { language, LANGUAGES, say, type Language } from './text.ts';

export class LanguageSwitch extends KitElement {
  protected override render(): unknown {
    return html`<div class="languages" role="group" aria-label=${say('web-language')}>
      ${LANGUAGES.map((each) => this.button(each))}
    </div>`;
  }

  private button(each: Language): unknown {
    return html`<button type="button" lang=${each} aria-pressed=${each === language()}
      @click=${() => this.tell<Language>('language-chosen', each)}>${say(`web-language-${each}`)}</button>`;
  }
}

customElements.define('language-switch', LanguageSwitch);
