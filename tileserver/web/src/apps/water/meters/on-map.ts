// The meters of a round on the map, by how far each is; what has to be looked at bears a sign, so that colour is not all that tells.

import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../../../kit/map/fonts.ts';
import type { MeterState } from './words.ts';

const SOURCE = 'shown-meters';
const SIGNS: Readonly<Record<MeterState, string>> = { todo: '', kept: '↑', read: '', asks: '?', refused: '!' };

export interface Dot {
  at: [number, number];
  state: MeterState;
  /** It is the one that is being read. */
  isChosen: boolean;
}

/** Draws them, or nothing. */
export function drawMeters(map: MapLibre, dots: readonly Dot[], isDark: boolean): void {
  const features = dots.map(({ at, state, isChosen }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: at },
    properties: { state, isChosen, sign: SIGNS[state] },
  }));
  const data = { type: 'FeatureCollection' as const, features };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) return void source.setData(data);
  if (dots.length === 0) return;
  map.addSource(SOURCE, { type: 'geojson', data });
  for (const layer of layers(isDark ? NIGHT : DAY)) map.addLayer(layer);
}

interface Colours {
  todo: string;
  read: string;
  asks: string;
  refused: string;
  ink: string;
  paper: string;
}

const DAY: Colours = { todo: '#ffffff', read: '#00696b', asks: '#a84a00', refused: '#ab0311', ink: '#1a1a1a', paper: '#ffffff' };
const NIGHT: Colours = { todo: '#15191e', read: '#7fd6cf', asks: '#ffb74d', refused: '#ff8a80', ink: '#f1f1ee', paper: '#15191e' };

function layers({ todo, read, asks, refused, ink, paper }: Colours): LayerSpecification[] {
  const small = ['interpolate', ['linear'], ['zoom'], 14, 3, 16.5, 5, 18, 8];
  const chosen = ['boolean', ['get', 'isChosen'], false];
  const fill = ['match', ['get', 'state'], 'read', read, 'kept', read, 'asks', asks, 'refused', refused, todo];
  return [
    { id: `${SOURCE}-ring`, type: 'circle', filter: chosen, paint: { 'circle-radius': 15, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': ink, 'circle-stroke-width': 4 } },
    { id: SOURCE, type: 'circle', paint: { 'circle-radius': small, 'circle-color': fill, 'circle-stroke-color': ['match', ['get', 'state'], 'todo', ink, paper], 'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 16, 1.5, 18, 2.5] } },
    {
      id: `${SOURCE}-sign`,
      type: 'symbol',
      minzoom: 16.5,
      layout: { 'text-field': ['get', 'sign'], 'text-font': [SEMIBOLD], 'text-size': 12, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': paper },
    },
  ].map((layer) => ({ ...layer, source: SOURCE })) as unknown as LayerSpecification[];
}
