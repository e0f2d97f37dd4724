// What a legend has to say of the layers that are drawn, the topmost first. Pure: page and paper show the same.

import { rowsOf, type Row, type Stack } from '../layers/layer-stack.ts';
import { inOrder } from '../page/numbers.ts';
import { drawnClass, type Legend, type LegendClass, type Mark, type Swatch } from '../symbols/legend.ts';
import type { InView } from './legend-reading.ts';

/** A layer of the legend with what is drawn of it. */
export interface Shown {
  layer: string;
  title: string;
  swatch: Swatch;
  /** Strength of a fill or line, 0–1. */
  opacity: number;
  /** One colour for all of the layer, or its classes. */
  colour?: string;
  /** Classes in view. */
  classes: LegendClass[];
  marks: Mark[];
  legend: Legend;
}

export interface Drawn {
  stack: Stack;
  legends: ReadonlyMap<string, Legend>;
  /** Class values drawn at the moment, by layer; a layer that is not drawn is missing. */
  inView: InView;
  /** Layers drawn by their rims only, because another layer fills the ground. */
  unfilled: ReadonlySet<string>;
}

export function shownLayers({ stack, legends, inView, unfilled }: Drawn): Shown[] {
  const hasLeader = rowsOf(stack).some(({ layer, strength }) => strength > 0 && legends.get(layer.name)?.isAsked && layer.shape === 'polygon');
  return rowsOf(stack).flatMap((row) => {
    const [legend, values] = [legends.get(row.layer.name), inView.get(row.layer.name)];
    if (row.strength === 0 || !legend || !values || values.size === 0) return [];
    const marks = legend.isAsked ? [] : (legend.marks ?? []).filter((mark) => isDrawn(mark, inView.get(`${legend.layer}/${mark.field}`)));
    // Land whose ground another layer was given is there by its rims, whatever its classes.
    if (hasLeader && !legend.isAsked && isLand(row)) return [{ ...rim(row, legend), marks: [], legend }];
    return [{ ...shownLayer(row, legend, values, unfilled), marks, legend }];
  });
}

/** Classes that are known but not in view. `counted`: those the data has; what nobody has, no legend needs. */
export function classesElsewhere({ legend, classes }: Shown, counted: ReadonlyMap<string, number> | undefined): LegendClass[] {
  const shown = new Set(classes.map(({ code }) => code));
  return legend.classes.filter(({ code }) => !shown.has(code) && (legend.isLearnt || (counted?.get(code) ?? 0) > 0));
}

function isLand({ layer }: Row): boolean {
  return layer.kind === 'parcel' || layer.kind === 'zone';
}

function rim({ layer, strength }: Row, { colour }: Legend): Omit<Shown, 'marks' | 'legend'> {
  return { layer: layer.name, title: layer.title, swatch: 'rim', opacity: strength, colour, classes: [] };
}

function shownLayer({ layer, strength }: Row, legend: Legend, values: ReadonlySet<string>, unfilled: ReadonlySet<string>): Omit<Shown, 'marks' | 'legend'> {
  const isRim = unfilled.has(layer.name) && legend.swatch === 'area';
  const kind = isRim ? 'rim' : legend.swatch === 'band' && !unfilled.has(layer.name) ? 'area' : legend.swatch;
  const of = { layer: layer.name, title: layer.title, swatch: kind, opacity: strength * (kind === 'area' ? (legend.opacity ?? 0.5) : 1) };
  if (legend.field === undefined) return { ...of, colour: legend.colour, classes: [] };
  return { ...of, classes: drawnClasses(legend, values) };
}

function isDrawn({ code, but }: Mark, values: ReadonlySet<string> | undefined): boolean {
  const present = [...(values ?? [])].filter((value) => value !== '');
  return present.some((value) => (code === undefined ? value !== but : value === code));
}

/** Known classes in the legend's order, then values the legend does not know. */
function drawnClasses(legend: Legend, drawn: ReadonlySet<string>): LegendClass[] {
  const values = new Set([...drawn].map((value) => drawnClass(legend, value)));
  const known = legend.classes.filter(({ code }) => values.has(code));
  const codes = new Set(legend.classes.map(({ code }) => code));
  const others = legend.edges ? [] : [...values].filter((value) => value !== '' && !codes.has(value)).sort(inOrder);
  return [...known, ...others.map((code) => ({ code, colour: legend.colour, names: { vi: code, en: code } }))];
}
