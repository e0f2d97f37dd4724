// A shape somebody drew and keeps: what it is, how large it is in a grid, and as GeoJSON to take along and bring back. Pure.

import type { Feature, FeatureCollection, Geometry, LineString, Point, Polygon, Position } from 'geojson';
import { area, edges, isCrossed, opened, toGrid, type Degrees, type Grid } from '../../grid/vn2000.ts';

export type Drawn = Point | LineString | Polygon;
export type Kind = 'point' | 'line' | 'area';

export const KINDS: readonly Kind[] = ['point', 'line', 'area'];
/** Told apart on every official colour, with a white rim. */
export const COLOURS = { red: '#c62828', orange: '#b35300', green: '#1b7a2f', blue: '#1565c0', purple: '#7b1fa2', black: '#1a1a1a' } as const;
export type Colour = keyof typeof COLOURS;

export interface Shape {
  /** Given by the shelf. */
  id?: number;
  name: string;
  colour: Colour;
  isHidden: boolean;
  geometry: Drawn;
}

/** Shapes one device keeps, and corners of one: what a map draws at once without a pause. */
export const MOST_SHAPES = 1000;
export const MOST_CORNERS = 20_000;
/** Letters of a name. */
export const LONGEST_NAME = 80;

/** How large a shape is: nothing of a point. */
export interface Size {
  length_m?: number;
  area_m2?: number;
}

export function kindOf({ geometry }: Pick<Shape, 'geometry'>): Kind {
  return geometry.type === 'Point' ? 'point' : geometry.type === 'LineString' ? 'line' : 'area';
}

/** A shape of corners as they were set; nothing if it takes more of them, or its edges cross. */
export function drawn(kind: Kind, corners: readonly Degrees[], grid: Grid): Drawn | undefined {
  const [first] = corners;
  if (!first) return undefined;
  if (kind === 'point') return { type: 'Point', coordinates: first };
  if (kind === 'line') return corners.length > 1 ? { type: 'LineString', coordinates: [...corners] } : undefined;
  const ring = opened(corners);
  if (ring.length < 3 || isCrossed(ring.map((corner) => toGrid(grid, corner)))) return undefined;
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Degrees]] };
}

/** Lengths and areas in a grid; of an area with holes what is left of it, and its outline. */
export function sizeOf({ geometry }: Pick<Shape, 'geometry'>, grid: Grid): Size {
  const points = (corners: readonly Position[]) => corners.map(([lon = 0, lat = 0]) => toGrid(grid, [lon, lat]));
  const sum = (all: number[]) => all.reduce((so_far, each) => so_far + each, 0);
  if (geometry.type === 'Point') return {};
  if (geometry.type === 'LineString') return { length_m: sum(edges(points(geometry.coordinates), false)) };
  const [shell = [], ...holes] = geometry.coordinates.map((ring) => points(ring.slice(0, -1)));
  return { length_m: sum(edges(shell, true)), area_m2: Math.max(0, area(shell) - sum(holes.map(area))) };
}

/** Where a shape lies: all its corners. */
export function cornersOf({ geometry }: Pick<Shape, 'geometry'>): Degrees[] {
  const positions = geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat();
  return positions.map(([lon = 0, lat = 0]) => [lon, lat]);
}

/** All of them as a file, with their sizes in words programs read. */
export function written(shapes: readonly Shape[], gridAt: (at: Degrees) => Grid): string {
  const features = shapes.map((shape): Feature => {
    const size = sizeOf(shape, gridAt(cornersOf(shape)[0] ?? [0, 0]));
    const properties = { name: shape.name, colour: shape.colour, ...(shape.isHidden ? { hidden: true } : {}), ...rounded(size) };
    return { type: 'Feature', properties, geometry: shape.geometry };
  });
  return JSON.stringify({ type: 'FeatureCollection', features } satisfies FeatureCollection);
}

/** What a file has that can be kept, and how many of its features cannot: no shape, none in degrees, or too many corners. */
export interface Read {
  shapes: Shape[];
  leftOut: number;
}

/** Nothing if the text is no GeoJSON. Shapes of several parts become one for each. */
export function read(text: string, unnamed: string): Read | undefined {
  const features = featuresOf(text);
  if (!features) return undefined;
  const read: Read = { shapes: [], leftOut: 0 };
  for (const { geometry, properties } of features) {
    const parts = partsOf(geometry).filter(isKept);
    if (parts.length === 0) read.leftOut += 1;
    const { name, ten, colour, hidden } = (properties ?? {}) as Record<string, unknown>;
    const called = [name, ten].find((each) => typeof each === 'string' && each.trim() !== '') as string | undefined;
    parts.forEach((part, at) => {
      const own = (called ?? unnamed).slice(0, LONGEST_NAME - 6);
      read.shapes.push({ name: parts.length > 1 ? `${own} (${at + 1})` : own, colour: isColour(colour) ? colour : 'blue', isHidden: hidden === true, geometry: part });
    });
  }
  return read;
}

export function isColour(word: unknown): word is Colour {
  return typeof word === 'string' && Object.hasOwn(COLOURS, word);
}

function featuresOf(text: string): Pick<Feature, 'geometry' | 'properties'>[] | undefined {
  try {
    const document = JSON.parse(text) as { type?: string; features?: unknown } | null;
    if (document?.type === 'FeatureCollection' && Array.isArray(document.features)) return document.features.filter(isThing) as Feature[];
    if (document?.type === 'Feature') return [document as unknown as Feature];
    return undefined;
  } catch {
    return undefined;
  }
}

function isThing(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function partsOf(geometry: Geometry | null | undefined): Drawn[] {
  switch (geometry?.type) {
    case 'Point':
    case 'LineString':
    case 'Polygon':
      return [geometry];
    case 'MultiPoint':
      return listed(geometry.coordinates).map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return listed(geometry.coordinates).map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon':
      return listed(geometry.coordinates).map((coordinates) => ({ type: 'Polygon', coordinates }));
    default:
      return [];
  }
}

function listed<T>(all: T[]): T[] {
  return Array.isArray(all) ? all : [];
}

/** Whether a shape is what it says it is, in degrees, and not too large. */
function isKept({ type, coordinates }: Drawn): boolean {
  if (type === 'Point') return isPlace(coordinates);
  const isRun = (run: unknown, least: number): run is Position[] => Array.isArray(run) && run.length >= least && run.length <= MOST_CORNERS && run.every(isPlace);
  if (type === 'LineString') return isRun(coordinates, 2);
  return Array.isArray(coordinates) && coordinates.length > 0 && coordinates.flat().length <= MOST_CORNERS && coordinates.every((ring) => isRun(ring, 4));
}

function isPlace(place: unknown): boolean {
  if (!Array.isArray(place)) return false;
  const [lon, lat] = place as unknown[];
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
}

/** To the centimetre: a map is not read closer. */
function rounded(size: Size): Size {
  return Object.fromEntries(Object.entries(size).map(([name, value]) => [name, Number((value as number).toFixed(2))]));
}
