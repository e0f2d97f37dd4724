// The switch on the map for what is loud on it, with a small picture of each look. On a small screen one picture opens the others.

import texts from 'virtual:catalogue/kit/looks';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { learn, say } from '../page/text.ts';
import type { Look } from './looks.ts';

learn(texts);

export class LookSwitch extends KitElement {
  static override properties = { looks: {}, chosen: {}, isOpen: { state: true } };
  looks: readonly Look[] = [];
  chosen: Look = 'plan';
  /** On a small screen: all looks are shown. */
  private isOpen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', ({ key }) => key === 'Escape' && this.isOpen && this.close());
  }

  protected override render(): unknown {
    if (this.looks.length < 2) return nothing;
    return html`<button type="button" class="look-opener" aria-expanded=${this.isOpen} aria-controls="looks" aria-label=${say('web-looks-now', { look: say(`web-look-${this.chosen}`) })}
        @click=${() => (this.isOpen = !this.isOpen)}>${picture(this.chosen)}</button>
      <fieldset id="looks" class="looks" data-open=${this.isOpen}><legend class="only-heard">${say('web-looks')}</legend>
        ${this.looks.map((look) => this.choice(look))}</fieldset>`;
  }

  private choice(look: Look): unknown {
    return html`<label class="look"><input type="radio" name="look" value=${look} data-look=${look} .checked=${look === this.chosen}
      @change=${() => this.tell<Look>('look-chosen', look)} @click=${() => (this.isOpen = false)}>${picture(look)}<span>${say(`web-look-${look}`)}</span></label>`;
  }

  private close(): void {
    this.isOpen = false;
    this.querySelector<HTMLElement>('.look-opener')?.focus();
  }
}

const ROADS = svg`<path d="M-2 30L26 14L50 24M20 -2L26 14L18 38" class="look-road"></path>`;

const PICTURES: Record<Look, TemplateResult> = {
  plan: svg`<path d="M0 0H20L26 14L0 28Z" fill="#cc9900" fill-opacity=".5"></path><path d="M20 0H48V23L26 14Z" fill="#cc3200" fill-opacity=".45"></path>
    <path d="M26 14L48 24V36H18Z" fill="#66cc00" fill-opacity=".5"></path><path d="M0 29L26 14L19 36H0Z" fill="#007399" fill-opacity=".4"></path>${ROADS}`,
  'land-use': svg`<path d="M0 0H20L26 14L0 28Z" fill="#ffa0ff" fill-opacity=".55"></path><path d="M20 0H48V23L26 14Z" fill="#ffaaa0" fill-opacity=".6"></path>
    <path d="M26 14L48 24V36H18Z" fill="#fffc8c" fill-opacity=".8"></path><path d="M0 29L26 14L19 36H0Z" fill="#b4ffb4" fill-opacity=".8"></path>
    <path d="M7 0L12 22M14 0L19 18M34 0L30 15M42 0L38 19M36 19L30 36M43 22L38 36" class="look-rim"></path>${ROADS}`,
  base: svg`<path d="M30 36C34 28 48 30 48 26V36Z" fill="#bcd9e5"></path><path d="M4 4H14L16 12L5 18Z" fill="#cde4bb"></path><path d="M31 4L42 6L40 14L32 11Z" class="look-house"></path>${ROADS}`,
  photo: svg`<rect width="48" height="36" fill="#4d5d3f"></rect><path d="M0 0H20L26 14L0 28Z" fill="#6c7554"></path><path d="M30 3L42 5L40 14L32 11ZM30 22L42 26L38 33L28 30Z" fill="#b79a82"></path>
    <path d="M-2 30L26 14L50 24M20 -2L26 14L18 38" fill="none" stroke="#a9a59b" stroke-width="3"></path>`,
};

function picture(look: Look): TemplateResult {
  return html`<svg class="look-picture" viewBox="0 0 48 36" width="48" height="36" aria-hidden="true" focusable="false"><rect width="48" height="36" class="look-ground"></rect>${PICTURES[look]}</svg>`;
}

customElements.define('look-switch', LookSwitch);
