// The layers of the map with a switch each, and under each what its colours mean, as far as they are in view.

import { html, nothing } from 'lit';
import { KitElement } from './kit-element.ts';
import { drawnClass, type Legend, type LegendClass } from './legend.ts';
import { swatch } from './legend-swatch.ts';
import { inOrder, writeNumber } from './numbers.ts';
import type { Kind, StoreLayer } from './store-layers.ts';
import { language, say } from './text.ts';

/** What people look for first stands first. */
const ORDER: readonly Kind[] = ['parcel', 'zone', 'building', 'line', 'network', 'feature', 'ward'];

/** A layer and whether it should be shown. */
export interface Switched {
  layer: string;
  shown: boolean;
}

export class MapLayers extends KitElement {
  static override properties = { layers: {}, legends: {}, hiddenLayers: {}, inView: {} };
  layers: StoreLayer[] = [];
  legends: ReadonlyMap<string, Legend> = new Map();
  hiddenLayers: ReadonlySet<string> = new Set();
  /** Class values drawn at the moment, by layer. */
  inView: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  protected override render(): unknown {
    if (this.layers.length === 0) return nothing;
    return html`<section class="layers" aria-labelledby="layers-heading">
      <h2 id="layers-heading" tabindex="-1">${say('web-layers')}</h2>
      <ul class="layers-list">
        ${this.inReadingOrder().map((layer) => html`<li>${this.row(layer)}</li>`)}
      </ul>
    </section>`;
  }

  private inReadingOrder(): StoreLayer[] {
    return [...this.layers].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  }

  private row(layer: StoreLayer): unknown {
    const legend = this.legends.get(layer.name);
    const shown = !this.hiddenLayers.has(layer.name);
    const classes = legend && shown ? this.classes(legend) : [];
    return html`<label class="layer-switch">
        <input type="checkbox" role="switch" .checked=${shown} data-layer=${layer.name}
          @change=${(event: Event) => this.tell<Switched>('layer-switched', {
            layer: layer.name,
            shown: (event.target as HTMLInputElement).checked,
          })}>
        ${legend && legend.field === undefined ? swatch(legend.swatch, legend.colour, legend.opacity) : nothing}
        <span class="layer-title">${layer.title}</span>
        ${layer.count === undefined ? nothing : html`<span class="layer-count">${writeNumber(layer.count)}</span>`}
      </label>
      ${classes.length === 0 || !legend ? nothing : html`<ul class="legend" data-legend=${layer.name}
        aria-label=${say('web-legend-of', { layer: layer.title })}>
        ${classes.map((each) => html`<li>${swatch(legend.swatch, each.colour, legend.opacity)}${this.meaning(each)}</li>`)}
      </ul>`}`;
  }

  /** A code such as ODT with its name; a class that is its own name needs no code. */
  private meaning({ code, names }: LegendClass): unknown {
    const name = names[language()];
    if (/\s/.test(code) || code.length > 12) return html`<span class="legend-name">${name}</span>`;
    return html`<span class="legend-code">${code}</span>
      ${name === code ? nothing : html`<span class="legend-name">${name}</span>`}`;
  }

  /** Known classes in the legend's order, then values the legend does not know. */
  private classes(legend: Legend): LegendClass[] {
    const drawn = this.inView.get(legend.layer);
    if (legend.field === undefined || drawn === undefined) return [];
    const values = new Set([...drawn].map((value) => drawnClass(legend, value)));
    const known = legend.classes.filter(({ code }) => values.has(code));
    const codes = new Set(legend.classes.map(({ code }) => code));
    const others = [...values].filter((value) => !codes.has(value)).sort(inOrder);
    return [...known, ...others.map((code) => ({ code, colour: legend.colour, names: { vi: code, en: code } }))];
  }
}

customElements.define('map-layers', MapLayers);
