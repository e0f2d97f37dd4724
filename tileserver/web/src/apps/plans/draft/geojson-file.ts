// A GeoJSON file of somebody's as the register takes it: its areas, the fields they have, and the reference system its numbers are in. What
// the fields mean is the author's to say; names that are common here are guessed.

import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';

export type Area = Polygon | MultiPolygon;

export interface AreaFile {
  areas: { geometry: Area; fields: Record<string, unknown> }[];
  /** Names of fields, in the order they are met. */
  fields: string[];
  /** Features without an area, which are left out. */
  leftOut: number;
  /** EPSG code the file names; none of one in degrees. */
  crs?: number;
  /** Its numbers are no degrees. */
  isMetric: boolean;
}

/** What the register knows of a zone, and what it is often called. */
export const MEANINGS = {
  chuc_nang: /^(chuc_?nang|chucnang.*|function|func|use|landuse|loai_?dat|ma_?dat|phan_?loai)$/i,
  ky_hieu: /^(ky_?hieu.*|sign|symbol|lo_?dat|ten_?lo|so_?hieu)$/i,
  mat_do: /^(mat_?do.*|density)$/i,
  tang_cao: /^(tang_?cao.*|so_?tang|storeys|floors)$/i,
  he_so_sdd: /^(he_?so.*|hssdd|far)$/i,
  chieu_cao: /^(chieu_?cao.*|height)$/i,
} as const;

export type Meaning = keyof typeof MEANINGS;

/** Which field means what. */
export type Mapping = Partial<Record<Meaning, string>>;

/** Nothing if the text is no GeoJSON with areas. */
export function readAreas(text: string): AreaFile | undefined {
  const document = parsed(text);
  const features = featuresOf(document);
  if (!features) return undefined;
  const areas = features.flatMap(({ geometry, properties }) => (isArea(geometry) ? [{ geometry: flat(geometry), fields: properties ?? {} }] : []));
  if (areas.length === 0) return undefined;
  const fields = [...new Set(areas.flatMap((area) => Object.keys(area.fields)))];
  const [lon = 0, lat = 0] = firstOf(areas[0]?.geometry);
  const crs = crsOf(document);
  return { areas, fields, leftOut: features.length - areas.length, crs, isMetric: Math.abs(lon) > 180 || Math.abs(lat) > 90 };
}

/** The first field whose name says so. */
export function guessed(fields: readonly string[]): Mapping {
  const found = (Object.entries(MEANINGS) as [Meaning, RegExp][]).map(([meaning, pattern]) => [meaning, fields.find((field) => pattern.test(field))] as const);
  return Object.fromEntries(found.filter(([, field]) => field !== undefined)) as Mapping;
}

/** Zones as the register takes them: what has no meaning for it stays in the file. */
export function zonesOf({ areas }: AreaFile, mapping: Mapping): Feature[] {
  return areas.map(({ geometry, fields }) => {
    const said = Object.entries(mapping).flatMap(([meaning, field]) => {
      const value = field === undefined ? undefined : fields[field];
      return value === null || value === undefined || value === '' ? [] : [[meaning, String(value)] as const];
    });
    return { type: 'Feature', geometry, properties: Object.fromEntries(said) };
  });
}

/** All areas of a file as one. */
export function boundaryOf({ areas }: AreaFile): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: areas.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

interface Met {
  geometry?: unknown;
  properties?: Record<string, unknown> | null;
}

function featuresOf(document: unknown): Met[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const { type, features } = document as { type?: unknown; features?: unknown };
  if (type === 'FeatureCollection') return Array.isArray(features) ? features.filter((each) => typeof each === 'object' && each !== null) : undefined;
  return type === 'Feature' ? [document as Met] : [{ geometry: document }];
}

function isArea(geometry: unknown): geometry is Area {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  return (type === 'Polygon' || type === 'MultiPolygon') && Array.isArray(coordinates);
}

/** Heights say nothing of a zone. */
function flat(geometry: Area): Area {
  const ring = (positions: Position[]): Position[] => positions.map(([x = 0, y = 0]) => [x, y]);
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) };
}

function firstOf(geometry: Area | undefined): Position {
  const first = geometry?.type === 'Polygon' ? geometry.coordinates[0]?.[0] : geometry?.coordinates[0]?.[0]?.[0];
  return first ?? [];
}

/** `urn:ogc:def:crs:EPSG::9218`, `EPSG:9218`, `http://www.opengis.net/def/crs/EPSG/0/9218`; degrees need no name. */
function crsOf(document: unknown): number | undefined {
  const name = (document as { crs?: { properties?: { name?: unknown } } }).crs?.properties?.name;
  const code = typeof name === 'string' ? Number(/EPSG\D+(?:\d+\D)?(\d{4,5})$/i.exec(name)?.[1]) : NaN;
  return Number.isNaN(code) || code === 4326 ? undefined : code;
}
