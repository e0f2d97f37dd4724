// Crosses of the data's grid on a printed map, with their coordinates at the edges, as cadastral sheets have them: from them a place can be
// measured on paper. Works out where they lie; Web Mercator is straight on the picture, the grid is not quite. Pure.

import { toDegrees, toGrid, type Degrees, type Grid } from '../grid/vn2000.ts';
import type { Size } from './print-scale.ts';

/** West, south, east and north of the picture, in degrees. */
export type Edges = { west: number; south: number; east: number; north: number };

export interface Tick {
  /** Millimetres from the left and from the top. */
  x: number;
  y: number;
  east: number;
  north: number;
}

/** Between crosses on paper. */
const APART_MM = 50;
/** A sheet has some tens of crosses; a picture that is no sheet gets none. */
const MOST = 400;

/** Metres between crosses at a scale: 50 at 1:1.000. */
export function tickSpacing(scale: number): number {
  return (scale * APART_MM) / 1000;
}

/** The crosses that lie on a picture of so many millimetres. */
export function ticksOn(edges: Edges, size: Size, grid: Grid, scale: number): Tick[] {
  const corners: Degrees[] = [[edges.west, edges.south], [edges.west, edges.north], [edges.east, edges.south], [edges.east, edges.north]];
  const points = corners.map((corner) => toGrid(grid, corner));
  const [easts, norths] = [points.map(([east]) => east), points.map(([, north]) => north)];
  const step = tickSpacing(scale);
  const along = (all: number[]) => {
    const [first, last] = [Math.ceil(Math.min(...all) / step), Math.floor(Math.max(...all) / step)];
    return Array.from({ length: Math.max(0, Math.min(last - first + 1, MOST)) }, (_, at) => (first + at) * step);
  };
  const [columns, rows] = [along(easts), along(norths)];
  if (columns.length * rows.length > MOST) return [];
  const all = rows.flatMap((north) => columns.map((east) => ({ east, north, ...placed(toDegrees(grid, [east, north]), edges, size) })));
  return all.filter(({ x, y }) => x >= 0 && y >= 0 && x <= size.width && y <= size.height);
}

function placed([lon, lat]: Degrees, { west, south, east, north }: Edges, { width, height }: Size): { x: number; y: number } {
  const [top, bottom] = [mercator(north), mercator(south)];
  return { x: ((lon - west) / (east - west)) * width, y: ((top - mercator(lat)) / (top - bottom)) * height };
}

function mercator(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
}
