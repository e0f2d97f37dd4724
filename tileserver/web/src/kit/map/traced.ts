// What a trace reached on a map: lines of a source that stand out from all others.

import type { Map as MapLibre } from 'maplibre-gl';

const UNDER = 'selected-traced-under';
const OVER = 'selected-traced-over';

/** Shows these lines of a layer as traced, and no others. */
export function showTraced(map: MapLibre, source: string, layer: string, ids: readonly number[]): void {
  for (const id of [UNDER, OVER]) if (map.getLayer(id)) map.removeLayer(id);
  const filter = ['in', ['id'], ['literal', ids]] as never;
  const line = (id: string, colour: string, width: number) =>
    map.addLayer({
      id,
      type: 'line',
      source,
      'source-layer': layer,
      filter,
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': colour, 'line-width': width },
    });
  line(UNDER, '#ffffff', 9);
  line(OVER, '#b3261e', 5);
}
