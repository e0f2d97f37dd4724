// Kept shapes on the map, over everything the data draws: each in its colour with a white rim, and its name.

import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../../map/fonts.ts';
import { COLOURS, kindOf, type Shape } from './shape.ts';

const SOURCE = 'kept';

/** Draws these shapes in place of those before; with none it takes them away. */
export function showKept(map: MapLibre, shapes: readonly Shape[]): void {
  const known = map.getSource<GeoJSONSource>(SOURCE);
  if (shapes.length === 0) {
    if (!known) return;
    for (const { id } of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
    map.removeSource(SOURCE);
    return;
  }
  const features = shapes.map((shape) => ({
    type: 'Feature' as const,
    properties: { kind: kindOf(shape), colour: COLOURS[shape.colour], name: shape.name },
    geometry: shape.geometry,
  }));
  const data: FeatureCollection = { type: 'FeatureCollection', features };
  if (known) return void known.setData(data);
  map.addSource(SOURCE, { type: 'geojson', data });
  for (const layer of LAYERS) map.addLayer(layer);
}

const is = (kind: string) => ['==', ['get', 'kind'], kind];
const colour = ['get', 'colour'];
const text = { 'text-field': ['get', 'name'], 'text-font': [SEMIBOLD], 'text-size': 14, 'text-max-width': 12 };
const written = { 'text-color': colour, 'text-halo-color': '#ffffff', 'text-halo-width': 2 };

const LAYERS = [
  { id: 'kept-fill', type: 'fill', source: SOURCE, filter: is('area'), paint: { 'fill-color': colour, 'fill-opacity': 0.2 } },
  { id: 'kept-under', type: 'line', source: SOURCE, filter: ['!', is('point')], paint: { 'line-color': '#ffffff', 'line-width': 6 } },
  { id: 'kept-over', type: 'line', source: SOURCE, filter: ['!', is('point')], paint: { 'line-color': colour, 'line-width': 3 } },
  {
    id: 'kept-point',
    type: 'circle',
    source: SOURCE,
    filter: is('point'),
    paint: { 'circle-radius': 7, 'circle-color': colour, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2.5 },
  },
  { id: 'kept-name', type: 'symbol', source: SOURCE, filter: is('area'), layout: text, paint: written },
  { id: 'kept-name-line', type: 'symbol', source: SOURCE, filter: is('line'), layout: { ...text, 'symbol-placement': 'line-center' }, paint: written },
  {
    id: 'kept-name-point',
    type: 'symbol',
    source: SOURCE,
    filter: is('point'),
    layout: { ...text, 'text-anchor': 'top', 'text-offset': [0, 0.8] },
    paint: written,
  },
] as LayerSpecification[];
