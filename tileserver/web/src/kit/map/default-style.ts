// A look for layers no style knows, such as a user's own import: by shape and kind, with a label if a field is said to be a name.
// Layers are drawn for every shape behind a filter, so a layer of mixed shapes needs no knowledge.

import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { REGULAR, SEMIBOLD } from './fonts.ts';
import { MISSING, type Legend } from '../symbols/legend.ts';
import { inOrder } from '../page/numbers.ts';
import { layerColour, looksFor, type Look } from '../symbols/palette.ts';
import { imageOf } from '../symbols/patterns.ts';
import { nameField, playing, type StoreLayer } from '../server/store-layers.ts';

const OUTLINE = '#3a3a3a';
const INK = '#1a1a1a';
const HALO = '#ffffff';
const STREET = '#ffffff';

export interface Drawn {
  layers: LayerSpecification[];
  legend: Legend;
}

/** `rivals`: other layers that fill the same ground; of all these only the topmost is filled. */
export function defaultStyle(layer: StoreLayer, position: number, rivals: readonly string[] = []): Drawn {
  const field = classField(layer);
  const colour = isStreet(layer) ? STREET : layerColour(position);
  const legend: Legend = { layer: layer.name, swatch: swatch(layer), colour, opacity: fillOpacity(layer), field, classes: [], isLearnt: true };
  const shapes = layer.shape === 'mixed' ? (['polygon', 'line', 'point'] as const) : [layer.shape];
  const layers = shapes.flatMap((shape) => LOOKS[shape](layer, paintByClass(legend), colour));
  const name = nameField(layer) ?? (layer.kind === 'zone' ? field : layer.kind === 'parcel' ? numberField(layer) : undefined);
  if (name) layers.push(nameLabel(layer, name));
  const yielding = (each: LayerSpecification) => (each.type === 'fill' && rivals.length > 0 ? { ...each, metadata: { 'diaban:yields-to': rivals.join(' ') } } : each);
  return { layers: layers.map(yielding), legend };
}

/** The class of a feature, as the map works it out: a value, the first of several, or the range a number lies in. */
export function classExpression({ field, edges, joinedBy, isAsked }: Legend): ExpressionSpecification {
  const value = ['get', field ?? ''];
  if (edges) {
    const ranges = ['step', ['to-number', value], 'r1', ...edges.flatMap((edge, at) => [edge, `r${at + 2}`])];
    const none = ['any', ['==', value, null], ['==', value, '']];
    // A fill merged from many has no number of its own.
    return ['case', none, MISSING, edges.length === 0 ? 'r1' : ranges] as unknown as ExpressionSpecification;
  }
  const text = ['to-string', value];
  if (joinedBy !== undefined && !isAsked) {
    const whole = ['concat', text, joinedBy];
    return ['slice', whole, 0, ['index-of', joinedBy, whole]] as unknown as ExpressionSpecification;
  }
  return (isAsked ? ['case', ['==', text, ''], MISSING, text] : text) as unknown as ExpressionSpecification;
}

/** The colours of the classes known so far; other values keep the layer's own colour. */
export function paintByClass(legend: Legend): string | ExpressionSpecification {
  const { field, classes, colour } = legend;
  if (field === undefined || classes.length === 0) return colour;
  const arms = classes.flatMap((each) => [each.code, each.colour]);
  return ['match', classExpression(legend), ...arms, colour] as unknown as ExpressionSpecification;
}

/** What the part of a layer that carries patterns shows: the features whose class has one, and which. */
export function patternsByClass(legend: Legend): { filter: ExpressionSpecification; image: string | ExpressionSpecification } {
  const patterned = legend.classes.flatMap(({ code, pattern }) => (pattern ? [[code, imageOf(pattern)] as const] : []));
  const [first] = patterned;
  if (!first) return { filter: ['boolean', false], image: imageOf('rising') };
  const isPatterned = ['in', classExpression(legend), ['literal', patterned.map(([code]) => code)]];
  return {
    filter: ['all', ['==', ['geometry-type'], 'Polygon'], isPatterned] as unknown as ExpressionSpecification,
    image: ['match', classExpression(legend), ...patterned.flat(), first[1]] as unknown as ExpressionSpecification,
  };
}

/** Gives values nobody has seen before a class in the legend; true if there were any. `isArea`: patterns can tell them apart. */
export function learnClasses(legend: Legend, values: Iterable<string>, isArea: boolean): boolean {
  const known = new Set(legend.classes.map(({ code }) => code));
  const fresh = [...new Set(values)].filter((value) => value !== '' && !known.has(value));
  if (fresh.length === 0) return false;
  const named = new Map((legend.named ?? []).map((each) => [each.code, each]));
  const looks = looksFor(fresh.filter((value) => !named.has(value)), new Map(legend.classes.filter(({ code }) => code !== MISSING).map((each) => [each.code, each])), isArea);
  for (const code of fresh) legend.classes.push(named.get(code) ?? { code, names: { vi: code, en: code }, ...(looks.get(code) as Look) });
  legend.classes.sort((a, b) => inOrder(a.code, b.code));
  return true;
}

