// What the map of findings draws of its own: a point for each finding with a place, and the frame around all that was read. Pure.

import type { Feature, FeatureCollection } from 'geojson';
import { around, type Box } from '../../../kit/server/store-layers.ts';
import type { Finding } from '../imports/import-wire.ts';

const GRAVE = ['error', 'quarantined', 'refused'];

/** Points of one severity, or of all; their ids are places in the list. */
export function pointsOf(findings: readonly Finding[], only: string): FeatureCollection {
  const features = findings.flatMap(({ at, severity }, id) =>
    at && (only === '' || severity === only)
      ? [{ type: 'Feature' as const, id, geometry: { type: 'Point' as const, coordinates: at }, properties: { grave: GRAVE.includes(severity) ? 1 : 0 } }]
      : [],
  );
  return { type: 'FeatureCollection', features };
}

/** The area of a box. */
export function frameOf([west, south, east, north]: Box): Feature {
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: {} };
}

/** Around all that was read and all points: some lie outside, and are the reason to look. */
export function extentOf(findings: readonly Finding[], bounds: Box | null | undefined): Box | undefined {
  const places: Box[] = findings.flatMap(({ at }) => (at ? [[at[0], at[1], at[0], at[1]] as Box] : []));
  return around(bounds ? [bounds, ...places] : places);
}
