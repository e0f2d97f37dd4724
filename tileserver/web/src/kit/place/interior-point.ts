// A point inside a shape, in the middle of its widest stretch: where a tap would have hit it. For looking up, not for measuring.

import type { Geometry, Position } from 'geojson';

/** Longitude and latitude; nothing for an empty shape. */
export function interiorPoint(geometry: Geometry | null | undefined): [number, number] | undefined {
  if (!geometry) return undefined;
  switch (geometry.type) {
    case 'Point':
      return pair(geometry.coordinates);
    case 'MultiPoint':
      return pair(geometry.coordinates[0]);
    case 'LineString':
      return middle(geometry.coordinates);
    case 'MultiLineString':
      return middle(longest(geometry.coordinates));
    case 'Polygon':
      return inside(geometry.coordinates);
    case 'MultiPolygon':
      return inside(geometry.coordinates.reduce((best, each) => (area(each) > area(best) ? each : best), []));
    case 'GeometryCollection':
      return interiorPoint(geometry.geometries[0]);
  }
}

/** The widest of the stretches inside along five lines across the shape. */
function inside(rings: Position[][]): [number, number] | undefined {
  const heights = (rings[0] ?? []).map(([, y]) => y as number);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  let best: { width: number; at: [number, number] } | undefined;
  for (const share of [0.5, 0.4, 0.6, 0.25, 0.75]) {
    const y = low + (high - low) * share;
    const across = rings.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b);
    for (let at = 0; at + 1 < across.length; at += 2) {
      const [from, to] = [across[at] as number, across[at + 1] as number];
      if (!best || to - from > best.width) best = { width: to - from, at: [(from + to) / 2, y] };
    }
  }
  return best?.at ?? pair(rings[0]?.[0]);
}

function crossings(ring: Position[], y: number): number[] {
  return ring.slice(1).flatMap(([x2 = 0, y2 = 0], at) => {
    const [x1 = 0, y1 = 0] = ring[at] as Position;
    return y1 > y === y2 > y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)];
  });
}

function middle(line: Position[]): [number, number] | undefined {
  const [a, b] = [line[Math.floor((line.length - 1) / 2)], line[Math.ceil((line.length - 1) / 2)]];
  return a && b && [((a[0] as number) + (b[0] as number)) / 2, ((a[1] as number) + (b[1] as number)) / 2];
}

function longest(lines: Position[][]): Position[] {
  return lines.reduce((best, each) => (each.length > best.length ? each : best), []);
}

/** Twice the area of a ring in square degrees: enough to tell the largest. */
function area([ring = []]: Position[][]): number {
  return Math.abs(
    ring.slice(1).reduce((sum, [x = 0, y = 0], at) => {
      const [x0 = 0, y0 = 0] = ring[at] as Position;
      return sum + x0 * y - x * y0;
    }, 0),
  );
}

function pair(position: Position | undefined): [number, number] | undefined {
  return position && [position[0] as number, position[1] as number];
}
