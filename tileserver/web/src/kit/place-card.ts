// Every feature under the chosen point, each with its id and fields. The first stands open.
// Tile values are shown at once; opening a feature asks the store for all fields and exact values.

import { html, nothing } from 'lit';
import { classOf, fieldLabel, fieldValue, headline } from './feature-words.ts';
import type { Hit } from './hits.ts';
import { KitElement } from './kit-element.ts';
import type { Legend } from './legend.ts';
import { swatch } from './legend-swatch.ts';
import { itemPath, type StoreLayer } from './store-layers.ts';
import { say } from './text.ts';

export class PlaceCard extends KitElement {
  static override properties = { hits: {}, layers: {}, legends: {}, exact: {}, open: {} };
  hits: Hit[] | undefined;
  layers: StoreLayer[] = [];
  legends: ReadonlyMap<string, Legend> = new Map();
  /** Fields from the store by `layer/id`; `null` where it could not say. */
  exact: ReadonlyMap<string, Record<string, unknown> | null> = new Map();
  /** Which of the hits stands open. */
  open = 0;

  protected override render(): unknown {
    if (!this.hits) return html`<p class="card-hint">${say('web-click-hint')}</p>`;
    return html`<section class="card" aria-labelledby="card-heading">
      <div class="card-top">
        <h2 id="card-heading" tabindex="-1">${say('web-at-this-point', { count: this.hits.length })}</h2>
        <button class="icon-button" type="button" aria-label=${say('web-close')} title=${say('web-close')}
          @click=${() => this.tell('card-closed')}><span aria-hidden="true">✕</span></button>
      </div>
      ${this.hits.length === 0 ? html`<p>${say('web-nothing-here')}</p>` : nothing}
      <ul class="card-list">${this.hits.map((hit, at) => html`<li>${this.feature(hit, at)}</li>`)}</ul>
    </section>`;
  }

  /** Moves focus to the heading, so that a screen reader starts there. */
  announce(): void {
    this.querySelector<HTMLElement>('#card-heading')?.focus({ preventScroll: true });
  }

  private feature(hit: Hit, at: number): unknown {
    const layer = this.layers.find(({ name }) => name === hit.layer);
    const legend = this.legends.get(hit.layer);
    const value = classOf(hit, legend);
    const colour = legend?.classes.find(({ code }) => code === value)?.colour ?? legend?.colour;
    return html`<article class="feature" data-layer=${hit.layer} data-id=${hit.id ?? nothing}>
      <h3><button type="button" class="feature-head" aria-expanded=${at === this.open}
        @click=${() => this.tell<number>('feature-opened', at === this.open ? -1 : at)}>
        ${legend && colour ? swatch(legend.swatch, colour, legend.opacity) : nothing}
        <span class="feature-words"><span class="feature-title">${headline(hit, layer, legend)}</span>
        <span class="feature-layer">${layer?.title ?? hit.layer}</span></span>
        <span class="feature-mark" aria-hidden="true"></span>
      </button></h3>
      ${at === this.open ? this.body(hit, legend) : nothing}
    </article>`;
  }

  private body(hit: Hit, legend: Legend | undefined): unknown {
    if (hit.merged !== undefined) return html`<p class="feature-body">${say('web-merged', { count: hit.merged })}</p>`;
    const exact = hit.id === undefined ? undefined : this.exact.get(`${hit.layer}/${hit.id}`);
    const fields = Object.entries(exact ?? hit.fields).filter(([, value]) => value !== null && value !== '');
    return html`<div class="feature-body">
      <dl class="fields">
        ${hit.id === undefined ? nothing : html`<div><dt>${say('web-feature-id')}</dt><dd data-field="id">${hit.id}</dd></div>`}
        ${fields.map(([field, value]) => html`<div><dt title=${field}>${fieldLabel(field)}</dt>
          <dd data-field=${field}>${fieldValue(field, value, legend)}</dd></div>`)}
      </dl>
      ${exact === null ? html`<p class="feature-note">${say('web-card-from-tile')}</p>` : nothing}
      ${hit.id === undefined ? nothing : html`<p><a href=${itemPath(hit.layer, hit.id)}>${say('web-open-record')}</a></p>`}
    </div>`;
  }
}

customElements.define('place-card', PlaceCard);
