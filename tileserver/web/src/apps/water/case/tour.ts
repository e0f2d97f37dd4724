// In which order one drives to valves: a short way over straight distances, from the valve nearest to the burst. Pure, and the same
// for the same valves.

import type { Degrees } from './wire.ts';

interface Stop {
  id: string;
  at: Degrees | null;
}

/** The stops in driving order; those that lie nowhere come last. */
export function tour<T extends Stop>(stops: readonly T[], from: Degrees | undefined): T[] {
  const placed = stops.filter(({ at }) => at !== null).sort((a, b) => (a.id < b.id ? -1 : 1));
  const nowhere = stops.filter(({ at }) => at === null);
  return [...untangled(nearestFirst(placed, from)), ...nowhere];
}

function nearestFirst<T extends Stop>(stops: readonly T[], from: Degrees | undefined): T[] {
  const left = [...stops];
  const way: T[] = [];
  let here = from ?? left[0]?.at ?? undefined;
  while (left.length > 0 && here) {
    const beside: Degrees = here;
    const next = left.reduce((best, stop) => (metres(beside, stop.at) < metres(beside, best.at) ? stop : best));
    way.push(next);
    left.splice(left.indexOf(next), 1);
    here = next.at ?? undefined;
  }
  return way;
}

/** Turns stretches of the way round as long as that shortens it; the first stop stays. */
function untangled<T extends Stop>(way: T[]): T[] {
  // Each turn shortens the way, so that there is an end; the count only guards against rounding.
  for (let turns = 0; turns < way.length * way.length; turns += 1) {
    const turn = shortening(way);
    if (!turn) return way;
    const [from, to] = turn;
    way = [...way.slice(0, from), ...way.slice(from, to + 1).reverse(), ...way.slice(to + 1)];
  }
  return way;
}

function shortening(way: readonly Stop[]): [number, number] | undefined {
  const between = (a: number, b: number) => (way[a] && way[b] ? metres(way[a].at, way[b].at) : 0);
  for (let from = 1; from < way.length - 1; from += 1) {
    for (let to = from + 1; to < way.length; to += 1) {
      const now = between(from - 1, from) + between(to, to + 1);
      if (between(from - 1, to) + between(from, to + 1) < now - 0.01) return [from, to];
    }
  }
  return undefined;
}

const METRES_A_DEGREE = 111_320;

/** As far as it matters between valves of a town. */
export function metres(a: Degrees | null, b: Degrees | null): number {
  if (!a || !b) return Number.POSITIVE_INFINITY;
  const [east, north] = [(a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]];
  return Math.hypot(east, north) * METRES_A_DEGREE;
}
