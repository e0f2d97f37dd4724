// How a measurement is drawn: its area, its edges with their lengths, its numbered corners, and the edge to the pointer.
// White under black, as the chosen feature: it stands out on every official colour.

import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../map/fonts.ts';
import type { Degrees } from '../grid/vn2000.ts';

const SOURCE = 'measure';
const BLACK = '#1a1a1a';
const WHITE = '#ffffff';

export interface Drawing {
  corners: Degrees[];
  closed: boolean;
  /** The length of each edge, in words. */
  labels: string[];
  /** Where the next corner would be. */
  pointer?: Degrees;
}

/** Draws a measurement over everything else, in place of the one before. */
export function drawMeasure(map: MapLibre, drawing: Drawing): void {
  const data = { type: 'FeatureCollection' as const, features: features(drawing) };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) return void source.setData(data as never);
  map.addSource(SOURCE, { type: 'geojson', data: data as never });
  for (const layer of LAYERS) map.addLayer(layer);
}

export function eraseMeasure(map: MapLibre): void {
  for (const { id } of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
  if (map.getSource(SOURCE)) map.removeSource(SOURCE);
}

function features({ corners, closed, labels, pointer }: Drawing): object[] {
  const feature = (part: string, type: string, coordinates: unknown, text?: string) => ({
    type: 'Feature',
    properties: { part, text: text ?? '' },
    geometry: { type, coordinates },
  });
  const ring = closed && corners.length > 2 ? [...corners, corners[0] as Degrees] : corners;
  const last = corners.at(-1);
  return [
    ...(closed && corners.length > 2 ? [feature('area', 'Polygon', [ring])] : []),
    ...(corners.length > 1 ? [feature('edge', 'LineString', ring)] : []),
    ...(last && pointer ? [feature('next', 'LineString', [last, pointer])] : []),
    ...corners.map((corner, at) => feature('corner', 'Point', corner, String(at + 1))),
    ...labels.map((label, at) => feature('label', 'Point', middle(ring[at] as Degrees, ring[at + 1] as Degrees), label)),
  ];
}

function middle([west, south]: Degrees, [east, north]: Degrees): Degrees {
  return [(west + east) / 2, (south + north) / 2];
}

const is = (part: string) => ['==', ['get', 'part'], part];
const text = { 'text-field': ['get', 'text'], 'text-font': [SEMIBOLD], 'text-allow-overlap': true, 'text-ignore-placement': true };

const LAYERS = [
  { id: 'measure-area', type: 'fill', source: SOURCE, filter: is('area'), paint: { 'fill-color': BLACK, 'fill-opacity': 0.15 } },
  { id: 'measure-under', type: 'line', source: SOURCE, filter: is('edge'), paint: { 'line-color': WHITE, 'line-width': 6 } },
  { id: 'measure-over', type: 'line', source: SOURCE, filter: is('edge'), paint: { 'line-color': BLACK, 'line-width': 2.5 } },
  {
    id: 'measure-next',
    type: 'line',
    source: SOURCE,
    filter: is('next'),
    paint: { 'line-color': BLACK, 'line-width': 2, 'line-dasharray': [2, 2] },
  },
  {
    id: 'measure-corner',
    type: 'circle',
    source: SOURCE,
    filter: is('corner'),
    paint: { 'circle-radius': 9, 'circle-color': WHITE, 'circle-stroke-color': BLACK, 'circle-stroke-width': 2 },
  },
  {
    id: 'measure-number',
    type: 'symbol',
    source: SOURCE,
    filter: is('corner'),
    layout: { ...text, 'text-size': 12 },
    paint: { 'text-color': BLACK },
  },
  {
    id: 'measure-label',
    type: 'symbol',
    source: SOURCE,
    filter: is('label'),
    layout: { ...text, 'text-size': 13, 'text-allow-overlap': false },
    paint: { 'text-color': BLACK, 'text-halo-color': WHITE, 'text-halo-width': 2 },
  },
] as LayerSpecification[];
