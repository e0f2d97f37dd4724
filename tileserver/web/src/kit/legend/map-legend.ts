// What the colours on the map mean: only what is in view, in the order of the map, as strong as it is drawn.

import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { rowsOf, type Row, type Stack } from '../layers/layer-stack.ts';
import { drawnClass, type Legend, type LegendClass, type Mark, type Swatch } from '../symbols/legend.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import { inOrder } from '../page/numbers.ts';
import { language, say } from '../page/text.ts';

/** A layer of the legend with what is drawn of it. */
export interface Shown {
  layer: string;
  title: string;
  swatch: Swatch;
  /** Strength of a fill or line, 0–1. */
  opacity: number;
  /** One colour for all of the layer, or its classes. */
  colour?: string;
  classes: LegendClass[];
  marks: Mark[];
}

export class MapLegend extends KitElement {
  static override properties = { stack: {}, legends: {}, inView: {}, unfilled: {} };
  stack: Stack = [];
  legends: ReadonlyMap<string, Legend> = new Map();
  /** Class values drawn at the moment, by layer; a layer that is not drawn is missing. */
  inView: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  /** Layers drawn by their rims only, because another layer fills the ground. */
  unfilled: ReadonlySet<string> = new Set();

  protected override render(): unknown {
    if (this.stack.length === 0) return nothing;
    const shown = shownLayers(this);
    return html`<section aria-labelledby="legend-heading">
      <h2 id="legend-heading" tabindex="-1">${say('web-legend')}</h2>
      <p class="panel-hint">${say(shown.length === 0 ? 'web-legend-empty' : 'web-legend-hint')}</p>
      ${shown.map((layer) => legendOf(layer))}
    </section>`;
  }
}

/** What marks without a colour of their own are painted in. */
const MARK = '#3a3a3a';

/** One layer's part of a legend, on the page or on paper. */
export function legendOf({ layer, title, swatch: kind, opacity, colour, classes, marks }: Shown): unknown {
  const marked = marks.map((mark) => html`<li data-mark=${mark.code ?? `not ${mark.but}`}>${swatch(mark.swatch, colour ?? MARK)}
    <span class="legend-name">${mark.names[language()]}</span></li>`);
  if (classes.length === 0 && colour !== undefined) {
    return html`<p class="legend-layer legend-single" data-legend=${layer}>${swatch(kind, colour, opacity)}<span>${title}</span></p>
      ${marked.length === 0 ? nothing : html`<ul class="legend">${marked}</ul>`}`;
  }
  return html`<h3 class="legend-layer">${title}</h3>
    <ul class="legend" data-legend=${layer} aria-label=${say('web-legend-of', { layer: title })}>
      ${classes.map((each) => html`<li data-code=${each.code}>${swatch(kind, each.colour, opacity)}${meaning(each)}</li>`)}${marked}
    </ul>`;
}

/** What is drawn, the topmost layer first. */
export function shownLayers({ stack, legends, inView, unfilled }: Pick<MapLegend, 'stack' | 'legends' | 'inView' | 'unfilled'>): Shown[] {
  return rowsOf(stack).flatMap((row) => {
    const [legend, values] = [legends.get(row.layer.name), inView.get(row.layer.name)];
    if (row.strength === 0 || !legend || !values || values.size === 0) return [];
    const marks = (legend.marks ?? []).filter((mark) => isDrawn(mark, inView.get(`${legend.layer}/${mark.field}`)));
    return [{ ...shownLayer(row, legend, values, unfilled), marks }];
  });
}

function shownLayer({ layer, strength }: Row, legend: Legend, values: ReadonlySet<string>, unfilled: ReadonlySet<string>): Omit<Shown, 'marks'> {
  const isRim = unfilled.has(layer.name) && legend.swatch === 'area';
  const kind = isRim ? 'rim' : legend.swatch === 'band' && !unfilled.has(layer.name) ? 'area' : legend.swatch;
  const of = { layer: layer.name, title: layer.title, swatch: kind, opacity: strength * (kind === 'area' ? (legend.opacity ?? 0.5) : 1) };
  if (legend.field === undefined) return { ...of, colour: legend.colour, classes: [] };
  return { ...of, classes: drawnClasses(legend, values) };
}

function isDrawn({ code, but }: Mark, values: ReadonlySet<string> | undefined): boolean {
  return [...(values ?? [])].some((value) => (code === undefined ? value !== but : value === code));
}

/** Known classes in the legend's order, then values the legend does not know. */
function drawnClasses(legend: Legend, drawn: ReadonlySet<string>): LegendClass[] {
  const values = new Set([...drawn].map((value) => drawnClass(legend, value)));
  const known = legend.classes.filter(({ code }) => values.has(code));
  const codes = new Set(legend.classes.map(({ code }) => code));
  const others = [...values].filter((value) => value !== '' && !codes.has(value)).sort(inOrder);
  return [...known, ...others.map((code) => ({ code, colour: legend.colour, names: { vi: code, en: code } }))];
}

/** A code such as ODT with its name; a class that is its own name needs no code. */
function meaning({ code, names }: LegendClass): unknown {
  const name = names[language()];
  if (/\s/.test(code) || code.length > 12) return html`<span class="legend-name">${name}</span>`;
  return html`<span class="legend-code">${code}</span>${name === code ? nothing : html`<span class="legend-name">${name}</span>`}`;
}

customElements.define('map-legend', MapLegend);
