// What a reader does with the legend, carried out: which classes are drawn, by which field a layer is coloured, what is counted.
// Keeps the classes a layer was given as long as the page is open: no value changes its colour while somebody looks.

import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { learnClasses, patternPart } from '../map/default-style.ts';
import { drawnInView } from '../map/hits.ts';
import type { Composed } from '../map/map-style.ts';
import { beingRead } from '../page/text.ts';
import { fieldSummary, summaryOfView, type FieldSummary } from '../server/field-summary.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import type { ColouredBy, View } from '../share/permalink.ts';
import { drawnClass, MISSING, type Legend } from '../symbols/legend.ts';
import { readValues, type InView } from './legend-reading.ts';
import { withLook } from './layer-look.ts';
import { repaint } from './repaint.ts';

/** What a reader wishes of the legend. */
export type LegendWish =
  | { wish: 'only'; layer: string; codes: readonly string[] }
  | { wish: 'colour-by'; layer: string; by: ColouredBy | undefined }
  | { wish: 'counts'; layer: string };

/** A slow answer must not keep the map from being drawn: colours come when it does. Longer than this is seen as waiting. */
const PATIENCE_MS = 300;

/** Loaded when somebody asks for other colours. */
type Thematic = typeof import('./coloured-by.ts');

export class LegendWork {
  /** How many features each class of a layer has, where that is known. */
  counts: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map();
  private composed?: Composed;
  private layers: readonly StoreLayer[] = [];
  private view?: View;
  /** Parts and legends as their styles have them. */
  private usual: { parts: readonly LayerSpecification[]; legends: ReadonlyMap<string, Legend> } = { parts: [], legends: new Map() };
  /** Classes that were given, by layer and field. */
  private readonly given = new Map<string, Legend['classes']>();
  /** Layers that have the colours they shall have. */
  private readonly coloured = new Set<string>();
  private thematic?: Thematic;
  /** Layers whose values the server has been asked for: what is in view must not be faster. */
  private readonly awaited = new Set<string>();
  private readonly summaries = new Map<string, Promise<FieldSummary | undefined>>();

  /** `map`: what is drawn, if something is; `changed`: the legend is to be shown anew. */
  constructor(
    private readonly map: () => MapLibre | undefined,
    private readonly changed: () => void,
  ) {}

  /**
   * Takes up a style that is about to be drawn; the colours asked for are in it if what they need comes soon. Of layers that are not
   * shown nothing is asked until they are.
   */
  async begin(composed: Composed, layers: readonly StoreLayer[], view: View, shown: ReadonlySet<string>): Promise<void> {
    [this.composed, this.layers, this.view] = [composed, layers, view];
    this.usual = { parts: composed.style.layers, legends: new Map(composed.legends) };
    for (const name of composed.improvised) this.recall(composed.legends.get(name));
    this.coloured.clear();
    for (const layer of layers) this.draw(layer);
    let isLate = false;
    const all = Promise.all(layers.filter(({ name }) => shown.has(name)).map((layer) => this.colour(layer))).then(() => isLate && this.composed === composed && this.changed());
    await Promise.race([all, new Promise((late) => setTimeout(late, PATIENCE_MS))]);
    isLate = true;
  }

  /** Draws what came while the map was being opened. */
  catchUp(): void {
    for (const layer of this.layers) this.draw(layer);
  }

  /** Layers are asked for anew: what they hold is counted anew. Single edits are not, for everybody would ask after each of them. */
  forget(): void {
    this.summaries.clear();
    this.counts = new Map();
  }

  /** Somebody else is looking, who may not know what values there are. */
  forgetReader(): void {
    this.forget();
    this.given.clear();
  }

  /** Follows a link that was changed by hand or by going back. */
  async follow(view: View): Promise<void> {
    this.view = view;
    await Promise.all(this.layers.filter(({ name }) => this.coloured.has(name)).map((layer) => this.colour(layer)));
    this.catchUp();
    this.changed();
  }

  /** What is drawn in view; values nobody has seen before get a colour. */
  read(map: MapLibre): InView {
    const { composed, view } = this;
    if (!composed) return new Map();
    const inView = readValues(composed, drawnInView(map, composed.style.layers));
    for (const layer of this.layers) {
      const [legend, values] = [composed.legends.get(layer.name), inView.get(layer.name)];
      if (!legend || !values) continue;
      if (view?.only?.has(layer.name)) inView.set(layer.name, new Set(this.valuesAtHand(layer, legend.field ?? '').map((value) => String(value ?? ''))));
      const isDue = view?.by?.has(layer.name) ? !legend.isAsked : values.size > 0 && !this.coloured.has(layer.name) && this.isLearning(layer, legend);
      if (isDue) void this.retry(layer);
      else if (this.isLearning(layer, legend) && this.learn(layer, legend, values)) this.draw(layer);
    }
    return inView;
  }

  async fulfil(wish: LegendWish): Promise<void> {
    const layer = this.layers.find(({ name }) => name === wish.layer);
    if (!layer || !this.view) return;
    if (wish.wish === 'counts') await this.count(layer);
    if (wish.wish === 'only') {
      this.view.only = without(this.view.only, layer.name);
      if (wish.codes.length > 0) this.view.only.set(layer.name, wish.codes);
      this.draw(layer);
    }
    if (wish.wish === 'colour-by') {
      this.view.by = without(this.view.by, layer.name);
      if (wish.by) this.view.by.set(layer.name, wish.by);
      this.view.only = without(this.view.only, layer.name);
      await this.colour(layer);
    }
    this.changed();
  }

