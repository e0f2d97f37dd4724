// A look for layers no style knows, such as a user's own import: by shape and kind, with a label if a field is said to be a name.
// Layers are drawn for every shape behind a filter, so a layer of mixed shapes needs no knowledge.

import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { REGULAR, SEMIBOLD } from './fonts.ts';
import type { Legend } from '../symbols/legend.ts';
import { inOrder } from '../page/numbers.ts';
import { classColour, layerColour } from '../symbols/palette.ts';
import { nameField, playing, type StoreLayer } from '../server/store-layers.ts';

const OUTLINE = '#3a3a3a';
const INK = '#1a1a1a';
const HALO = '#ffffff';

export interface Drawn {
  layers: LayerSpecification[];
  legend: Legend;
}

export function defaultStyle(layer: StoreLayer, position: number): Drawn {
  const field = classField(layer);
  const colour = layerColour(position);
  const legend: Legend = { layer: layer.name, swatch: swatch(layer), colour, opacity: fillOpacity(layer), field, classes: [] };
  const shapes = layer.shape === 'mixed' ? (['polygon', 'line', 'point'] as const) : [layer.shape];
  const layers = shapes.flatMap((shape) => LOOKS[shape](layer, paintByClass(legend), colour));
  const name = nameField(layer) ?? (layer.kind === 'zone' ? field : undefined);
  if (name) layers.push(nameLabel(layer, name));
  return { layers, legend };
}

/** The colours of the classes seen so far; other values keep the layer's own colour. */
export function paintByClass({ field, classes, colour }: Legend): string | ExpressionSpecification {
  if (field === undefined || classes.length === 0) return colour;
  const arms = classes.flatMap((each) => [each.code, each.colour]);
  return ['match', ['to-string', ['get', field]], ...arms, colour] as unknown as ExpressionSpecification;
}

/** Gives values nobody has seen before a class in the legend; true if there were any. */
export function learnClasses(legend: Legend, values: Iterable<string>): boolean {
  const known = new Set(legend.classes.map(({ code }) => code));
  const fresh = [...values].filter((value) => !known.has(value)).sort(inOrder);
  for (const code of fresh) {
    const named = legend.named?.find((each) => each.code === code);
    const taken = legend.classes.map(({ colour }) => colour);
    legend.classes.push(named ?? { code, colour: classColour(code, taken), names: { vi: code, en: code } });
  }
  legend.classes.sort((a, b) => inOrder(a.code, b.code));
  return fresh.length > 0;
}

/** Ids of the style layers whose colour follows the class, with the property that carries it. */
export function colouredParts(layer: StoreLayer): [string, string][] {
  return [
    [`${layer.name}-fill`, 'fill-color'],
    [`${layer.name}-line`, 'line-color'],
    [`${layer.name}-point`, 'circle-color'],
  ];
}

type Paint = string | ExpressionSpecification;

const LOOKS = {
  polygon: (layer: StoreLayer, paint: Paint, colour: string): LayerSpecification[] => [
    part(layer, 'fill', 'Polygon', { type: 'fill', paint: { 'fill-color': paint, 'fill-opacity': fillOpacity(layer) } }),
    part(layer, 'outline', 'Polygon', {
      type: 'line',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['!', ['has', 'merged']]],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': layer.kind === 'ward' ? colour : OUTLINE,
        'line-width': layer.kind === 'ward' ? ['interpolate', ['linear'], ['zoom'], 8, 0.8, 16, 2.5] : outlineWidth(),
        'line-opacity': layer.kind === 'ward' ? 0.9 : 0.75,
      },
    }),
  ],
  line: (layer: StoreLayer, paint: Paint): LayerSpecification[] => [
    part(layer, 'line', 'LineString', {
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': paint, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 10, 0.8, 16, 2.5, 20, 6] },
    }),
  ],
  point: (layer: StoreLayer, paint: Paint): LayerSpecification[] => [
    part(layer, 'point', 'Point', {
      type: 'circle',
      paint: {
        'circle-color': paint,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 1.5, 15, 4, 18, 7],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 12, 0.3, 16, 1.5],
      },
    }),
  ],
};

function part(layer: StoreLayer, role: string, shape: string, look: object): LayerSpecification {
  return {
    id: `${layer.name}-${role}`,
    source: layer.source,
    'source-layer': layer.name,
    filter: ['==', ['geometry-type'], shape],
    ...look,
  } as unknown as LayerSpecification;
}

function fillOpacity(layer: StoreLayer): number {
  if (layer.kind === 'ward') return 0.04;
  if (layer.kind === 'parcel' && layer.classField === undefined) return 0.15;
  return layer.kind === 'building' ? 0.65 : 0.5;
}

function outlineWidth(): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 13, 0.2, 16, 0.7, 19, 1.2];
}

function nameLabel(layer: StoreLayer, field: string): LayerSpecification {
  const alongLine = layer.shape === 'line';
  return {
    id: `${layer.name}-label`,
    type: 'symbol',
    source: layer.source,
    'source-layer': layer.name,
    minzoom: layer.kind === 'ward' ? 9 : 14,
    filter: ['!', ['has', 'merged']],
    layout: {
      'text-field': ['to-string', ['get', field]],
      'text-font': [layer.kind === 'ward' ? SEMIBOLD : REGULAR],
      'text-size': layer.kind === 'ward' ? 15 : 12,
      'text-max-width': 8,
      'symbol-placement': alongLine ? 'line' : 'point',
      ...(layer.shape === 'point' ? { 'text-anchor': 'top', 'text-offset': [0, 0.7], 'text-optional': true } : {}),
    },
    paint: { 'text-color': INK, 'text-halo-color': HALO, 'text-halo-width': 1.5 },
  } as unknown as LayerSpecification;
}

/** The field that colours a layer. Parcels and wards have one only if they are drawn by it at low zooms, too. */
function classField(layer: StoreLayer): string | undefined {
  if (layer.classField !== undefined || layer.kind === 'ward' || layer.kind === 'parcel') return layer.classField;
  return playing(layer, 'class') ?? (layer.kind === 'zone' ? playing(layer, 'code') : undefined);
}

function swatch(layer: StoreLayer): Legend['swatch'] {
  if (layer.kind === 'ward') return 'band';
  return layer.shape === 'line' ? 'line' : layer.shape === 'point' ? 'point' : 'area';
}
