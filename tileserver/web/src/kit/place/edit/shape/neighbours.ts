// Shapes around an edited one, exactly as the server has them, for its corners to be drawn to: what the map draws is rounded.

import type { Geometry, Position } from 'geojson';
import type { Degrees } from '../../../grid/vn2000.ts';
import { ask } from '../../../server/ask.ts';
import type { Box } from '../../../server/store-layers.ts';
import type { Selected } from '../../../share/permalink.ts';

/** Features of one layer that are asked for: more in view are too small to be drawn to. */
const MOST_FEATURES = 500;
/** Corners of all of them: each is looked at whenever a finger moves. */
const MOST_CORNERS = 40_000;

interface WirePage {
  features?: { id?: number; geometry?: Geometry | null }[];
}

export class Neighbours {
  lines: readonly (readonly Degrees[])[] = [];
  private asking = new AbortController();
  /** What was asked for, and of which layers. */
  private asked?: { box: Box; layers: string };
  /** All that lies there came. */
  private isWhole = false;

  /** The feature whose shape it is; none of a new one. */
  constructor(private readonly own?: Selected) {}

  /** Reads what lies in a box of these layers. A layer that is not told is left out. */
  async around(box: Box, layers: readonly string[]): Promise<void> {
    if (this.isWhole && this.asked?.layers === layers.join() && isWithin(box, this.asked.box)) return;
    const wide = widened(box);
    this.isWhole = false;
    this.asked = { box: wide, layers: layers.join() };
    const where = wide.map((degrees) => degrees.toFixed(7)).join(',');
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const pages = layers.map((layer) =>
      ask<WirePage>(`/collections/${encodeURIComponent(layer)}/items?f=json&bbox=${where}&limit=${MOST_FEATURES}`, signal)
        .then(({ features = [] }) => ({ isCut: features.length === MOST_FEATURES, others: features.filter(({ id }) => layer !== this.own?.layer || id !== this.own.id) }))
        .catch(() => ({ isCut: false, others: [] })),
    );
    const told = await Promise.all(pages);
    if (signal.aborted) return;
    this.isWhole = !told.some(({ isCut }) => isCut);
    this.lines = fewEnough(told.flatMap(({ others }) => others).flatMap(({ geometry }) => linesOf(geometry)));
  }

  end(): void {
    this.asking.abort();
  }
}

/** With a quarter of it on each side: who moves the map a little need not ask again. */
function widened([west, south, east, north]: Box): Box {
  const [across, up] = [(east - west) / 4, (north - south) / 4];
  return [west - across, south - up, east + across, north + up];
}

function isWithin(inner: Box, outer: Box): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

function fewEnough(lines: Degrees[][]): Degrees[][] {
  let corners = 0;
  return lines.filter((line) => (corners += line.length) <= MOST_CORNERS);
}

/** Rings and lines of a shape, and each point as a line of its own. */
export function linesOf(geometry: Geometry | null | undefined): Degrees[][] {
  switch (geometry?.type) {
    case 'Point':
      return [[geometry.coordinates as Degrees]];
    case 'MultiPoint':
      return geometry.coordinates.map((point) => [point as Degrees]);
    case 'LineString':
      return [geometry.coordinates as Degrees[]];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates as Position[][] as Degrees[][];
    case 'MultiPolygon':
      return geometry.coordinates.flat() as Degrees[][];
    case 'GeometryCollection':
      return geometry.geometries.flatMap(linesOf);
    default:
      return [];
  }
}