  /** Gives a layer the legend that is asked for, and draws it so. */
  private async colour(layer: StoreLayer): Promise<void> {
    const { composed, view } = this;
    const [usual, by] = [this.usual.legends.get(layer.name), view?.by?.get(layer.name)];
    if (!composed || !usual) return;
    this.coloured.add(layer.name);
    if (by && layer.fields.some(({ name }) => name === by.field)) {
      const [thematic, told] = await Promise.all([import('./coloured-by.ts'), this.summary(layer, by.field)]);
      await beingRead();
      if (this.composed !== composed || this.view?.by?.get(layer.name) !== by) return;
      this.thematic = thematic;
      const summary = told ?? summaryOfView(this.valuesAtHand(layer, by.field), thematic.quantilesOf);
      const legend = thematic.colouredLegend(usual, layer, by, summary);
      composed.legends.set(layer.name, legend ?? usual);
      if (legend && !legend.edges) this.recall(legend);
      this.noteCounts(layer, summary);
    } else {
      composed.legends.set(layer.name, usual);
      if (composed.improvised.has(layer.name) && usual.field !== undefined) await this.learnAll(layer, usual);
      if (this.composed !== composed) return;
    }
    this.draw(layer);
  }

  /** Classes for all values a layer has, so that no colour hangs on where somebody looked first. */
  private async learnAll(layer: StoreLayer, legend: Legend): Promise<void> {
    this.awaited.add(layer.name);
    const summary = await this.summary(layer, legend.field as string);
    this.awaited.delete(layer.name);
    if (!summary?.values) return;
    this.learn(layer, legend, summary.values.map(({ value }) => value));
    this.noteCounts(layer, summary);
  }

  /** Colours that were asked for before the map had read anything to make classes of, or of a layer that is shown only now. */
  private async retry(layer: StoreLayer): Promise<void> {
    const isFirst = !this.coloured.has(layer.name);
    await this.colour(layer);
    if (isFirst || this.composed?.legends.get(layer.name)?.isAsked) this.changed();
  }

  private isLearning(layer: StoreLayer, legend: Legend): boolean {
    if (legend.field === undefined || legend.edges || this.awaited.has(layer.name)) return false;
    return legend.isAsked ?? this.composed?.improvised.has(layer.name) ?? false;
  }

  private learn(layer: StoreLayer, legend: Legend, values: Iterable<string>): boolean {
    const field = layer.fields.find(({ name }) => name === legend.field);
    const isArea = this.usual.parts.some(({ id }) => id === patternPart(layer.name));
    const isNew = legend.isAsked ? (this.thematic?.learnCategories(legend, values, field) ?? false) : learnClasses(legend, values, isArea);
    // Also those that were learnt in another language.
    for (const each of legend.classes) {
      const words = field?.codes?.[each.code];
      if (words !== undefined) each.names = { vi: words, en: words };
    }
    if (isNew) this.given.set(`${layer.name}/${legend.field}`, legend.classes);
    return isNew;
  }

  /** Classes that were given before, in another theme or language, or before the data came anew. */
  private recall(legend: Legend | undefined): void {
    const given = legend && this.given.get(`${legend.layer}/${legend.field}`);
    if (!legend || !given) return;
    const known = new Map(given.map((each) => [each.code, each]));
    const others = legend.classes.filter(({ code }) => !known.has(code));
    legend.classes = [...given.map((each) => ({ ...each })), ...others];
  }

  /** Puts a layer's look into the style, and on the map if one is drawn. */
  private draw(layer: StoreLayer): void {
    const { composed, view } = this;
    const legend = composed?.legends.get(layer.name);
    if (!composed || !legend) return;
    const isByClass = legend.isAsked ?? composed.improvised.has(layer.name);
    const look = { layer, legend, isByClass, only: view?.only?.get(layer.name) };
    composed.style.layers = withLook(composed.style.layers, this.usual.parts, look);
    const map = this.map();
    if (map?.getSource(layer.source)) repaint(map, composed.style.layers, layer);
  }

  private async count(layer: StoreLayer): Promise<void> {
    const field = this.composed?.legends.get(layer.name)?.field;
    const summary = field === undefined || this.counts.has(layer.name) ? undefined : await this.summary(layer, field);
    if (summary) this.noteCounts(layer, summary);
  }

  private noteCounts(layer: StoreLayer, { values, missing, isOfView }: FieldSummary): void {
    const legend = this.composed?.legends.get(layer.name);
    const counts = new Map(this.counts);
    counts.delete(layer.name);
    if (legend && values && !isOfView) {
      const own = new Map<string, number>();
      for (const { value, count } of values) {
        const code = drawnClass(legend, value);
        own.set(code, (own.get(code) ?? 0) + count);
      }
      if (legend.isAsked && missing > 0) own.set(MISSING, missing);
      counts.set(layer.name, own);
    }
    this.counts = counts;
  }

  private summary(layer: StoreLayer, field: string): Promise<FieldSummary | undefined> {
    const key = `${layer.name}/${field}`;
    const asked = this.summaries.get(key) ?? fieldSummary(layer.name, field).catch(() => undefined);
    this.summaries.set(key, asked);
    return asked;
  }

  /** The values of the features the map has read around the view, each feature once; filtered or not. */
  private valuesAtHand(layer: StoreLayer, field: string): unknown[] {
    const values = new Map<unknown, unknown>();
    const map = this.map();
    if (!map?.getSource(layer.source)) return [];
    for (const { id, properties } of map.querySourceFeatures(layer.source, { sourceLayer: layer.name })) {
      if (properties.merged === undefined || properties[field] != null) values.set(id ?? Symbol('merged'), properties[field] ?? null);
    }
    return [...values.values()];
  }
}

function without<T>(all: ReadonlyMap<string, T> | undefined, name: string): Map<string, T> {
  return new Map([...(all ?? [])].filter(([each]) => each !== name));
}
