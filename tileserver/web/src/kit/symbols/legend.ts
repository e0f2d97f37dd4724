// What the colours of a layer mean: read from a style's legend.json, or made for a layer nobody has drawn before.

import type { Language } from '../page/text.ts';
import type { Pattern } from './patterns.ts';

/** The groups of layers a reader finds them in. */
export type GroupName = 'land' | 'streets' | 'networks' | 'others';

export interface LegendClass {
  code: string;
  colour: string;
  /** Drawn over the colour, where colours alone ran out. */
  pattern?: Pattern;
  names: Record<Language, string>;
}

/** The class of what has no value. */
export const MISSING = '∅';

/** How the key of a layer is painted. `band` is a coloured rim without a fill, `rim` a plain one, `late` a
 * dashed and hatched one; `frame` surrounds a plan, `pending` one that is not in force. */
export type Swatch = 'area' | 'band' | 'line' | 'road' | 'dash' | 'point' | 'rim' | 'late' | 'frame' | 'pending';

export interface Legend {
  layer: string;
  swatch: Swatch;
  colour: string;
  /** Strength of the fill, 0–1; half unless said. */
  opacity?: number;
  /** The group of layers it stands in, if its kind does not tell. */
  group?: GroupName;
  /** Classes by the value of this field; without it the layer has one look. */
  field?: string;
  /** The mark between codes where a value may hold several ("ODT+CLN"); the first decides the colour. */
  joinedBy?: string;
  /** What rims and hatches say beside the colours. */
  marks?: Mark[];
  classes: LegendClass[];
  /** Classes are ranges of numbers, and each but the first begins at one of these. */
  edges?: readonly number[];
  /** Classes are those that were met in the data, not those of a law. */
  isLearnt?: boolean;
  /** The reader asked for these colours, not the layer. */
  isAsked?: boolean;
  /** Classes were made of what was in view, for the server did not say what there is. */
  isOfView?: boolean;
  /** What the field they asked for is called, with what its numbers count. */
  fieldLabel?: string;
  /** Classes of other layers: a value of the same name has their colour. */
  named?: readonly LegendClass[];
}

/** A look that a value of a field has, or every value but one. */
export interface Mark {
  field: string;
  code?: string;
  but?: string;
  swatch: Swatch;
  names: Record<Language, string>;
}

/** The class a value is drawn as. */
export function drawnClass(legend: Legend, value: string): string {
  if (value === '' && legend.isAsked) return MISSING;
  if (legend.edges) return rangeOf(legend.edges, Number(value));
  return classesOf(legend, value)[0] as string;
}

/** The code of the range a number lies in; ranges hold the number they begin with. */
export function rangeOf(edges: readonly number[], value: number): string {
  return Number.isNaN(value) ? MISSING : `r${edges.filter((edge) => value >= edge).length + 1}`;
}

/** All classes a value names. */
export function classesOf(legend: Legend, value: string): string[] {
  return legend.joinedBy === undefined ? [value] : value.split(legend.joinedBy);
}

interface WireLegend {
  layers: {
    layer: string;
    swatch: Swatch;
    colour: string;
    group?: GroupName;
    opacity?: number;
    marks?: { field: string; code?: string; but?: string; swatch: Swatch; name_vi: string; name_en: string }[];
    field?: string;
    joined_by?: string;
    classes?: { code: string; name_vi: string; name_en: string; colour: string }[];
  }[];
}

export function readLegends(wire: WireLegend): Legend[] {
  return wire.layers.map((entry) => ({
    layer: entry.layer,
    swatch: entry.swatch,
    colour: entry.colour,
    group: entry.group,
    opacity: entry.opacity,
    marks: entry.marks?.map(({ name_vi, name_en, ...mark }) => ({ ...mark, names: { vi: name_vi, en: name_en } })),
    field: entry.field,
    joinedBy: entry.joined_by,
    classes: (entry.classes ?? []).map(({ code, colour, name_vi, name_en }) => ({
      code,
      colour,
      names: { vi: name_vi, en: name_en },
    })),
  }));
}

export type { WireLegend };
