// One row of tabs over the panel, after the WAI-ARIA pattern: arrows move, one tab is in the tab order.
// The app owns the panels, with ids `panel-<name>`, and hides those that are not chosen.

import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { say } from '../page/text.ts';

export class PanelTabs extends KitElement {
  static override properties = { names: {}, chosen: {} };
  names: readonly string[] = [];
  chosen = '';

  protected override render(): unknown {
    return html`<div class="tabs" role="tablist" aria-label=${say('web-tabs')} @keydown=${(event: KeyboardEvent) => this.walk(event)}>
      ${this.names.map((name) => html`<button type="button" role="tab" class="tab" id="tab-${name}" data-tab=${name}
        aria-controls="panel-${name}" aria-selected=${name === this.chosen} tabindex=${name === this.chosen ? nothing : -1}
        @click=${() => this.tell<string>('tab-chosen', name)}>${say(`web-tab-${name}`)}</button>`)}
    </div>`;
  }

  private walk(event: KeyboardEvent): void {
    const last = this.names.length - 1;
    const at = this.names.indexOf(this.chosen);
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[event.key];
    const name = to === undefined ? undefined : this.names[to];
    if (name === undefined) return;
    event.preventDefault();
    this.tell<string>('tab-chosen', name);
    this.querySelector<HTMLElement>(`#tab-${name}`)?.focus();
  }
}

customElements.define('panel-tabs', PanelTabs);
