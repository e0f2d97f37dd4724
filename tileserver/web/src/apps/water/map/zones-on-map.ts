// Zones on the map: pipes in the colour of their zone, and its code along them. Colours are told apart by whoever sees them otherwise (after Okabe
// and Ito, 2008); beyond them the same come again with dashes.

import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../../../kit/map/fonts.ts';
import type { Degrees } from '../case/wire.ts';

const SOURCE = 'shown-zones';
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#5d5d5d'];

export interface ZoneDrawn {
  id: string;
  /** Its place among those of its kind. */
  place: number;
  isChosen: boolean;
  geometry: { type: 'MultiLineString'; coordinates: Degrees[][] };
}

/** The colour of a zone by its place among those of its kind, and whether it is dashed. */
export function zoneLook(place: number): { colour: string; isDashed: boolean } {
  return { colour: COLOURS[place % COLOURS.length] ?? '#5d5d5d', isDashed: Math.floor(place / COLOURS.length) % 2 === 1 };
}

/** Draws zones, or none. */
export function drawZones(map: MapLibre, zones: readonly ZoneDrawn[]): void {
  const features = zones.map(({ id, place, isChosen, geometry }) => ({ type: 'Feature' as const, geometry, properties: { id, isChosen, ...zoneLook(place) } }));
  const data = { type: 'FeatureCollection' as const, features };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) return void source.setData(data);
  if (zones.length === 0) return;
  map.addSource(SOURCE, { type: 'geojson', data });
  for (const layer of LAYERS) map.addLayer(layer);
}

const width = ['interpolate', ['linear'], ['zoom'], 11, ['case', ['get', 'isChosen'], 4, 2.5], 17, ['case', ['get', 'isChosen'], 11, 7]];

const LAYERS = [
  { id: `${SOURCE}-rim`, type: 'line', filter: ['get', 'isChosen'], layout: round(), paint: { 'line-color': '#1a1a1a', 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 7, 17, 15] } },
  { id: `${SOURCE}-whole`, type: 'line', filter: ['!', ['get', 'isDashed']], layout: round(), paint: { 'line-color': ['get', 'colour'], 'line-width': width } },
  { id: `${SOURCE}-dashed`, type: 'line', filter: ['get', 'isDashed'], paint: { 'line-color': ['get', 'colour'], 'line-width': width, 'line-dasharray': [1.6, 0.8] } },
  {
    id: `${SOURCE}-code`,
    type: 'symbol',
    minzoom: 13,
    layout: { 'text-field': ['get', 'id'], 'text-font': [SEMIBOLD], 'text-size': 12, 'symbol-placement': 'line-center', 'text-padding': 48 },
    paint: { 'text-color': '#1a1a1a', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
  },
].map((layer) => ({ ...layer, source: SOURCE })) as unknown as LayerSpecification[];

function round(): object {
  return { 'line-join': 'round', 'line-cap': 'round' };
}
