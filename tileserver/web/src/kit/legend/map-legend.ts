// What the colours on the map mean: what is in view first, in the order of the map, as strong as it is drawn. Classes can be found
// and chosen, and a layer coloured by another field.

import texts from 'virtual:catalogue/kit/legend#web-legend,web-colour-by-of,web-colour-by-nothing';
import { html, nothing } from 'lit';
import { rowsOf, type Stack } from '../layers/layer-stack.ts';
import { PALETTE } from '../page/icons.ts';
import { KitElement } from '../page/kit-element.ts';
import { learn, say } from '../page/text.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import type { View } from '../share/permalink.ts';
import type { Legend } from '../symbols/legend.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import { byField, marks } from './legend-look.ts';
import type { InView } from './legend-reading.ts';
import type { LegendWish } from './legend-work.ts';
import { classesElsewhere, shownLayers, type Shown } from './shown-layers.ts';
// The element its classes stand in.
import './class-list.ts';

learn(texts);

export class MapLegend extends KitElement {
  static override properties = { stack: {}, legends: {}, inView: {}, unfilled: {}, only: {}, by: {}, counts: {}, asking: {}, isPlain: {} };
  stack: Stack = [];
  legends: ReadonlyMap<string, Legend> = new Map();
  inView: InView = new Map();
  unfilled: ReadonlySet<string> = new Set();
  /** Which classes alone are drawn, by layer, and how the reader coloured layers. */
  only?: View['only'];
  by?: View['by'];
  /** How many features each class of a layer has, where that is known. */
  counts: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map();
  /** The layer somebody is asked about: by which field to colour it. */
  asking?: string;
  /** Colours are as they are: nobody is asked for others. */
  isPlain = false;
  /** Layers whose counts were asked for. */
  private readonly counted = new Set<string>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('colour-by-done', () => this.ask(undefined));
  }

  protected override render(): unknown {
    if (this.stack.length === 0) return nothing;
    const shown = shownLayers(this);
    return html`<section aria-labelledby="legend-heading">
      <h2 id="legend-heading" tabindex="-1">${say('web-legend')}</h2>
      <p class="panel-hint">${say(hintOf(shown))}${shown.some(({ layer, classes }) => classes.length > 0 && this.counts.has(layer)) ? html` <span data-counts>${say('web-legend-counts')}</span>` : nothing}</p>
      ${shown.map((layer) => this.layer(layer))}
      ${shown.some(({ classes }) => classes.length > 1) ? html`<p class="panel-hint legend-keys">${say('web-legend-keys')}</p>` : nothing}
    </section>`;
  }

  /** The form is loaded when somebody asks for it. */
  protected override willUpdate(): void {
    if (this.asking !== undefined) void import('./colour-by.ts');
  }

  /** Counts are asked for only where somebody sees them. */
  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('counts') && this.counts.size === 0) this.counted.clear();
    if (this.offsetParent === null) return;
    for (const { layer, classes } of shownLayers(this)) {
      if (classes.length === 0 || this.counted.has(layer)) continue;
      this.counted.add(layer);
      this.tell<LegendWish>('legend-wish', { wish: 'counts', layer });
    }
  }

  private layer(shown: Shown): unknown {
    const { layer: name, title, legend, swatch: kind, colour, opacity } = shown;
    // Ranges are read in their order: those out of view keep their place.
    const classes = legend.edges ? legend.classes : shown.classes;
    const layer = rowsOf(this.stack).find((row) => row.layer.name === name)?.layer;
    const isSingle = classes.length === 0 && colour !== undefined;
    const by = this.by?.get(name);
    const head = isSingle
      ? html`<p class="legend-layer legend-single" data-legend=${name}>${swatch(kind, colour, opacity)}<span>${title}</span></p>`
      : html`<h3 class="legend-layer">${title}${byField(legend)}</h3>`;
    const chosen = this.only?.get(name) ?? [];
    const elsewhere = legend.edges ? [] : classesElsewhere(shown, this.counts.get(name));
    return html`<div class="legend-of">
      <div class="legend-head">${head}${layer ? this.asker(layer) : nothing}</div>
      ${layer && this.asking === name ? html`<colour-by .layer=${layer} .by=${by}></colour-by>` : nothing}
      ${by && !legend.isAsked ? html`<p class="panel-hint" role="status">${say('web-colour-by-nothing')}</p>` : nothing}
      ${legend.isOfView ? html`<p class="panel-hint">${say('web-legend-of-view')}</p>` : nothing}
      ${isSingle ? html`${shown.marks.length === 0 ? nothing : html`<ul class="legend">${marks(shown)}</ul>`}`
        : html`<class-list .shown=${{ ...shown, classes }} .elsewhere=${elsewhere} .counts=${this.counts.get(name)} .chosen=${chosen}></class-list>`}
    </div>`;
  }

  private asker(layer: StoreLayer): unknown {
    if (this.isPlain || layer.fields.length === 0) return nothing;
    const [isOpen, label] = [this.asking === layer.name, say('web-colour-by-of', { layer: layer.title })];
    return html`<button type="button" class="icon-button" aria-expanded=${isOpen} aria-label=${label} title=${label} data-colour-by=${layer.name}
      @click=${() => this.ask(isOpen ? undefined : layer.name)}>${PALETTE}</button>`;
  }

  private ask(layer: string | undefined): void {
    const before = this.asking;
    this.asking = layer;
    this.tell<string | undefined>('colour-by-asked', layer);
    if (layer === undefined && before !== undefined) void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-colour-by="${CSS.escape(before)}"]`)?.focus());
  }
}

/** Whose colours they are. */
function hintOf(shown: readonly Shown[]): string {
  if (shown.length === 0) return 'web-legend-empty';
  if (shown.some(({ legend }) => legend.isAsked)) return 'web-legend-hint-chosen';
  const byClass = shown.filter(({ classes }) => classes.length > 0);
  return byClass.length > 0 && byClass.every(({ legend }) => legend.isLearnt) ? 'web-legend-hint-learnt' : 'web-legend-hint';
}

customElements.define('map-legend', MapLegend);
