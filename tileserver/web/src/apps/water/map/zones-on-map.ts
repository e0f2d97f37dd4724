// Zones on the map: pipes in the colour of their zone, and its code in the middle of them.

import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../../../kit/map/fonts.ts';
import type { Degrees } from '../case/wire.ts';
import { zoneLook } from './zone-look.ts';

const SOURCE = 'shown-zones';

export interface ZoneDrawn {
  id: string;
  /** Its place among those of its kind. */
  place: number;
  isChosen: boolean;
  geometry: { type: 'MultiLineString'; coordinates: Degrees[][] };
}

/** Draws zones, or none. */
export function drawZones(map: MapLibre, zones: readonly ZoneDrawn[]): void {
  const data = { type: 'FeatureCollection' as const, features: zones.flatMap(features) };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) return void source.setData(data);
  if (zones.length === 0) return;
  map.addSource(SOURCE, { type: 'geojson', data });
  for (const layer of LAYERS) map.addLayer(layer);
}

function features({ id, place, isChosen, geometry }: ZoneDrawn) {
  const properties = { id, isChosen, ...zoneLook(place) };
  const middle = middleOf(geometry.coordinates.flat());
  return [
    { type: 'Feature' as const, geometry, properties },
    ...(middle ? [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: middle }, properties }] : []),
  ];
}

/** The place of a zone that is nearest to the middle of all. */
function middleOf(places: readonly Degrees[]): Degrees | undefined {
  const mean = [0, 1].map((part) => places.reduce((sum, place) => sum + (place[part] ?? 0), 0) / places.length);
  const away = ([lon, lat]: Degrees) => Math.hypot(lon - (mean[0] ?? 0), lat - (mean[1] ?? 0));
  return places.reduce<Degrees | undefined>((best, place) => (best === undefined || away(place) < away(best) ? place : best), undefined);
}

const isLine = ['!=', ['geometry-type'], 'Point'];
const width = ['interpolate', ['linear'], ['zoom'], 11, ['case', ['get', 'isChosen'], 4, 2.5], 17, ['case', ['get', 'isChosen'], 11, 7]];

const LAYERS = [
  { id: `${SOURCE}-rim`, type: 'line', filter: ['all', isLine, ['get', 'isChosen']], layout: round(), paint: { 'line-color': '#1a1a1a', 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 7, 17, 15] } },
  { id: `${SOURCE}-whole`, type: 'line', filter: ['all', isLine, ['!', ['get', 'isDashed']]], layout: round(), paint: { 'line-color': ['get', 'colour'], 'line-width': width } },
  { id: `${SOURCE}-dashed`, type: 'line', filter: ['all', isLine, ['get', 'isDashed']], paint: { 'line-color': ['get', 'colour'], 'line-width': width, 'line-dasharray': [1.6, 0.8] } },
  {
    id: `${SOURCE}-code`,
    type: 'symbol',
    filter: ['!', isLine],
    layout: { 'text-field': ['get', 'id'], 'text-font': [SEMIBOLD], 'text-size': 14, 'text-padding': 8 },
    paint: { 'text-color': '#1a1a1a', 'text-halo-color': '#ffffff', 'text-halo-width': 2.5 },
  },
].map((layer) => ({ ...layer, source: SOURCE })) as unknown as LayerSpecification[];

function round(): object {
  return { 'line-join': 'round', 'line-cap': 'round' };
}
