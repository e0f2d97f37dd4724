// The pieces two plans differ in, over the map: each on plain ground with the pattern of what became of it, its outline, and the number of its
// row. What is unchanged stays as the map draws it.

import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { SEMIBOLD } from '../../../kit/map/fonts.ts';
import { theme } from '../../../kit/page/theme.ts';
import type { Became } from './asking.ts';
import { ground, KINDS, picture, SIGNS } from './kinds.ts';

/** One of the sets of shapes that `ShapeRows` knows. */
const SOURCE = 'shown-difference';
const INK = { light: '#1a1a1a', dark: '#f1f1ee' };

/** The key of a piece, for its row and its shape. */
export function pieceKey(at: number): string {
  return `piece/${at}`;
}

/** The place of a piece in its list; nothing of another key. */
export function pieceAt(key: string): number | undefined {
  return key.startsWith('piece/') ? Number(key.slice('piece/'.length)) : undefined;
}

/** Draws these pieces in place of those before; with none it takes them away. */
export function showPieces(map: MapLibre, shapes: readonly { shape: Feature; at: number; became: Became }[]): void {
  const known = map.getSource<GeoJSONSource>(SOURCE);
  const parts = layers();
  if (shapes.length === 0) {
    if (!known) return;
    for (const { id } of parts) if (map.getLayer(id)) map.removeLayer(id);
    map.removeSource(SOURCE);
    return;
  }
  const features = shapes.map(({ shape, at, became }) => ({ ...shape, properties: { key: pieceKey(at), became, text: `${SIGNS[became]}${at + 1}` } }));
  const data = { type: 'FeatureCollection', features } as FeatureCollection;
  if (known) return void known.setData(data);
  for (const kind of KINDS) if (!map.hasImage(pattern(kind))) map.addImage(pattern(kind), picture(kind), { pixelRatio: 2 });
  map.addSource(SOURCE, { type: 'geojson', data });
  const names = map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
  for (const part of parts) map.addLayer(part, part.type === 'symbol' ? undefined : names);
}

function pattern(kind: Became): string {
  return `difference-${kind}`;
}

function layers(): LayerSpecification[] {
  const [paper, ink] = [ground(), INK[theme()]];
  const text = { 'text-field': ['get', 'text'], 'text-font': [SEMIBOLD], 'text-size': 14 };
  return [
    { id: `${SOURCE}-fill`, type: 'fill', source: SOURCE, paint: { 'fill-color': paper, 'fill-opacity': 0.8 } },
    { id: `${SOURCE}-pattern`, type: 'fill', source: SOURCE, paint: { 'fill-pattern': ['concat', 'difference-', ['get', 'became']] } },
    { id: `${SOURCE}-under`, type: 'line', source: SOURCE, paint: { 'line-color': paper, 'line-width': 4 } },
    { id: `${SOURCE}-over`, type: 'line', source: SOURCE, paint: { 'line-color': ink, 'line-width': 1.5 } },
    { id: `${SOURCE}-text`, type: 'symbol', source: SOURCE, layout: text, paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 2.5 } },
  ] as LayerSpecification[];
}
