// The pictures that may lie under the layers, as the server offers them through our own origin; mostly none.

import type { Map as MapLibre, SourceSpecification } from 'maplibre-gl';
import { ask, type Box } from './store-layers.ts';

export interface BaseMap {
  name: string;
  title: string;
  attribution: string;
  /** Our own path, with `{z}`, `{x}` and `{y}`. */
  tiles: string;
  min_zoom: number;
  max_zoom: number;
  tile_size: number;
  bounds?: Box;
}

/** None, too, where the server does not say. */
export async function offeredBaseMaps(signal?: AbortSignal): Promise<BaseMap[]> {
  const { base_maps = [] } = await ask<{ base_maps?: BaseMap[] }>('/v1/base-maps', signal).catch(() => ({ base_maps: [] }));
  return base_maps;
}

/** The base map somebody chose, and how strong it is drawn. */
export interface ChosenBase {
  name: string;
  strength: number;
}

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
  const [, above] = map.getLayersOrder();
  if (!map.getLayer(wanted)) map.addLayer({ id: wanted, type: 'raster', source: wanted }, above);
  map.setPaintProperty(wanted, 'raster-opacity', chosen.strength);
}

/** Before the name of a base map in the ids of its source and layer. */
const PREFIX = 'base-map-';

function baseSource({ tiles, min_zoom, max_zoom, tile_size, bounds }: BaseMap): SourceSpecification {
  return {
    type: 'raster',
    tiles: [`${location.origin}${tiles}`],
    minzoom: min_zoom,
    maxzoom: max_zoom,
    tileSize: tile_size,
    ...(bounds ? { bounds } : {}),
  };
}
