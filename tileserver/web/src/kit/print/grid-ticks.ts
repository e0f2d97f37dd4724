// Crosses of the data's grid on a printed map, with their coordinates at the edges, as cadastral sheets have them: from them a place can be
// measured on paper. Works out where they lie; Web Mercator is straight on the picture, the grid is not quite. Pure but for the templates.

import { svg } from 'lit';
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
/** Half a cross. */
const ARM_MM = 2;

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

/** The crosses and their numbers, over the picture: northings at the left edge, eastings at the upper one. */
export function gridOver(ticks: readonly Tick[], { width, height }: Size): unknown {
  const first = (by: 'east' | 'north') => [...new Map([...ticks].reverse().map((tick) => [tick[by], tick])).values()];
  const cross = ({ x, y }: Tick) => `M${x - ARM_MM} ${y}h${2 * ARM_MM}M${x} ${y - ARM_MM}v${2 * ARM_MM}`;
  return svg`<svg class="paper-grid" data-crosses=${ticks.length} width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">
    <path d=${ticks.map(cross).join('')} fill="none" stroke="#1a1a1a" stroke-width="0.2"></path>
    ${first('north').map(({ north, y }) => svg`<text x="0.8" y=${y + 0.9}>${north.toFixed(0)}</text>`)}
    ${first('east').map(({ east, x }) => svg`<text x=${x + 0.9} y="9" transform="rotate(-90 ${x + 0.9} 9)">${east.toFixed(0)}</text>`)}</svg>`;
}

function placed([lon, lat]: Degrees, { west, south, east, north }: Edges, { width, height }: Size): { x: number; y: number } {
  const [top, bottom] = [mercator(north), mercator(south)];
  return { x: ((lon - west) / (east - west)) * width, y: ((top - mercator(lat)) / (top - bottom)) * height };
}

function mercator(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
}
