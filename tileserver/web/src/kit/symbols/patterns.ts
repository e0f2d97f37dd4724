// Patterns that tell classes apart where colours run out: small pictures that repeat, drawn here pixel by pixel so that the map,
// the print and the legend have the same.

/** In the order they are taken. */
export const PATTERNS = ['rising', 'dots', 'level', 'falling', 'cross', 'upright'] as const;
export type Pattern = (typeof PATTERNS)[number];

/** Pixels of the map a pattern repeats after. */
const TILE = 10;
/** Pixels of the picture in one of the map. */
export const DENSITY = 2;
const STROKE = 1.2;
const DOT = 1.7;

/** The name of a pattern's picture in a map. */
export function imageOf(pattern: Pattern): string {
  return `class-${pattern}`;
}

/** A picture as `addImage` takes it, in one grey 0–255. */
export function pictureOf(pattern: Pattern, grey: number): { width: number; height: number; data: Uint8ClampedArray } {
  const side = TILE * DENSITY;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at += 1) {
    const [x, y] = [((at % side) + 0.5) / DENSITY, (Math.floor(at / side) + 0.5) / DENSITY];
    // How much of the pixel lies within the stroke.
    const cover = Math.min(1, Math.max(0, 0.5 - INK[pattern](x, y) * DENSITY));
    data.set([grey, grey, grey, Math.round(cover * 190)], at * 4);
  }
  return { width: side, height: side, data };
}

/** How far a place of the tile lies outside the ink; negative within. */
const INK: Record<Pattern, (x: number, y: number) => number> = {
  rising: (x, y) => toLine(x + y) * Math.SQRT1_2 - STROKE / 2,
  falling: (x, y) => toLine(x - y) * Math.SQRT1_2 - STROKE / 2,
  level: (_, y) => toLine(2 * y + TILE / 2) / 2 - STROKE / 2,
  upright: (x) => toLine(2 * x + TILE / 2) / 2 - STROKE / 2,
  cross: (x, y) => Math.min(toLine(x + y), toLine(x - y)) * Math.SQRT1_2 - STROKE / 2,
  dots: (x, y) => Math.min(toDot(x, y, TILE / 4), toDot(x, y, (3 * TILE) / 4)) - DOT / 2,
};

/** To the next multiple of the tile, either way. */
function toLine(place: number): number {
  const rest = ((place % TILE) + TILE) % TILE;
  return Math.min(rest, TILE - rest);
}

function toDot(x: number, y: number, at: number): number {
  return Math.hypot(toLine(x - at), toLine(y - at));
}

/** The same as strokes of a swatch 28 by 18. */
export const STROKES: Record<Pattern, string> = {
  rising: 'M-4 14L10 0M-4 24L20 0M6 24L30 0M16 24L40 0',
  falling: 'M-12 0L12 24M-2 0L22 24M8 0L32 24M18 0L42 24',
  level: 'M0 2H28M0 6.5H28M0 11H28M0 15.5H28',
  upright: 'M3 0V18M8 0V18M13 0V18M18 0V18M23 0V18',
  cross: 'M-4 14L10 0M-4 24L20 0M6 24L30 0M16 24L40 0M-12 0L12 24M-2 0L22 24M8 0L32 24M18 0L42 24',
  dots: 'M4 4h.01M14 4h.01M24 4h.01M9 9h.01M19 9h.01M4 14h.01M14 14h.01M24 14h.01',
};
