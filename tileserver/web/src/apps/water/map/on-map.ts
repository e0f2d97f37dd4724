// A burst on the map: what is cut off, what goes dry besides, the valves with the numbers of the list, and who most depends on water.

import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../../../kit/map/fonts.ts';
import type { Degrees, Isolation, Valve } from '../case/wire.ts';
import type { Job } from '../jobs/wire.ts';

const SOURCE = 'shown-burst';

export interface Drawn {
  answer: Isolation;
  /** The answer before valves were marked: what grew since is drawn otherwise. */
  plain: Isolation;
  /** The valves to close, in the order of the list. */
  order: readonly Valve[];
  marked: readonly string[];
  /** Valves that are new since something was marked. */
  added: readonly string[];
}

/** A job as the map shows it, of who is told its valves. */
export function drawnJob(job: Job | undefined): Drawn | undefined {
  if (!job?.isolation) return undefined;
  const order = (job.valves ?? []).map(({ valve, at }) => ({ id: valve, at, position: 'open' as const, operable: true, accessible: true, tight: true, close: true, keep_closed: false }));
  return { answer: job.isolation, plain: job.isolation, order, marked: [], added: [] };
}

/** Where the burst, its valves and its pipes lie. */
export function placesOf(drawn: Drawn | undefined): Degrees[] {
  const { answer, order } = drawn ?? {};
  const places = [answer?.burst.at, ...(order ?? []).map(({ at }) => at), ...(answer?.segment.geometry.coordinates.flat() ?? [])];
  return places.filter((place): place is Degrees => Array.isArray(place));
}

/** Draws a burst, or nothing. */
export function drawBurst(map: MapLibre, drawn: Drawn | undefined, isDark: boolean): void {
  const data = { type: 'FeatureCollection' as const, features: drawn ? features(drawn) : [] };
  const source = map.getSource<GeoJSONSource>(SOURCE);
  if (source) return void source.setData(data);
  if (!drawn) return;
  map.addSource(SOURCE, { type: 'geojson', data });
  for (const layer of layers(isDark ? NIGHT : DAY)) map.addLayer(layer);
}

type Feature = { type: 'Feature'; geometry: GeoJSON; properties: Record<string, string> };
type GeoJSON = { type: 'MultiLineString'; coordinates: number[][][] } | { type: 'Point'; coordinates: number[] };

function features({ answer, plain, order, marked, added }: Drawn): Feature[] {
  const line = (part: string, { geometry }: { geometry: Isolation['segment']['geometry'] }): Feature => ({ type: 'Feature', geometry, properties: { part } });
  const point = (part: string, at: number[] | null, text: string): Feature[] =>
    at ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties: { part, text } }] : [];
  const others = answer.valves.filter(({ id }) => !order.some((valve) => valve.id === id));
  const stuck = marked.flatMap((id) => [...answer.valves, ...plain.valves].find((valve) => valve.id === id) ?? []);
  return [
    line('unintended', answer.unintended),
    line('grown', answer.segment),
    line('segment', marked.length > 0 ? plain.segment : answer.segment),
    ...others.flatMap(({ at, position }) => point('other', at, position === 'closed' ? '×' : '')),
    ...stuck.flatMap(({ at }) => point('stuck', at, '!')),
    ...order.flatMap(({ id, at }, place) => point('close', at, `${place + 1}${added.includes(id) ? '+' : ''}`)),
    ...answer.customers.critical.flatMap(({ at, name }) => point('critical', at, name ?? '')),
  ];
}

export interface Colours {
  burst: string;
  unintended: string;
  ink: string;
  paper: string;
  critical: string;
}

export const DAY: Colours = { burst: '#ab0311', unintended: '#de6b14', ink: '#1a1a1a', paper: '#ffffff', critical: '#305597' };
export const NIGHT: Colours = { burst: '#ff8a80', unintended: '#ffb74d', ink: '#f1f1ee', paper: '#15191e', critical: '#90b8f8' };

function layers({ burst, unintended, ink, paper, critical }: Colours): LayerSpecification[] {
  const line = (part: string, colour: string, width: number, dashes?: number[]) => ({
    id: `${SOURCE}-${part}-${width}`,
    type: 'line',
    filter: ['==', ['get', 'part'], part],
    layout: { 'line-join': 'round', 'line-cap': dashes ? 'butt' : 'round' },
    paint: { 'line-color': colour, 'line-width': width, ...(dashes ? { 'line-dasharray': dashes } : {}) },
  });
  const disc = (part: string, radius: number, fill: string, rim: string, width: number) => ({
    id: `${SOURCE}-${part}`,
    type: 'circle',
    filter: ['==', ['get', 'part'], part],
    paint: { 'circle-radius': radius, 'circle-color': fill, 'circle-stroke-color': rim, 'circle-stroke-width': width },
  });
  const words = (part: string, size: number, colour: string, more: object = {}) => ({
    id: `${SOURCE}-${part}-text`,
    type: 'symbol',
    filter: ['==', ['get', 'part'], part],
    layout: { 'text-field': ['get', 'text'], 'text-font': [SEMIBOLD], 'text-size': size, 'text-allow-overlap': true, 'text-ignore-placement': true, ...more },
    paint: { 'text-color': colour, ...(part === 'critical' ? { 'text-halo-color': paper, 'text-halo-width': 2 } : {}) },
  });
  return [
    line('unintended', paper, 10),
    line('unintended', unintended, 6, [1.2, 0.8]),
    line('grown', paper, 12),
    line('grown', burst, 7, [2, 0.7]),
    line('segment', burst, 7.5),
    disc('critical', 7, critical, paper, 2),
    words('critical', 13, critical, { 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-allow-overlap': false }),
    disc('other', 6, paper, ink, 2.5),
    words('other', 11, ink),
    disc('stuck', 11, paper, burst, 4),
    words('stuck', 15, burst),
    disc('close', 14, ink, paper, 3),
    words('close', 15, paper),
  ].map((layer) => ({ ...layer, source: SOURCE })) as unknown as LayerSpecification[];
}
