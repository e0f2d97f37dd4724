// What a dragged corner is drawn to: corners of other features first, then their edges, within some pixels. Pure.

import type { Degrees } from '../../../grid/vn2000.ts';

export type Pixel = readonly [x: number, y: number];

/** A ring or line of another feature, with its places on the screen. */
export interface Traced {
  corners: readonly Degrees[];
  pixels: readonly Pixel[];
}

export interface Snap {
  to: 'corner' | 'edge';
  /** A corner's very numbers; on an edge, the nearest place of it. */
  at: Degrees;
  pixel: Pixel;
}

/** Pixels within which a corner is drawn to something. */
export const REACH = 10;

export function snapOf(pointer: Pixel, lines: readonly Traced[], reach = REACH): Snap | undefined {
  return nearestCorner(pointer, lines, reach) ?? nearestOnEdge(pointer, lines, reach);
}

/** Pixels within which a press means a corner that is there: a finger hits less well. */
const SAME = { mouse: 6, finger: 20 } as const;

/** Whether a press says that a shape is done: where the last corner lies, or was pressed before it was drawn to something, or on the first of an area. */
export function closes(pointer: Pixel, corners: readonly Pixel[], pressed: Pixel | undefined, isArea: boolean, isFinger: boolean): boolean {
  const [first, last] = [corners[0], corners.at(-1)];
  const isAt = (place: Pixel | undefined, least = 0) => place !== undefined && distance(pointer, place) <= Math.max(least, isFinger ? SAME.finger : SAME.mouse);
  return last !== undefined && (isAt(last) || isAt(pressed) || (isArea && corners.length > 2 && isAt(first, REACH)));
}

function nearestCorner(pointer: Pixel, lines: readonly Traced[], reach: number): Snap | undefined {
  let [best, near]: [Snap | undefined, number] = [undefined, reach];
  for (const { corners, pixels } of lines) {
    pixels.forEach((pixel, at) => {
      const far = distance(pointer, pixel);
      if (far <= near) [best, near] = [{ to: 'corner', at: corners[at] as Degrees, pixel }, far];
    });
  }
  return best;
}

function nearestOnEdge(pointer: Pixel, lines: readonly Traced[], reach: number): Snap | undefined {
  let [best, near]: [Snap | undefined, number] = [undefined, reach];
  for (const { corners, pixels } of lines) {
    for (let at = 0; at + 1 < pixels.length; at += 1) {
      const [from, to] = [pixels[at] as Pixel, pixels[at + 1] as Pixel];
      const share = shareAlong(pointer, from, to);
      const pixel = between(from, to, share) as Pixel;
      const far = distance(pointer, pixel);
      if (far <= near) [best, near] = [{ to: 'edge', at: between(corners[at] as Degrees, corners[at + 1] as Degrees, share) as Degrees, pixel }, far];
    }
  }
  return best;
}

/** How far along an edge the place nearest to a point is: 0 at its beginning, 1 at its end. */
function shareAlong([x, y]: Pixel, [x1, y1]: Pixel, [x2, y2]: Pixel): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const long = dx * dx + dy * dy;
  return long === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / long));
}

function between([x1, y1]: Pixel, [x2, y2]: Pixel, share: number): [number, number] {
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
}

export function distance([x1, y1]: Pixel, [x2, y2]: Pixel): number {
  return Math.hypot(x1 - x2, y1 - y2);
}
