// The features the map draws, of the layer people care for most, the nearest to the middle first: what a screen reader and
// the keyboard have instead of looking.

import type { Map as MapLibre } from 'maplibre-gl';
import { sourceLayer } from '../map/drawing-order.ts';
import type { Hit } from '../map/hits.ts';
import { rowsOf, type Stack } from '../layers/layer-stack.ts';
import type { Kind, StoreLayer } from '../server/store-layers.ts';

export interface InView {
  layer: StoreLayer;
  hits: Hit[];
}

const ORDER: readonly Kind[] = ['parcel', 'zone', 'building', 'feature', 'network', 'line', 'ward'];

/** Nothing if the map draws no single feature now. */
export function featuresInView(map: MapLibre, stack: Stack): InView | undefined {
  const shown = rowsOf(stack).filter(({ strength }) => strength > 0).map(({ layer }) => layer);
  const inOrder = [...shown].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  for (const layer of inOrder) {
    const hits = drawnOf(map, layer.name);
    if (hits.length > 0) return { layer, hits };
  }
  return undefined;
}

function drawnOf(map: MapLibre, layer: string): Hit[] {
  const own = map.getStyle().layers.filter((part) => sourceLayer(part) === layer && part.type !== 'symbol' && !part.id.startsWith('selected-'));
  // The rim of an area reaches a pixel farther into the view than the area.
  const areas = own.filter(({ type }) => type === 'fill');
  const layers = areas.length > 0 ? areas : own;
  const { lng, lat } = map.getCenter();
  const found = new Map<number, { hit: Hit; away: number }>();
  for (const { id, properties, geometry } of map.queryRenderedFeatures({ layers: layers.map((part) => part.id) })) {
    if (id === undefined || properties.merged !== undefined || geometry.type === 'GeometryCollection') continue;
    const [x, y] = firstCorner(geometry.coordinates);
    const away = Math.hypot((x - lng) * Math.cos((lat * Math.PI) / 180), y - lat);
    const known = found.get(Number(id));
    // A feature lies in several tiles; its nearest corner tells how near it is.
    if (!known || away < known.away) found.set(Number(id), { hit: { layer, id: Number(id), fields: properties }, away });
  }
  return [...found.values()].sort((a, b) => a.away - b.away || Number(a.hit.id) - Number(b.hit.id)).map(({ hit }) => hit);
}

function firstCorner(coordinates: unknown): [number, number] {
  const [first] = coordinates as unknown[];
  return typeof first === 'number' ? (coordinates as [number, number]) : firstCorner(first);
}
