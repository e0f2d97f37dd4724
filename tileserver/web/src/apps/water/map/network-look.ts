// How the network looks on the map: pipes by diameter, valves by how they stand (by shape and sign, not by colour alone), hydrants, and
// what goes without water. Sizes are in the style so that one day's map is the next day's.

import type { LayerSpecification } from 'maplibre-gl';
import { REGULAR, SEMIBOLD } from '../../../kit/map/fonts.ts';
import type { OfficialStyle } from '../../../kit/map/map-style.ts';
import type { Legend } from '../../../kit/symbols/legend.ts';
import { DEVICES, EDGES, NODES, SHUTDOWNS } from './layer-names.ts';


export const PIPE = '#1a68b3';
export const DARK = '#123a5e';
export const HYDRANT = '#c62828';
export const OUTAGE = '#de6b14';

/** Layers of what is planned. */
const PLANNED = ['zones', 'plans', 'plan_zones', 'plan_boundaries', 'plan_lines', 'plan_projects', 'plan_restrictions', 'red_lines', 'building_lines'];

/** Of the ground only what helps to find the way; what is planned there is another app's. */
export const SHOWN: ReadonlyMap<string, number> = new Map([
  ...[EDGES, NODES, DEVICES, SHUTDOWNS].map((layer) => [layer, 1] as const),
  ['parcels', 0.3],
  ...PLANNED.map((layer) => [layer, 0] as const),
]);

/** Numbers and land uses of parcels: valves are read between them. */
const PARCEL_NUMBERS = ['parcels-label', 'parcels-use'];

/** A look with that of the network besides. */
export function withNetwork(official: OfficialStyle | undefined): OfficialStyle {
  const { sprite, layers, legends, ground: under } = official ?? { sprite: undefined, layers: [], legends: [] };
  const ground = layers.filter(({ id }) => !PARCEL_NUMBERS.includes(id));
  return { sprite, layers: [...ground, ...LAYERS], legends: [...legends, ...LEGENDS], ground: under };
}

const isHydrant = ['==', ['get', 'loai'], 'hydrant'];
const isClosed = ['==', ['get', 'vi_tri'], 'closed'];
const isGood = ['all', ['!=', ['get', 'van_hanh'], false], ['!=', ['get', 'tiep_can'], false]];
const diameter = ['coalesce', ['get', 'duong_kinh'], 100];

/** Pixels at a zoom, by millimetres. */
function wide(thin: number, thick: number): unknown[] {
  return ['interpolate', ['linear'], diameter, 50, thin, 600, thick];
}

/** Ground where water is off, or will be; what is over is no news. */
const IS_OPEN = ['all', ['==', ['geometry-type'], 'Polygon'], ['in', ['get', 'trang_thai'], ['literal', ['active', 'planned']]]];

const LAYERS = [
  {
    id: `${SHUTDOWNS}-fill`,
    type: 'fill',
    'source-layer': SHUTDOWNS,
    filter: IS_OPEN,
    paint: { 'fill-color': OUTAGE, 'fill-opacity': ['match', ['get', 'trang_thai'], 'active', 0.25, 0.06] },
  },
  {
    id: `${SHUTDOWNS}-outline`,
    type: 'line',
    'source-layer': SHUTDOWNS,
    filter: IS_OPEN,
    paint: { 'line-color': OUTAGE, 'line-width': 2, 'line-dasharray': [3, 1.5] },
  },
  {
    id: `${EDGES}-line`,
    type: 'line',
    'source-layer': EDGES,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': PIPE,
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 10, wide(0.4, 2), 16, wide(1.6, 5), 20, wide(4, 12)],
    },
  },
  {
    id: `${EDGES}-shut`,
    type: 'line',
    'source-layer': EDGES,
    minzoom: 13,
    filter: ['==', ['get', 'dang_dong'], true],
    paint: { 'line-color': '#ffffff', 'line-width': 1.5, 'line-dasharray': [2, 2] },
  },
  {
    id: `${NODES}-point`,
    type: 'circle',
    'source-layer': NODES,
    minzoom: 11,
    filter: ['==', ['get', 'la_nguon'], true],
    paint: { 'circle-color': PIPE, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 5, 18, 12], 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 },
  },
  {
    id: `${DEVICES}-point`,
    type: 'circle',
    'source-layer': DEVICES,
    minzoom: 15,
    paint: {
      'circle-color': ['case', isHydrant, HYDRANT, isClosed, DARK, '#ffffff'],
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 15, 1.5, 16.5, 4.5, 19, 9],
      'circle-stroke-color': ['case', isHydrant, '#ffffff', isGood, DARK, HYDRANT],
      'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 15, 0.5, 18, 2],
    },
  },
  {
    id: `${DEVICES}-sign`,
    type: 'symbol',
    'source-layer': DEVICES,
    minzoom: 15.5,
    layout: {
      'text-field': ['case', isHydrant, 'T', ['!', isGood], '!', isClosed, '×', ''],
      'text-font': [SEMIBOLD],
      'text-size': ['interpolate', ['linear'], ['zoom'], 15.5, 8, 19, 14],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': ['case', ['any', isHydrant, isClosed], '#ffffff', HYDRANT] },
  },
  {
    id: `${EDGES}-label`,
    type: 'symbol',
    'source-layer': EDGES,
    minzoom: 17,
    layout: {
      'text-field': ['case', ['has', 'duong_kinh'], ['concat', 'DN', ['to-string', ['round', ['get', 'duong_kinh']]]], ''],
      'text-font': [REGULAR],
      'text-size': 12,
      'symbol-placement': 'line',
    },
    paint: { 'text-color': DARK, 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
  },
].map((layer) => ({ ...layer, source: 'any' })) as unknown as LayerSpecification[];

const LEGENDS: Legend[] = [
  { layer: EDGES, swatch: 'line', colour: PIPE, group: 'networks', classes: [] },
  { layer: NODES, swatch: 'point', colour: PIPE, group: 'networks', classes: [] },
  { layer: DEVICES, swatch: 'point', colour: DARK, group: 'networks', classes: [] },
  { layer: SHUTDOWNS, swatch: 'frame', colour: OUTAGE, opacity: 0.22, group: 'networks', classes: [] },
];

