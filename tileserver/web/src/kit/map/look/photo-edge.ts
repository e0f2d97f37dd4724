// Where a picture from above ends: it passes into the ground instead of breaking off. A seam in the colour of the ground, soft on both sides, lies
// over the edge of what the picture covers.

import type { Map as MapLibre } from 'maplibre-gl';

/** Before the name of the picture's layer in the ids of the seam's source and layer. */
const SEAM = 'photo-edge-';
/** Grounds by theme, as they lie under a subject. */
const GROUND = { light: '#f4f3ef', dark: '#20262b' };

/** Draws the seam of the picture that lies on the map now, and takes away that of another. */
export function seamPhoto(map: MapLibre, theme: 'light' | 'dark'): void {
  const order = map.getLayersOrder();
  const at = order.findIndex((id) => map.getLayer(id)?.type === 'raster');
  const photo = order[at] ?? '';
  const bounds = boundsOf(map, photo);
  const [drawn, wanted] = [order.find((id) => id.startsWith(SEAM)), bounds && SEAM + photo];
  if (drawn === wanted) return;
  if (drawn !== undefined) {
    map.removeLayer(drawn);
    map.removeSource(drawn);
  }
  if (!bounds || wanted === undefined) return;
  map.addSource(wanted, { type: 'geojson', data: ringOf(bounds) });
  const paint = { 'line-color': GROUND[theme], 'line-width': wide(7, 64), 'line-blur': wide(5, 48) };
  map.addLayer({ id: wanted, type: 'line', source: wanted, layout: { 'line-join': 'round' }, paint }, order[at + 1]);
}

function boundsOf(map: MapLibre, id: string): [number, number, number, number] | undefined {
  const { source } = map.getLayer(id) ?? {};
  return source === undefined ? undefined : (map.getSource(source) as { bounds?: [number, number, number, number] } | undefined)?.bounds;
}

function ringOf([west, south, east, north]: [number, number, number, number]): GeoJSON.Feature {
  const coordinates = [[[west, south], [east, south], [east, north], [west, north], [west, south]]];
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } };
}

/** Pixels that grow with the picture, from afar and near by. */
function wide(far: number, near: number): ['interpolate', ['exponential', number], ['zoom'], number, number, number, number] {
  return ['interpolate', ['exponential', 1.6], ['zoom'], 12, far, 18, near];
}
