// What would be chosen by a click is rimmed while the pointer rests on it. Only where there is a pointer: a finger covers what it is on.

import type { LayerSpecification, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import type { OfficialStyle } from '../map-style.ts';

/** Before the ids of the rims. */
const PREFIX = 'hover-';
const IS_OVER = ['boolean', ['feature-state', 'over'], false];
/** What the metadata of an outline says if its areas get a rim: the zoom from which they are told apart, and the fills one is over. */
const [FROM, ON] = ['diaban:hover-from', 'diaban:hover-on'];

interface Fill {
  id: string;
  from: number;
}

interface Area {
  source: string;
  sourceLayer: string;
  id: number;
}

/** A look with rims for the areas it says can be chosen. */
export function withRims(official: OfficialStyle | undefined): OfficialStyle | undefined {
  const isFinger = navigator.maxTouchPoints > 0 && !matchMedia('(hover: hover)').matches;
  if (!official || isFinger) return official;
  const paint = { 'line-color': '#1a1a1a', 'line-width': 2, 'line-opacity': ['case', IS_OVER, 0.85, 0] };
  const rims = official.layers.filter((part) => fromOf(part) !== undefined).map((part) => ({ ...part, id: PREFIX + part.id, filter: ['!', ['has', 'merged']], paint }));
  return { ...official, layers: [...official.layers, ...(rims as unknown as LayerSpecification[])] };
}

function fromOf(part: LayerSpecification): number | undefined {
  return (part.metadata as Record<string, number> | undefined)?.[FROM];
}

function onOf(part: LayerSpecification): string[] {
  return (part.metadata as Record<string, string> | undefined)?.[ON]?.split(' ') ?? [];
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
  const rims = parts.filter((part) => part.id.startsWith(PREFIX)).map((part) => ({ on: onOf(part), from: fromOf(part) ?? 0 }));
  return rims.flatMap(({ on, from }) => on.map((id) => ({ id, from }))).sort((a, b) => b.from - a.from);
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
