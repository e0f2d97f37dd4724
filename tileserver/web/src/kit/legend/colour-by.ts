// The form that asks by which field a layer shall be coloured, and in which classes. What is chosen is drawn at once.

import texts from 'virtual:catalogue/kit/legend';
import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { learn, say } from '../page/text.ts';
import { fieldTitle } from '../server/field-words.ts';
import type { StoreField, StoreLayer } from '../server/store-layers.ts';
import type { ColouredBy } from '../share/permalink.ts';
import { FEWEST, MOST } from '../symbols/ranges.ts';
import { isNumeric, usualColouring } from './coloured-by.ts';
import type { LegendWish } from './legend-work.ts';

learn(texts);

/** Fields by which a layer can be coloured. */
function colouringFields({ fields }: StoreLayer): StoreField[] {
  return fields.filter(({ type, role }) => !/^(json|blob|bytes|geometry)/.test(type ?? '') && role !== 'state');
}

const METHODS: readonly ColouredBy['method'][] = ['quantiles', 'equal', 'categories'];

export class ColourBy extends KitElement {
  static override properties = { layer: {}, by: {} };
  layer?: StoreLayer;
  by?: ColouredBy;

  protected override render(): unknown {
    const { layer, by } = this;
    if (!layer) return nothing;
    const fields = colouringFields(layer);
    const chosen = fields.find(({ name }) => name === by?.field);
    const choose = (event: Event) => {
      const field = fields.find(({ name }) => name === (event.target as HTMLSelectElement).value);
      this.wish(field && usualColouring(field));
    };
    return html`<form class="colour-by" aria-label=${say('web-colour-by-of', { layer: layer.title })} @submit=${(event: Event) => event.preventDefault()}>
      <label class="field">${say('web-colour-by-field')}<select name="field" @change=${choose}>
        <option value="" .selected=${chosen === undefined}>${say('web-colour-by-usual')}</option>
        ${fields.map((field) => html`<option value=${field.name} .selected=${field === chosen}>${fieldTitle(field)}</option>`)}</select></label>
      ${by && isNumeric(chosen) ? this.classes(by) : nothing}
      <button type="submit" class="button-text" @click=${() => this.tell('colour-by-done')}>${say('web-colour-by-done')}</button>
    </form>`;
  }

  private classes(by: ColouredBy): unknown {
    const counts = Array.from({ length: MOST - FEWEST + 1 }, (_, at) => FEWEST + at);
    return html`<label class="field">${say('web-colour-by-method')}<select name="method"
        @change=${(event: Event) => this.wish({ ...by, method: (event.target as HTMLSelectElement).value as ColouredBy['method'] })}>
        ${METHODS.map((method) => html`<option value=${method} .selected=${method === by.method}>${say(`web-colour-by-${method}`)}</option>`)}</select></label>
      ${by.method === 'categories' ? nothing : html`<label class="field">${say('web-colour-by-count')}<select name="count"
        @change=${(event: Event) => this.wish({ ...by, count: Number((event.target as HTMLSelectElement).value) })}>
        ${counts.map((count) => html`<option value=${count} .selected=${count === by.count}>${count}</option>`)}</select></label>`}`;
  }

  private wish(by: ColouredBy | undefined): void {
    this.tell<LegendWish>('legend-wish', { wish: 'colour-by', layer: this.layer?.name ?? '', by });
  }
}

customElements.define('colour-by', ColourBy);
