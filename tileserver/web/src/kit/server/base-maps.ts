// The pictures that may lie under the layers, as the server offers them through our own origin; mostly none.

import { ask } from './ask.ts';
import type { Box } from './store-layers.ts';

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
