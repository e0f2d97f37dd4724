// What two answers to one burst tell otherwise. Pure.

import type { Isolation } from './wire.ts';

export interface Difference {
  /** Valves that must be closed now, and those that need not any more. */
  added: string[];
  removed: string[];
  /** Customers more (or fewer) without water: all of them, those outside the segment, and those who most depend on it. */
  customers: number;
  unintended: number;
  critical: number;
  hydrants: number;
  /** Metres more of pipe in the segment. */
  length_m: number;
  /** Sources that came into the segment: it cannot be isolated any more. */
  sources: string[];
  /** Sources that are out of it again. */
  sourcesLeft: string[];
}

export function difference(before: Isolation, after: Isolation): Difference {
  const without = (list: string[], others: string[]) => list.filter((id) => !others.includes(id));
  const all = ({ customers }: Isolation) => customers.direct + customers.unintended;
  return {
    added: without(after.valves_to_close, before.valves_to_close),
    removed: without(before.valves_to_close, after.valves_to_close),
    customers: all(after) - all(before),
    unintended: after.customers.unintended - before.customers.unintended,
    critical: moreCritical(before.customers.critical_count, after.customers.critical_count),
    hydrants: after.hydrants.length - before.hydrants.length,
    length_m: after.segment.length_m - before.segment.length_m,
    sources: without(after.sources_inside, before.sources_inside),
    sourcesLeft: without(before.sources_inside, after.sources_inside),
  };
}

/** Nobody is told of fewer of them because their number is not known any more. */
function moreCritical(before: number | null | undefined, after: number | null | undefined): number {
  return after === null || after === undefined ? 0 : after - (before ?? 0);
}

/** True if nobody needs to be told. */
export function isNone(found: Difference): boolean {
  const { added, removed, sources, sourcesLeft, customers, unintended, critical, hydrants } = found;
  const lists = [added, removed, sources, sourcesLeft].every((list) => list.length === 0);
  return lists && [customers, unintended, critical, hydrants].every((count) => count === 0);
}
