// One button between light and dark; its name says what it does.

import { html } from 'lit';
import { KitElement } from './kit-element.ts';
import { say } from './text.ts';
import { choose, onTheme, theme } from './theme.ts';

const SUN = html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
  aria-hidden="true"><circle cx="12" cy="12" r="4"></circle><path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4"></path></svg>`;
const MOON = html`<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"
  aria-hidden="true"><path d="M20.5 14.5A8.5 8.5 0 0 1 9.5 3.5a8.5 8.5 0 1 0 11 11Z"></path></svg>`;

export class ThemeSwitch extends KitElement {
  private deaf?: () => void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.deaf = onTheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.deaf?.();
  }

  protected override render(): unknown {
    const other = theme() === 'dark' ? 'light' : 'dark';
    const label = say(`web-theme-${other}`);
    return html`<button class="bar-button" type="button" aria-label=${label} title=${label}
      @click=${() => choose(other)}>${other === 'dark' ? MOON : SUN}</button>`;
  }
}

customElements.define('theme-switch', ThemeSwitch);
