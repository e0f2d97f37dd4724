// One shape stands out from all others: a thick double line, white under black, which no official colour hides.

import type { Feature, Position } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';

const SOURCE = 'shown-lit';
const LAYERS = [
  { id: `${SOURCE}-under`, type: 'line', source: SOURCE, layout: { 'line-join': 'round' }, paint: { 'line-color': '#ffffff', 'line-width': 9 } },
  { id: `${SOURCE}-over`, type: 'line', source: SOURCE, layout: { 'line-join': 'round' }, paint: { 'line-color': '#1a1a1a', 'line-width': 5 } },
] as LayerSpecification[];

/** Lights a shape in place of the one before, or none. */
export function lightShape(map: MapLibre, shape: Feature | undefined): void {
  const data = { type: 'FeatureCollection' as const, features: shape ? [shape] : [] };
  const known = map.getSource<GeoJSONSource>(SOURCE);
  if (known) return void known.setData(data);
  if (!shape) return;
  map.addSource(SOURCE, { type: 'geojson', data });
  const names = map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
  for (const layer of LAYERS) map.addLayer(layer, names);
}

/** All corners of a shape. */
export function cornersOf({ geometry }: Feature): [number, number][] {
  const found: [number, number][] = [];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') found.push([...(part as Position)].slice(0, 2) as [number, number]);
    else part.forEach(walk);
  };
  if (geometry && 'coordinates' in geometry) walk(geometry.coordinates);
  return found;
}
