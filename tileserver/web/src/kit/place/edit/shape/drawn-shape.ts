// A shape while it is changed: its rings, lines and points as lists of corners, each ring's corners once. Pure. A corner that nobody
// moved stays the very numbers the server gave, so that its legal coordinates stay what they are.

import type { Geometry, GeometryCollection, Position } from 'geojson';
import { area, edges, isCrossed, toGrid, type Degrees, type Grid } from '../../../grid/vn2000.ts';

export type Shape = Exclude<Geometry, GeometryCollection>;

/** A ring, a line, or points that belong to no line. */
export interface Part {
  kind: 'ring' | 'line' | 'points';
  /** Where it stands among the coordinates of the shape. */
  path: readonly number[];
  corners: readonly Degrees[];
}

export interface DrawnShape {
  type: Shape['type'];
  parts: readonly Part[];
}

/** A corner of a part; of an edge, the corner it begins at. */
export interface Corner {
  part: number;
  at: number;
}

/** Fewer corners are no ring, no line, no point. */
const LEAST = { ring: 3, line: 2, points: 1 } as const;
/** Digits the server writes degrees with: a tenth of a millimetre. */
const DIGITS = 9;
/** Crossings of larger rings are left to the server: looking for them takes the square of the corners. */
const MOST_WATCHED = 400;

/** Nothing of a shape that has no corners one could move. */
export function drawnOf(geometry: Geometry | null): DrawnShape | undefined {
  if (!geometry || geometry.type === 'GeometryCollection') return undefined;
  const parts = partsOf(geometry);
  return parts.length > 0 && parts.every(({ corners }) => corners.length > 0) ? { type: geometry.type, parts } : undefined;
}

function partsOf(shape: Shape): Part[] {
  const part = (kind: Part['kind'], path: number[], corners: Position[]): Part => ({ kind, path, corners: (kind === 'ring' ? corners.slice(0, -1) : corners) as Degrees[] });
  switch (shape.type) {
    case 'Point':
      return [part('points', [], [shape.coordinates])];
    case 'MultiPoint':
      return [part('points', [], shape.coordinates)];
    case 'LineString':
      return [part('line', [], shape.coordinates)];
    case 'MultiLineString':
      return shape.coordinates.map((line, at) => part('line', [at], line));
    case 'Polygon':
      return shape.coordinates.map((ring, at) => part('ring', [at], ring));
    case 'MultiPolygon':
      return shape.coordinates.flatMap((rings, of) => rings.map((ring, at) => part('ring', [of, at], ring)));
  }
}

/** What may be drawn. */
export type PenKind = 'point' | 'line' | 'polygon';

const BEGUN = { point: ['Point', 'points'], line: ['LineString', 'line'], polygon: ['Polygon', 'ring'] } as const;

/** A new shape of the corners somebody set; nothing if it takes more of them. */
export function drawnFrom(of: PenKind, corners: readonly Degrees[]): DrawnShape | undefined {
  const [type, kind] = BEGUN[of];
  if (corners.length < LEAST[kind]) return undefined;
  return { type, parts: [{ kind, path: kind === 'ring' ? [0] : [], corners: corners.map(rounded) }] };
}

/** The shape as it is sent. */
export function shapeOf({ type, parts }: DrawnShape): Shape {
  const corners = ({ kind, corners: own }: Part) => (kind === 'ring' ? [...own, own[0] as Degrees] : [...own]);
  const first = parts[0] as Part;
  if (type === 'Point') return { type, coordinates: first.corners[0] as Degrees };
  if (type === 'MultiPoint' || type === 'LineString') return { type, coordinates: corners(first) };
  if (type !== 'MultiPolygon') return { type, coordinates: parts.map(corners) };
  const polygons: Position[][][] = [];
  for (const part of parts) (polygons[part.path[0] as number] ??= []).push(corners(part));
  return { type, coordinates: polygons };
}

export function cornerAt(shape: DrawnShape, { part, at }: Corner): Degrees | undefined {
  return shape.parts[part]?.corners[at];
}

/** All corners, in order. */
export function cornersOf({ parts }: DrawnShape): Corner[] {
  return parts.flatMap(({ corners }, part) => corners.map((_, at) => ({ part, at })));
}

/** All edges, by the corner each begins at. */
export function edgesOf({ parts }: DrawnShape): Corner[] {
  return parts.flatMap(({ kind, corners }, part) => {
    const count = kind === 'ring' ? corners.length : kind === 'line' ? corners.length - 1 : 0;
    return Array.from({ length: count }, (_, at) => ({ part, at }));
  });
}

/** Where an edge begins and ends. */
export function endsOf(shape: DrawnShape, { part, at }: Corner): [Degrees, Degrees] {
  const corners = shape.parts[part]?.corners ?? [];
  return [corners[at] as Degrees, corners[(at + 1) % corners.length] as Degrees];
}

export function withMoved(shape: DrawnShape, corner: Corner, to: Degrees): DrawnShape {
  return withCorners(shape, corner.part, (corners) => corners.map((own, at) => (at === corner.at ? rounded(to) : own)));
}

/** With another corner on an edge. */
export function withInserted(shape: DrawnShape, edge: Corner, at: Degrees): DrawnShape {
  return withCorners(shape, edge.part, (corners) => [...corners.slice(0, edge.at + 1), rounded(at), ...corners.slice(edge.at + 1)]);
}

/** Without a corner; nothing if too few would be left. */
export function withRemoved(shape: DrawnShape, corner: Corner): DrawnShape | undefined {
  const part = shape.parts[corner.part];
  if (!part || part.corners.length <= LEAST[part.kind]) return undefined;
  return withCorners(shape, corner.part, (corners) => corners.filter((_, at) => at !== corner.at));
}

function withCorners(shape: DrawnShape, which: number, change: (corners: readonly Degrees[]) => Degrees[]): DrawnShape {
  return { ...shape, parts: shape.parts.map((part, at) => (at === which ? { ...part, corners: change(part.corners) } : part)) };
}

function rounded([lon, lat]: Degrees): Degrees {
  return [Number(lon.toFixed(DIGITS)), Number(lat.toFixed(DIGITS))];
}

/** Square metres and metres of the grid; without rings there is no area. */
export function measured(shape: DrawnShape, grid: Grid): { area?: number; length: number; isCrossed: boolean } {
  const points = shape.parts.map(({ corners }) => corners.map((corner) => toGrid(grid, corner)));
  const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);
  const isHole = ({ path }: Part) => path.at(-1) !== 0;
  const isArea = shape.parts[0]?.kind === 'ring';
  return {
    area: isArea ? sum(shape.parts.map((part, at) => (isHole(part) ? -1 : 1) * area(points[at] ?? []))) : undefined,
    length: sum(shape.parts.map(({ kind }, at) => (kind === 'points' ? 0 : sum(edges(points[at] ?? [], kind === 'ring'))))),
    isCrossed: shape.parts.some(({ kind }, at) => kind === 'ring' && (points[at]?.length ?? 0) <= MOST_WATCHED && isCrossed(points[at] ?? [])),
  };
}
