// The pipes near a place, the nearest first. Pure.

import type { Degrees } from '../case/wire.ts';
import type { NetworkGraph } from './graph.ts';

export interface NearEdge {
  edge: number;
  distance_m: number;
  /** How much of the course lies before the nearest place: 0–1. */
  share: number;
  at: Degrees;
}

const METRES_A_DEGREE = 111_320;

export function edgesNear(graph: NetworkGraph, at: Degrees, within_m: number): NearEdge[] {
  const found: NearEdge[] = [];
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  const far = (within_m / METRES_A_DEGREE) * 1.01;
  graph.edges.ids.forEach((_, edge) => {
    const course = graph.edges.course[edge] ?? [];
    const isAround = course.some(([lon, lat], place) => {
      const [east, north] = course[place + 1] ?? [lon, lat];
      const [west, south] = [Math.min(lon, east), Math.min(lat, north)];
      return west - at[0] <= far / shrink && at[0] - Math.max(lon, east) <= far / shrink && south - at[1] <= far && at[1] - Math.max(lat, north) <= far;
    });
    const nearest = isAround ? nearestOn(course, at) : undefined;
    if (nearest && nearest.distance_m <= within_m) found.push({ edge, ...nearest });
  });
  return found.sort((a, b) => a.distance_m - b.distance_m || a.edge - b.edge);
}

/** The nearest place of a course, in a plane that touches the earth at the place. */
function nearestOn(course: readonly Degrees[], at: Degrees): { distance_m: number; share: number; at: Degrees } | undefined {
  const shrink = Math.cos((at[1] * Math.PI) / 180);
  const flat = course.map(([lon, lat]) => [(lon - at[0]) * shrink * METRES_A_DEGREE, (lat - at[1]) * METRES_A_DEGREE] as const);
  let best: { distance: number; along: number; x: number; y: number } | undefined;
  let behind = 0;
  for (let place = 0; place + 1 < flat.length; place += 1) {
    const [[x1, y1], [x2, y2]] = [flat[place] as readonly [number, number], flat[place + 1] as readonly [number, number]];
    const long = Math.hypot(x2 - x1, y2 - y1);
    const share = long === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / (long * long)));
    const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
    const distance = Math.hypot(x, y);
    if (!best || distance < best.distance) best = { distance, along: behind + share * long, x, y };
    behind += long;
  }
  if (!best) return undefined;
  const place: Degrees = [at[0] + best.x / (shrink * METRES_A_DEGREE), at[1] + best.y / METRES_A_DEGREE];
  return { distance_m: best.distance, share: behind === 0 ? 0 : best.along / behind, at: place };
}

/** A stretch of a course, by shares of its length. */
export function stretch(course: readonly Degrees[], from: number, to: number): Degrees[] {
  if (from <= 0 && to >= 1) return [...course];
  const steps = course.slice(1).map((place, at) => Math.hypot((place[0] - (course[at] as Degrees)[0]) * Math.cos((place[1] * Math.PI) / 180), place[1] - (course[at] as Degrees)[1]));
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const [first, last] = [from * whole, to * whole];
  const part: Degrees[] = [];
  let behind = 0;
  steps.forEach((step, at) => {
    const [a, b] = [course[at] as Degrees, course[at + 1] as Degrees];
    const on = (along: number): Degrees => {
      const share = step === 0 ? 0 : Math.min(1, Math.max(0, (along - behind) / step));
      return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
    };
    if (behind + step > first && behind < last) {
      if (part.length === 0) part.push(on(first));
      part.push(on(last));
    }
    behind += step;
  });
  return part;
}
