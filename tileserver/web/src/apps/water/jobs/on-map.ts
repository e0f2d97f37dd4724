// What a job, or an answer, shows on the map beside its valves: the ground that goes without water, the pipe that burst, and further places
// that burst at once.

import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Geometry } from 'geojson';
import type { Isolation } from '../case/wire.ts';

const SOURCE = 'shown-outage';
/** The first layer of lines of a burst, and the first of signs: the ground lies below both, the pipe between them. */
const BELOW_LINES = 'shown-burst-unintended-10';
const BELOW_SIGNS = 'shown-burst-critical';
/** As elsewhere on this map: what goes without water, and what burst. */
const COLOURS = { day: { ground: '#de6b14', pipe: '#ffffff', rim: '#ab0311' }, night: { ground: '#ffb74d', pipe: '#15191e', rim: '#ff8a80' } };

export interface Outage {
  ground: Geometry | null | undefined;
  /** What burst; nothing for who is not told. */
  answer: Isolation | undefined;
}

/** Draws it, or nothing. */
export function drawOutage(map: MapLibre, drawn: Outage | undefined, isDark: boolean): void {
  const data = { type: 'FeatureCollection' as const, features: drawn ? features(drawn) : [] };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) source.setData(data);
  else if (drawn) {
    map.addSource(SOURCE, { type: 'geojson', data });
    for (const layer of layers(isDark ? COLOURS.night : COLOURS.day)) map.addLayer(layer);
  } else return;
  // The layers of the burst may have come later.
  const below = (id: string) => (map.getLayer(id) ? id : undefined);
  for (const part of ['ground', 'edge']) map.moveLayer(`${SOURCE}-${part}`, below(BELOW_LINES));
  for (const part of ['pipe', 'place']) map.moveLayer(`${SOURCE}-${part}`, below(BELOW_SIGNS));
}

interface Feature {
  type: 'Feature';
  geometry: Geometry;
  properties: { part: string };
}

function features({ ground, answer }: Outage): Feature[] {
  const feature = (part: string, geometry: Geometry | null | undefined): Feature[] => (geometry ? [{ type: 'Feature', geometry, properties: { part } }] : []);
  const bursts = answer ? (answer.bursts ?? [answer.burst]) : [];
  return [
    ...feature('ground', ground),
    ...bursts.flatMap(({ geometry }) => feature('pipe', geometry)),
    // The first one has the pin.
    ...bursts.slice(1).flatMap(({ at }) => feature('place', at ? { type: 'Point', coordinates: at } : null)),
  ];
}

function layers({ ground, pipe, rim }: (typeof COLOURS)['day']): LayerSpecification[] {
  const of = (part: string) => ({ source: SOURCE, filter: ['==', ['get', 'part'], part] });
  return [
    { ...of('ground'), id: `${SOURCE}-ground`, type: 'fill', paint: { 'fill-color': ground, 'fill-opacity': 0.18 } },
    { ...of('ground'), id: `${SOURCE}-edge`, type: 'line', paint: { 'line-color': ground, 'line-width': 2, 'line-dasharray': [3, 1.5] } },
    { ...of('pipe'), id: `${SOURCE}-pipe`, type: 'line', paint: { 'line-color': pipe, 'line-width': 2.5, 'line-dasharray': [2, 1.2] } },
    { ...of('place'), id: `${SOURCE}-place`, type: 'circle', paint: { 'circle-radius': 8, 'circle-color': rim, 'circle-stroke-color': pipe, 'circle-stroke-width': 3 } },
  ] as unknown as LayerSpecification[];
}
