// How the reader's arrangement of layers becomes that of the map's parts: areas, then lines, points and names, and within
// each of these as the groups are arranged. Groups keep their places among one another.

import type { ExpressionSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { rowsOf, strengths, type Stack } from '../layers/layer-stack.ts';
import { isGround } from './base/ground.ts';
import { fadeIn } from './look/fade.ts';
import type { Kind } from '../server/store-layers.ts';

/** From the ground up, by type of paint and within it by kind. */
const ORDER: Partial<Record<LayerSpecification['type'], readonly Kind[]>> = {
  background: [],
  fill: ['ward', 'zone', 'parcel', 'feature', 'building', 'line', 'network'],
  line: ['zone', 'parcel', 'line', 'building', 'feature', 'network', 'ward'],
  circle: ['ward', 'zone', 'parcel', 'line', 'building', 'feature', 'network'],
  symbol: ['parcel', 'building', 'feature', 'network', 'zone', 'line', 'ward'],
};
/** What carries a layer's strength; names stay readable until the layer is off. */
const STRENGTH_OF: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
};

/** Brings a map that is drawn into line with a stack: what is shown, how strong, and what lies over what. */
export function arrangeLayers(map: MapLibre, layers: readonly LayerSpecification[], stack: Stack): void {
  const parts = inDrawingOrder(layers, stack).filter(({ id }) => map.getLayer(id));
  const yields = yielding(parts, stack);
  const shown = strengths(stack);
  for (const part of parts) {
    const isNew = map.getLayoutProperty(part.id, 'visibility') === 'none' && isShown(part, shown, yields);
    map.setLayoutProperty(part.id, 'visibility', isShown(part, shown, yields) ? 'visible' : 'none');
    for (const [property, value] of paintedAt(part, shown)) {
      if (isNew) fadeIn(map, part.id, property, value);
      else map.setPaintProperty(part.id, property as 'fill-opacity', value as number);
    }
  }
  restack(map, parts);
}

/** The parts of a style that is not drawn yet, as `arrangeLayers` would leave them: so the first frame asks for nothing that is hidden. */
export function arranged(layers: readonly LayerSpecification[], stack: Stack): LayerSpecification[] {
  const parts = inDrawingOrder(layers, stack);
  const yields = yielding(parts, stack);
  const shown = strengths(stack);
  return parts.map((part) => {
    const layout = { ...part.layout, visibility: isShown(part, shown, yields) ? 'visible' : 'none' };
    return { ...part, layout, paint: { ...part.paint, ...Object.fromEntries(paintedAt(part, shown)) } } as LayerSpecification;
  });
}

function isShown(part: LayerSpecification, shown: ReadonlyMap<string, number>, yields: ReadonlySet<string>): boolean {
  const name = sourceLayer(part);
  return name === undefined || isGround(part) || ((shown.get(name) ?? 0) > 0 && !yields.has(part.id));
}

/** The name of the store layer a style layer draws. */
export function sourceLayer(layer: LayerSpecification): string | undefined {
  return 'source-layer' in layer ? layer['source-layer'] : undefined;
}

/** All parts of a style, the lowest first: the ground, the data, and under the names of the data those of the ground. */
export function inDrawingOrder(all: readonly LayerSpecification[], stack: Stack): LayerSpecification[] {
  const [ground, parts] = [all.filter(isGround), all.filter((part) => !isGround(part))];
  const [names, areas] = [ground.filter(({ type }) => type === 'symbol'), ground.filter(({ type }) => type !== 'symbol')];
  const data = dataInOrder(parts, stack);
  return [...areas, ...data.filter(({ type }) => type !== 'symbol'), ...names, ...data.filter(({ type }) => type === 'symbol')];
}

function dataInOrder(parts: readonly LayerSpecification[], stack: Stack): LayerSpecification[] {
  const kinds = new Map(rowsOf(stack).map(({ layer }) => [layer.name, layer.kind]));
  return (Object.keys(ORDER) as LayerSpecification['type'][]).flatMap((type) => {
    const ranks = ORDER[type] ?? [];
    const rank = (name: string) => ranks.indexOf(kinds.get(name) ?? 'feature');
    const band = parts.filter((part) => part.type === type);
    const names = [...new Set(band.map((part) => sourceLayer(part) ?? ''))].sort((a, b) => rank(a) - rank(b));
    // Names keep their own order: a zone's sign matters more than the codes of its parcels, whatever lies above.
    const placed = type === 'symbol' ? names : inGroups(names, stack);
    return placed.flatMap((name) => band.filter((part) => (sourceLayer(part) ?? '') === name));
  });
}

