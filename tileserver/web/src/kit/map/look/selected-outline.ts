// The chosen feature on a map, on screen or on paper: white under black stands out on every official colour.

import type { Map as MapLibre } from 'maplibre-gl';
import type { Selected } from '../../share/permalink.ts';

const PARTS = ['selected-under', 'selected-over', 'selected-point'];

/** Outlines one feature of a source and nothing else. */
export function outline(map: MapLibre, source: string | undefined, selected: Selected | undefined): void {
  for (const id of PARTS) if (map.getLayer(id)) map.removeLayer(id);
  if (!selected || source === undefined) return;
  const of = { source, 'source-layer': selected.layer };
  const is = ['==', ['id'], selected.id] as const;
  const underLabels = map.getStyle().layers.find(({ type }) => type === 'symbol')?.id;
  const line = (id: string, colour: string, width: number) =>
    map.addLayer(
      {
        id,
        type: 'line',
        ...of,
        filter: is as never,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colour, 'line-width': width },
      },
      underLabels,
    );
  line('selected-under', '#ffffff', 6);
  line('selected-over', '#1a1a1a', 2.5);
  map.addLayer({
    id: 'selected-point',
    type: 'circle',
    ...of,
    filter: ['all', is, ['==', ['geometry-type'], 'Point']] as never,
    paint: { 'circle-radius': 11, 'circle-opacity': 0, 'circle-stroke-color': '#1a1a1a', 'circle-stroke-width': 2.5 },
  });
}
