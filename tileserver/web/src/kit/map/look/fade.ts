// What comes onto the map by a reader's wish comes gently, unless the reader wants nothing to move.

import type { Map as MapLibre } from 'maplibre-gl';

const FADE_MS = 260;

/** Lets a property of a part that was hidden grow from nothing to its value. */
export function fadeIn(map: MapLibre, id: string, property: string, value: unknown): void {
  const set = (name: string, to: unknown) => map.setPaintProperty(id, name as 'fill-opacity', to as number);
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return void set(property, value);
  set(`${property}-transition`, { duration: 0 });
  set(property, 0);
  void map.once('render', () => {
    // Somebody else may have wished meanwhile.
    if (!map.getLayer(id) || map.getPaintProperty(id, property as 'fill-opacity') !== 0) return;
    set(`${property}-transition`, { duration: FADE_MS });
    set(property, value);
  });
}
