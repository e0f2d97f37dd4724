// Lays a base map under the layers of a map, on screen or on paper.

import { absolute } from '../../page/base.ts';
import type { Map as MapLibre, SourceSpecification } from 'maplibre-gl';
import { isGround } from './ground.ts';
import type { BaseMap } from '../../server/base-maps.ts';
import type { ChosenBase } from '../../share/permalink.ts';

/** Lays the chosen base map over the ground and under everything else, and takes away what lay there before. */
export function layBase(map: MapLibre, baseMaps: readonly BaseMap[], chosen: ChosenBase | undefined): void {
  const base = baseMaps.find(({ name }) => name === chosen?.name);
  const laid = map.getLayersOrder().find((id) => id.startsWith(PREFIX));
  const wanted = base ? PREFIX + base.name : undefined;
  if (laid !== undefined && laid !== wanted) {
    map.removeLayer(laid);
    map.removeSource(laid);
  }
  if (!base || wanted === undefined || !chosen) return;
  if (!map.getSource(wanted)) map.addSource(wanted, baseSource(base));
  const above = map.getLayersOrder().find((id) => id !== wanted && (!isGround({ id }) || map.getLayer(id)?.type === 'symbol'));
  if (!map.getLayer(wanted)) map.addLayer({ id: wanted, type: 'raster', source: wanted }, above);
  map.setPaintProperty(wanted, 'raster-opacity', chosen.strength);
}

/** Before the name of a base map in the ids of its source and layer. */
const PREFIX = 'base-map-';

function baseSource({ tiles, min_zoom, max_zoom, tile_size, bounds }: BaseMap): SourceSpecification {
  return {
    type: 'raster',
    tiles: [absolute(tiles)],
    minzoom: min_zoom,
    maxzoom: max_zoom,
    tileSize: tile_size,
    ...(bounds ? { bounds } : {}),
  };
}