/** The part that carries patterns. */
export function patternPart(layer: string): string {
  return `${layer}-pattern`;
}

type Paint = string | ExpressionSpecification;

const LOOKS = {
  polygon: (layer: StoreLayer, paint: Paint, colour: string): LayerSpecification[] => [
    part(layer, 'fill', 'Polygon', { type: 'fill', paint: { 'fill-color': paint, 'fill-opacity': fillOpacity(layer) } }),
    part(layer, 'pattern', 'Polygon', {
      type: 'fill',
      filter: ['boolean', false],
      paint: { 'fill-pattern': imageOf('rising'), 'fill-opacity': 0.75 },
    }),
    part(layer, 'outline', 'Polygon', {
      type: 'line',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['!', ['has', 'merged']]],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': layer.kind === 'ward' ? colour : OUTLINE,
        'line-width': outlineWidth(layer),
        'line-opacity': layer.kind === 'ward' ? 0.9 : layer.kind === 'parcel' ? 0.55 : 0.75,
      },
    }),
  ],
  line: (layer: StoreLayer, paint: Paint): LayerSpecification[] => {
    const line = (role: string, colour: Paint, widths: readonly number[]) => part(layer, role, 'LineString', {
      type: 'line',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], ...[10, 13, 16, 20].flatMap((zoom, at) => [zoom, widths[at]])] },
    });
    if (!isStreet(layer)) return [line('line', paint, [0.3, 0.6, 1.8, 5])];
    return [line('casing', '#b9b2a2', [0.6, 1.6, 5, 15]), line('line', paint, [0.3, 0.9, 3.6, 12.5])];
  },
  point: (layer: StoreLayer, paint: Paint): LayerSpecification[] => {
    // Dots grow as they come to have room: a crowd of them would hide the town.
    const roomy = roomyZoom(layer);
    return [part(layer, 'point', 'Point', {
      type: 'circle',
      paint: {
        'circle-color': paint,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], roomy - 4, 0.4, roomy - 1, 1.4, roomy + 1, 4, roomy + 4, 7],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], roomy - 1, 0, roomy + 2, 1.5],
      },
    })];
  },
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
  if (layer.kind === 'parcel' && layer.classField === undefined) return 0.05;
  return layer.kind === 'building' ? 0.65 : 0.5;
}

function outlineWidth({ kind }: StoreLayer): ExpressionSpecification {
  const by = (from: number, thin: number, to: number, thick: number) => ['interpolate', ['linear'], ['zoom'], from, thin, to, thick] as unknown as ExpressionSpecification;
  if (kind === 'ward') return by(8, 0.8, 16, 2.5);
  return kind === 'zone' ? by(11, 0.4, 17, 1.8) : by(13, 0.15, 18, 1);
}

/** Lines with names are streets, and drawn as streets are: a pale way with edges. */
function isStreet(layer: StoreLayer): boolean {
  return layer.kind === 'line' && nameField(layer) !== undefined && classField(layer) === undefined;
}

/** What people call a parcel by where it has no name: its number, or its key. */
function numberField(layer: StoreLayer): string | undefined {
  return playing(layer, 'number') ?? layer.fields.find(({ role }) => role === 'identifier')?.name;
}

/** Pixels between points that have room for their dots. */
const ROOM = 60;

/** The zoom from which the points of a layer lie that far apart, were they spread evenly over its box. */
function roomyZoom({ box, count }: StoreLayer): number {
  if (!box || count === undefined || count < 2) return 14;
  const [west, south, east, north] = box;
  const tall = (north - south) / Math.cos((((north + south) / 2) * Math.PI) / 180);
  const apart = Math.sqrt(Math.max((east - west) * tall, 1e-12) / count);
  return Math.min(18, Math.max(6, Math.log2((ROOM * 360) / (512 * apart))));
}

/** From which zoom names have room: those of a crowd of points only close by. */
function nameZoom(layer: StoreLayer): number {
  if (layer.kind === 'ward') return 9;
  if (layer.kind === 'parcel') return 17.5;
  return layer.shape === 'point' ? Math.min(19, Math.max(14, roomyZoom(layer) + 3)) : 14;
}

function nameLabel(layer: StoreLayer, field: string): LayerSpecification {
  const alongLine = layer.shape === 'line';
  return {
    id: `${layer.name}-label`,
    type: 'symbol',
    source: layer.source,
    'source-layer': layer.name,
    minzoom: nameZoom(layer),
    filter: ['!', ['has', 'merged']],
    layout: {
      'text-field': ['to-string', ['get', field]],
      'text-font': [layer.kind === 'ward' ? SEMIBOLD : REGULAR],
      'text-size': layer.kind === 'ward' ? 15 : layer.kind === 'parcel' ? 11 : 12,
      'text-max-width': 8,
      ...(alongLine ? { 'symbol-spacing': 360 } : {}),
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
  if (layer.shape === 'line' && isStreet(layer)) return 'road';
  return layer.shape === 'line' ? 'line' : layer.shape === 'point' ? 'point' : 'area';
}
