// The shapes of a file that was sent from this page, read again here: before it is brought in the server has no layer that could be drawn. Only
// what a map can draw as it is, GeoJSON in degrees; of other files the frame tells. Reads and judges, draws nothing.

import type { Feature, FeatureCollection, Geometry } from 'geojson';

/** Text beyond this takes a page seconds to read. */
const MOST_BYTES = 16_000_000;
/** Corners a small map draws without stuttering. */
const MOST_CORNERS = 400_000;
const READABLE = /\.(geo)?json(\.gz)?$/i;
/** How deep coordinates lie in each kind of shape. */
const DEPTHS: Readonly<Record<string, number>> = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

/** The file sent last, and the import it became; the page has it until it is closed. */
let kept: { of: string; file: File } | undefined;

export function keepFile(of: string, file: File): void {
  kept = READABLE.test(file.name) && file.size <= MOST_BYTES ? { of, file } : undefined;
}

/** The shapes of the file of an import, if it was sent from here and is read in degrees. */
export async function keptShapes(of: string, crs: string | null | undefined): Promise<FeatureCollection | undefined> {
  if (kept?.of !== of || crs !== 'EPSG:4326') return undefined;
  try {
    return shapesIn(JSON.parse(await textOf(kept.file)));
  } catch {
    // The server says what is wrong with it.
    return undefined;
  }
}

/** All features whose shape can be drawn; nothing of them but that. */
export function shapesIn(read: unknown): FeatureCollection | undefined {
  const { features } = (read ?? {}) as { features?: unknown };
  if (!Array.isArray(features)) return undefined;
  let left = MOST_CORNERS;
  const drawn = features.flatMap((feature: unknown): Feature[] => {
    const { geometry } = (feature ?? {}) as { geometry?: { type?: unknown; coordinates?: unknown } | null };
    const depth = DEPTHS[String(geometry?.type)];
    const corners = depth === undefined ? undefined : cornersIn(geometry?.coordinates, depth);
    if (corners === undefined || corners > left) return [];
    left -= corners;
    return [{ type: 'Feature', geometry: geometry as Geometry, properties: {} }];
  });
  return drawn.length === 0 ? undefined : { type: 'FeatureCollection', features: drawn };
}

/** How many corners there are; nothing if one is none. */
function cornersIn(coordinates: unknown, depth: number): number | undefined {
  if (!Array.isArray(coordinates)) return undefined;
  if (depth === 0) return isPlace(coordinates) ? 1 : undefined;
  let sum = 0;
  for (const part of coordinates) {
    const found = cornersIn(part, depth - 1);
    if (found === undefined) return undefined;
    sum += found;
  }
  return sum;
}

function isPlace([lon, lat]: readonly unknown[]): boolean {
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

async function textOf(file: File): Promise<string> {
  if (!/\.gz$/i.test(file.name)) return file.text();
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    // A small file may unfold into a huge one.
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError('too large');
    }
  }
  return parts.join('');
}
