// Everything under a point, in groups by layer: exact from the server, or what the map draws where the server cannot be
// reached. Counts say how many there are, also when not all are listed yet.

import type { Hit } from '../map/hits.ts';
import { ask } from '../server/ask.ts';
import type { Kind, StoreLayer } from '../server/store-layers.ts';

export interface PlaceGroup {
  layer: string;
  title: string;
  kind: Kind;
  /** How many there are. */
  count: number;
  /** Those that are here so far. */
  hits: Hit[];
  /** Where the rest is asked for. */
  next?: string;
}

export interface PlaceAnswer {
  /** Longitude and latitude that were asked about. */
  at?: [number, number];
  /** What the map draws, or what the store holds. */
  from: 'map' | 'store';
  revision?: number;
  groups: PlaceGroup[];
  /** What was asked for by its name is not there, or not for this reader. */
  isGone?: boolean;
}

/** What people look for first stands first. */
const ORDER: readonly Kind[] = ['parcel', 'zone', 'line', 'building', 'network', 'feature', 'ward'];

/** From far above a finger covers whole districts; the server looks no farther than this. */
const FARTHEST_M = 200;

interface WirePlace {
  revision?: number;
  groups?: { layer: string; title?: string; kind?: Kind; count: number; features: WireFeature[]; next?: string }[];
}

interface WireFeature {
  id?: number;
  properties?: Record<string, unknown> | null;
}

/** What the map draws at a point. */
export function drawnAt(hits: readonly Hit[], layers: readonly StoreLayer[], at?: [number, number]): PlaceAnswer {
  const names = [...new Set(hits.map(({ layer }) => layer))];
  const groups = names.map((name) => {
    const layer = layers.find((found) => found.name === name);
    const own = hits.filter((hit) => hit.layer === name);
    return { layer: name, title: layer?.title ?? name, kind: layer?.kind ?? 'feature', count: own.length, hits: own };
  });
  groups.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return { at, from: 'map', groups };
}

/** What the store holds at a point: areas it lies in, lines and points within a distance in metres. */
export async function storedAt(at: [number, number], within_m: number, signal: AbortSignal): Promise<PlaceAnswer> {
  const reach = Math.min(within_m, FARTHEST_M).toFixed(2);
  const asked = new URLSearchParams({ at: at.map((degrees) => degrees.toFixed(9)).join(','), within_m: reach });
  const { revision, groups = [] } = await ask<WirePlace>(`/v1/search?${asked}`, signal);
  return {
    at,
    from: 'store',
    revision,
    groups: groups.map(({ layer, title, kind, count, features, next }) => {
      const hits = features.map((feature) => hitOf(layer, feature));
      return { layer, title: title ?? layer, kind: kind ?? 'feature', count, hits, next };
    }),
  };
}

/** The same group with more of its features. */
export async function withMore(group: PlaceGroup, signal: AbortSignal): Promise<PlaceGroup> {
  if (group.next === undefined) return group;
  const { pathname, search } = new URL(group.next, location.origin);
  const { groups = [] } = await ask<WirePlace>(`${pathname}${search}`, signal);
  const more = groups.find(({ layer }) => layer === group.layer);
  const hits = (more?.features ?? []).map((feature) => hitOf(group.layer, feature));
  return { ...group, hits: [...group.hits, ...hits], next: more?.next };
}

/** Names a hit among all hits of an answer. */
export function keyOf({ layer, id, fields }: Hit): string {
  return `${layer}/${id ?? JSON.stringify(fields)}`;
}

export function hitsOf(answer: PlaceAnswer | undefined): Hit[] {
  return answer?.groups.flatMap(({ hits }) => hits) ?? [];
}

function hitOf(layer: string, { id, properties }: WireFeature): Hit {
  return { layer, id, fields: properties ?? {} };
}
