// Which tiles of the grid lie under a box, at every zoom.

import type { Box } from '../server/store-layers.ts';

export interface TileId {
  z: number;
  x: number;
  y: number;
}

/** So much of a tile's width its neighbours draw beyond their edge. */
const BUFFER = 1 / 16;
/** More tiles than this are not named one by one, unless somebody says otherwise. */
const MOST = 256;

/** The tiles that draw something of a box; `undefined` if they are too many to name. */
export function tilesUnder([west, south, east, north]: Box, minzoom: number, maxzoom: number, most = MOST): TileId[] | undefined {
  const tiles: TileId[] = [];
  for (let z = minzoom; z <= maxzoom; z += 1) {
    const across = 2 ** z;
    const column = (lon: number) => ((lon + 180) / 360) * across;
    const row = (lat: number) => ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * across;
    const within = (at: number) => Math.min(across - 1, Math.max(0, Math.floor(at)));
    const [left, right] = [within(column(west) - BUFFER), within(column(east) + BUFFER)];
    const [top, bottom] = [within(row(north) - BUFFER), within(row(south) + BUFFER)];
    if (tiles.length + (right - left + 1) * (bottom - top + 1) > most) return undefined;
    for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) tiles.push({ z, x, y });
  }
  return tiles;
}
