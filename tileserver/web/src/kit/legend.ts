// What the colours of a layer mean: read from a style's legend.json, or made for a layer nobody has drawn before.

import type { Language } from './text.ts';

export interface LegendClass {
  code: string;
  colour: string;
  names: Record<Language, string>;
}

/** How the key of a layer is painted. `band` is a coloured rim without a fill. */
export type Swatch = 'area' | 'band' | 'line' | 'dash' | 'point';

export interface Legend {
  layer: string;
  swatch: Swatch;
  colour: string;
  /** Classes by the value of this field; without it the layer has one look. */
  field?: string;
  classes: LegendClass[];
}

interface WireLegend {
  layers: {
    layer: string;
    swatch: Swatch;
    colour: string;
    field?: string;
    classes?: { code: string; name_vi: string; name_en: string; colour: string }[];
  }[];
}

export function readLegends(wire: WireLegend): Legend[] {
  return wire.layers.map((entry) => ({
    layer: entry.layer,
    swatch: entry.swatch,
    colour: entry.colour,
    field: entry.field,
    classes: (entry.classes ?? []).map(({ code, colour, name_vi, name_en }) => ({
      code,
      colour,
      names: { vi: name_vi, en: name_en },
    })),
  }));
}

export type { WireLegend };
