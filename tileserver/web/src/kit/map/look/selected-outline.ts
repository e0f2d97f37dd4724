// The chosen feature on a map, on screen or on paper: white under black stands out on every official colour, and its own colour has its full strength.

import type { FillLayerSpecification, FilterSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Selected } from '../../share/permalink.ts';

/** How strong its own colour is: names on it stay readable. */
const FULL = 0.8;
const PARTS = ['selected-fill', 'selected-under', 'selected-over', 'selected-point'];

/** Outlines and fills one feature of a source and nothing else. */
export function outline(map: MapLibre, source: string | undefined, selected: Selected | undefined): void {
  for (const id of PARTS) if (map.getLayer(id)) map.removeLayer(id);
  if (!selected || source === undefined) return;
  const of = { source, 'source-layer': selected.layer };
  const is = ['==', ['id'], selected.id] as const;
  fill(map, of, is as never);
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

/** In the colour of its class, if that is drawn. */
function fill(map: MapLibre, of: { source: string; 'source-layer': string }, filter: FilterSpecification): void {
  const parts = map.getStyle().layers;
  const drawn = parts.filter((part) => isClassed(part) && part['source-layer'] === of['source-layer'] && part.layout?.visibility !== 'none');
  const last = drawn.at(-1);
  if (!last) return;
  const paint = { 'fill-color': (last.paint as FillLayerSpecification['paint'])?.['fill-color'], 'fill-opacity': FULL };
  map.addLayer({ id: 'selected-fill', type: 'fill', ...of, filter, paint } as LayerSpecification, parts[parts.indexOf(last) + 1]?.id);
}

function isClassed(part: LayerSpecification): part is FillLayerSpecification {
  const { 'diaban:colours': colours, 'diaban:tone': tone } = (part.metadata ?? {}) as Record<string, unknown>;
  return part.type === 'fill' && colours !== undefined && tone === undefined;
}
