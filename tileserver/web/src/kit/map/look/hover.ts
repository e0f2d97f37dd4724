// What would be chosen by a click is rimmed while the pointer rests on it. Only where there is a pointer: a finger covers what it is on.

import type { LayerSpecification, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import type { Kind, StoreLayer } from '../../server/store-layers.ts';

/** Before the ids of the rims. */
const PREFIX = 'hover-';
/** Kinds that are rimmed, and the zoom from which they are told apart; the one that is told apart last is chosen first. */
const RIMMED: readonly [Kind, number][] = [['parcel', 15.5], ['zone', 13]];
const IS_OVER = ['boolean', ['feature-state', 'over'], false];
/** What is written in the metadata of a rim: the zoom from which its areas are told apart. */
const FROM = 'diaban:hover-from';

interface Fill {
  id: string;
  from: number;
}

interface Area {
  source: string;
  sourceLayer: string;
  id: number;
}

/** Rims for the areas that can be chosen; they share the geometry of the outline they are copied from. */
export function hoverParts(parts: readonly LayerSpecification[], layers: readonly StoreLayer[]): LayerSpecification[] {
  if (typeof matchMedia === 'undefined' || !matchMedia('(hover: hover)').matches) return [];
  const rimmed = layers.flatMap(({ name, kind }) => RIMMED.flatMap(([wanted, from]) => (kind === wanted ? [{ name, from }] : [])));
  return rimmed.flatMap(({ name, from }) => {
    const outline = parts.find((part) => part.type === 'line' && part['source-layer'] === name);
    if (!outline) return [];
    const paint = { 'line-color': '#1a1a1a', 'line-width': 2, 'line-opacity': ['case', IS_OVER, 0.85, 0] };
    return [{ ...outline, id: PREFIX + name, metadata: { [FROM]: from }, paint } as unknown as LayerSpecification];
  });
}

/** Rims what lies under the pointer, of these layers. */
export function rimUnderPointer(map: MapLibre, parts: readonly LayerSpecification[]): void {
  const areas = fillsOf(parts);
  let over: Area | undefined;
  let at: MapMouseEvent['point'] | undefined;
  const rim = (next: typeof over) => {
    if (next?.id === over?.id && next?.sourceLayer === over?.sourceLayer) return;
    if (over && map.getSource(over.source)) map.setFeatureState(over, { over: false });
    over = next;
    if (over) map.setFeatureState(over, { over: true });
  };
  map.on('mousemove', ({ point }) => {
    if (at === undefined) requestAnimationFrame(() => {
      const place = at;
      at = undefined;
      if (place && map.style && !map.isMoving()) rim(areaAt(map, place, areas));
    });
    at = point;
  });
  map.on('mouseout', () => rim(undefined));
}

/** The fills of areas with a rim, those that are told apart last in front. */
function fillsOf(parts: readonly LayerSpecification[]): Fill[] {
  const fills = parts.filter((part) => part.type === 'fill');
  const rims = parts.filter((part) => part.type === 'line' && part.id.startsWith(PREFIX));
  const of = (rim: LayerSpecification) => fills.filter((fill) => PREFIX + fill['source-layer'] === rim.id);
  const found = rims.flatMap((rim) => of(rim).map(({ id }) => ({ id, from: Number((rim.metadata as Record<string, unknown>)[FROM]) })));
  return found.sort((a, b) => b.from - a.from);
}

function areaAt(map: MapLibre, point: MapMouseEvent['point'], areas: readonly Fill[]): Area | undefined {
  for (const { id: layer, from } of areas) {
    if (map.getZoom() < from || !map.getLayer(layer)) continue;
    const [found] = map.queryRenderedFeatures(point, { layers: [layer] });
    if (found?.id === undefined || found.properties.merged !== undefined) continue;
    return { source: found.source, sourceLayer: found.sourceLayer ?? '', id: Number(found.id) };
  }
  return undefined;
}
