// Shapes of an answer drawn over the map: the shares of a parcel in the colours of their functions, or what breaks a limit. A set has a name
// and takes the place of the set before; names of places stay above it.

import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../map/fonts.ts';
import type { ExtractLook } from './extract-look.ts';
import type { Look } from './functions.ts';

/** The shares of the plans that decide on a parcel, in the colours of their functions; of none if nothing is known. Plans of another kind decide
 *  on the same ground: of them rows light their shapes one by one. */
export function showShares(map: MapLibre, { extract, shares }: ExtractLook, looks: (of: string | null) => Look): void {
  const governing = extract?.plans.filter(({ governs }) => governs) ?? [];
  const deciding = new Set(governing.filter(({ kind }) => kind === governing[0]?.kind).map(({ plan_id }) => plan_id));
  const isDeciding = ({ properties }: Feature): boolean => properties?.share === 'zone' && deciding.has(Number(properties.plan));
  const own = extract ? (shares?.features ?? []).filter(isDeciding) : [];
  const use = ({ properties }: Feature): string | null => properties?.function ?? null;
  // One share is what the map names already.
  const text = (feature: Feature): string => (own.length < 2 ? '' : (feature.properties?.sign ?? looks(use(feature)).name));
  showShapes(map, 'shares', own, (feature) => ({ colour: looks(use(feature)).colour, text: text(feature), key: keyOf(feature) }));
}

/** The name of a zone's share, for rows and shapes; without a zone, of what no zone covers. */
export function shareKey(plan: number, zone: number | undefined): string {
  return `share/${plan}/${zone ?? 'none'}`;
}

/** The shape of a share, if it is known. */
export function shareOf({ shares }: ExtractLook, key: string): Feature | undefined {
  return shares?.features.find((feature) => feature.properties?.share !== 'below_threshold' && keyOf(feature) === key);
}

function keyOf({ properties }: Feature): string {
  return shareKey(Number(properties?.plan), properties?.zone ?? undefined);
}

/** How a shape is drawn: `colour` fills it, `text` stands on it; `key` is what its row calls it. */
export interface Drawn {
  colour: string;
  text?: string;
  key?: string;
}

const BLACK = '#1a1a1a';
const WHITE = '#ffffff';

/** Draws features in place of those of the same name; with none it takes them away. */
export function showShapes(map: MapLibre, name: string, shapes: readonly Feature[], looks: (feature: Feature) => Drawn): void {
  const source = `shown-${name}`;
  const drawn = shapes.filter(({ geometry }) => geometry !== null).map((feature) => ({ ...feature, properties: looks(feature) }));
  const data = { type: 'FeatureCollection', features: drawn } as FeatureCollection;
  const known = map.getSource<GeoJSONSource>(source);
  if (drawn.length === 0) return void (known && erase(map, source));
  if (known) return void known.setData(data);
  map.addSource(source, { type: 'geojson', data });
  // What is chosen stays outlined above its shares.
  const names = map.getLayer('selected-under') ? 'selected-under' : map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
  for (const layer of layersOf(source)) map.addLayer(layer, layer.type === 'symbol' ? undefined : names);
}

function erase(map: MapLibre, source: string): void {
  for (const { id } of layersOf(source)) if (map.getLayer(id)) map.removeLayer(id);
  map.removeSource(source);
}

function layersOf(source: string): LayerSpecification[] {
  const text = { 'text-field': ['get', 'text'], 'text-font': [SEMIBOLD], 'text-size': 13 };
  return [
    { id: `${source}-fill`, type: 'fill', source, paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.55 } },
    { id: `${source}-under`, type: 'line', source, paint: { 'line-color': WHITE, 'line-width': 4 } },
    { id: `${source}-over`, type: 'line', source, paint: { 'line-color': BLACK, 'line-width': 1.5, 'line-dasharray': [3, 1.5] } },
    { id: `${source}-text`, type: 'symbol', source, layout: text, paint: { 'text-color': BLACK, 'text-halo-color': WHITE, 'text-halo-width': 2 } },
  ] as LayerSpecification[];
}
