// Asks the server to search, and remembers on this device what was chosen while nobody was signed in. The server reads the text;
// nothing is guessed here.

import { linked } from '../page/link.ts';
import type { Geometry } from 'geojson';
import { interiorPoint } from '../place/interior-point.ts';
import { isPublic } from '../server/session.ts';
import { ask } from '../server/ask.ts';
import type { Box } from '../server/store-layers.ts';

export type Kind = 'parcel' | 'place' | 'street' | 'zone' | 'feature' | 'coordinate' | 'corners';

export interface Found {
  kind: Kind;
  layer?: string;
  id?: number;
  key?: string;
  title: string;
  detail?: string;
  /** Longitude and latitude. */
  at: [number, number];
  bbox?: Box;
  /** Corners of a table of coordinates. */
  polygon?: [number, number][];
  /** It is not where the text says: the reader must want it all the same. */
  elsewhere?: boolean;
  /** The text that led here. */
  asked?: string;
}

/** How the server understood the text. */
export interface Reading {
  as: string;
  text: string;
  crs?: string;
}

export interface Answer {
  query: string;
  readings: Reading[];
  results: Found[];
  more: boolean;
  /** Layers in which nothing was looked for. */
  notSearched: string[];
}

const MOST_RESULTS = 10;
/** Of a phone's map above its sheet. */
const FREE_PIXELS = 200;
const KEPT = 'diaban-recent';
const MOST_KEPT = 5;

export async function search(text: string, near: [number, number] | undefined, signal: AbortSignal): Promise<Answer> {
  const asked = new URLSearchParams({ q: text, limit: String(MOST_RESULTS) });
  if (near) asked.set('near', near.map((degrees) => degrees.toFixed(5)).join(','));
  const answer = await ask<Partial<Answer>>(`/v1/search?${asked}`, signal);
  const { query = text, readings = [], results = [], more = false, notSearched = [] } = answer;
  return { query, readings, results: results.flatMap(placed), more, notSearched };
}

/** What has only a box lies in its middle; what lies nowhere cannot be gone to. */
function placed(found: Omit<Found, 'at'> & { at?: [number, number] }): Found[] {
  const { at, bbox } = found;
  if (at) return [{ ...found, at }];
  return bbox ? [{ ...found, at: [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2] }] : [];
}

/** What was chosen here before, the latest first. */
export function recent(): Found[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Found[];
    return kept.filter(({ title, at }) => typeof title === 'string' && Array.isArray(at)).slice(0, MOST_KEPT);
  } catch {
    return [];
  }
}

/** What staff find may show more than the next person at the device may see. */
export function remember(found: Found): void {
  if (!isPublic()) return;
  const { polygon: _, elsewhere: __, ...short } = found;
  const others = recent().filter(({ title, detail }) => title !== found.title || detail !== found.detail);
  keep(found.polygon ? others : [short, ...others].slice(0, MOST_KEPT));
}

export function forgetAll(): void {
  keep([]);
}

function keep(all: Found[]): void {
  try {
    if (all.length === 0) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing searches all the same.
  }
}

/** What was asked for in plain letters, so that `nguyen hue` is Nguyễn Huệ. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().replace(/[^\p{L}\p{N}/]+/gu, ' ').trim();
}

/**
 * Those of what was found that answer a question equally well, best first: what is called just so, else what begins so, else what bears the
 * name of the first. Parcels of one key are all alike, unless they lie elsewhere. One is meant if there is one; of several only the reader
 * knows.
 */
export function alike({ results, readings }: Pick<Answer, 'results' | 'readings'>, text: string): Found[] {
  const keyed = results.filter(({ kind, elsewhere }) => kind === 'parcel' && !elsewhere);
  if (readings[0]?.as === 'parcel' && keyed.length > 0) return keyed;
  const asked = plain(text);
  const so = results.filter(({ title }) => plain(title) === asked);
  if (so.length > 0) return so;
  const begun = asked === '' ? [] : results.filter(({ title }) => plain(title).startsWith(asked));
  if (begun.length > 0) return begun;
  const [first] = results;
  return results.filter(({ kind, title }) => kind === first?.kind && title === first.title);
}

/** The place of the viewer that shows a result. */
export function linkTo({ at, bbox, layer, id, kind, title, asked }: Found): string {
  if (layer === undefined || id === undefined) {
    return linked(`/apps/planning?${new URLSearchParams({ q: asked ?? title })}`);
  }
  const near = kind === 'place' ? 15 : kind === 'street' ? 17 : 19;
  const [lon, lat] = bbox ? [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2] : at;
  const zoom = bbox ? Math.min(near, zoomAround(bbox)).toFixed(2) : near;
  return linked(`/apps/planning#v1/planning?at=${zoom}/${lat.toFixed(7)}/${lon.toFixed(7)}&s=${encodeURIComponent(layer)}/${id}`);
}

/** At this zoom a box is as wide, or as high, as the free part of a phone's map. */
function zoomAround([west, south, east, north]: Box): number {
  const span = Math.max(east - west, (north - south) / Math.cos((north * Math.PI) / 180), 1e-9);
  return Math.log2((FREE_PIXELS * 360) / (512 * span));
}

/** A parcel by any key people have for it; the first if several have it. */
export async function parcelByKey(key: string, signal?: AbortSignal): Promise<Found | undefined> {
  const answer = await ask<WireParcels>(`/v1/parcels/${encodeURIComponent(key)}`, signal);
  const [feature] = answer.features ?? [answer];
  const at = interiorPoint(feature?.geometry);
  if (feature?.id === undefined || !at) return undefined;
  const layer = /\/collections\/([^/?]+)/.exec(feature.links?.find(({ rel }) => rel === 'collection')?.href ?? '')?.[1];
  return { kind: 'parcel', layer: layer ?? 'parcels', id: feature.id, title: key, at, bbox: feature.bbox };
}

interface WireParcel {
  id?: number;
  links?: { rel: string; href: string }[];
  bbox?: Box;
  geometry?: Geometry | null;
}

type WireParcels = WireParcel & { features?: WireParcel[] };