/** Parts that leave the ground to one of other layers, named with spaces between: two fills on one another say nothing, so only the upper one is drawn. */
export function yielding(parts: readonly LayerSpecification[], stack: Stack): Set<string> {
  const shown = rowsOf(stack).filter(({ strength }) => strength > 0).map(({ layer }) => layer);
  const drawn = shown.map(({ name }) => name);
  // A layer the reader coloured has the ground: other land shows its rims.
  const leads = new Set(parts.filter((part) => isLeading(part)).map((part) => sourceLayer(part) ?? '').filter((name) => drawn.includes(name)));
  const land = new Set(shown.filter(({ kind }) => kind === 'parcel' || kind === 'zone').map(({ name }) => name));
  const yields = parts.filter((part) => {
    const name = sourceLayer(part) ?? '';
    if (leads.has(name)) return false;
    if (leads.size > 0 && land.has(name) && isColoured(part)) return true;
    const rivals = (part.metadata as Record<string, string> | undefined)?.['diaban:yields-to']?.split(' ') ?? [];
    const own = drawn.indexOf(sourceLayer(part) ?? '');
    return rivals.some((rival) => drawn.includes(rival) && drawn.indexOf(rival) < own);
  });
  return new Set(yields.map(({ id }) => id));
}

/** Fills, and lines that a legend gives a colour. */
function isColoured(part: LayerSpecification): boolean {
  return part.type === 'fill' || (part.type === 'line' && (part.metadata as Record<string, unknown> | undefined)?.['diaban:colours'] !== undefined);
}

function isLeading(part: LayerSpecification): boolean {
  return (part.metadata as Record<string, unknown> | undefined)?.['diaban:leads'] !== undefined;
}

/** Puts our parts in order, if they are not. What others laid between and over them keeps its place over the lines or names. */
function restack(map: MapLibre, parts: readonly LayerSpecification[]): void {
  const wanted = parts.map(({ id }) => id);
  const drawn = map.getLayersOrder();
  if (drawn.filter((id) => wanted.includes(id)).join() === wanted.join()) return;
  const names = parts.filter(({ type }) => type === 'symbol').map(({ id }) => id);
  const others = drawn.slice(drawn.findIndex((id) => id === names[0]));
  const above = others.find((id) => !wanted.includes(id));
  for (const id of names) map.moveLayer(id, above);
  const below = drawn.slice(0, drawn.length - others.length).reverse().findIndex((id) => wanted.includes(id));
  const underNames = drawn[drawn.length - others.length - below] ?? names[0];
  for (const { id, type } of parts) if (type !== 'symbol' && type !== 'background') map.moveLayer(id, underNames);
}

/** The properties of a part that carry its layer's strength, with their values at this strength. */
function paintedAt(part: LayerSpecification, shown: ReadonlyMap<string, number>): [string, unknown][] {
  if (isGround(part) || sourceLayer(part) === undefined) return [];
  const strength = shown.get(sourceLayer(part) ?? '') ?? 1;
  const paint = (part.paint ?? {}) as Record<string, unknown>;
  return (STRENGTH_OF[part.type] ?? []).map((property) => [property, scaled(paint[property] ?? 1, strength)]);
}

/** Each group's members take the group's places in the group's order. */
function inGroups(names: string[], stack: Stack): string[] {
  const placed = [...names];
  for (const { rows } of stack) {
    const members = rows.map(({ layer }) => layer.name).filter((name) => names.includes(name));
    const places = members.map((name) => names.indexOf(name)).sort((a, b) => b - a);
    members.forEach((name, at) => (placed[places[at] as number] = name));
  }
  return placed;
}

/** A value times a factor; what depends on the zoom stays an expression of the zoom outside. */
function scaled(value: unknown, by: number): unknown {
  if (by === 1) return value;
  if (typeof value === 'number') return value * by;
  if (!Array.isArray(value)) return value;
  const from = { interpolate: 4, step: 2 }[value[0] as string];
  if (from === undefined) return ['*', by, value] as unknown as ExpressionSpecification;
  return value.map((part, at) => (at >= from && (at - from) % 2 === 0 ? scaled(part, by) : (part as unknown)));
}
