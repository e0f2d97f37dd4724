// Asks for the extract of a parcel, the shapes of its shares, and the parcel at a place; says where the same answer is as a page, on paper
// and for programs.

import type { FeatureCollection } from 'geojson';
import { linked } from '../page/link.ts';
import { evened } from '../page/numbers.ts';
import { ask } from '../server/ask.ts';
import type { Selected } from '../share/permalink.ts';
import type { Extract, Parcel, Plan } from './wire.ts';

export type Format = 'pdf' | 'json' | 'geojson';

/** The extract on a day; today's without one. Nothing if the key leads to other parcels only. */
export async function parcelExtract(parcel: Selected, day: string | undefined, signal?: AbortSignal): Promise<Extract | undefined> {
  const answer = await ask<Extract | { extracts: Extract[] }>(pathOf(String(parcel.id), day, 'json'), signal);
  const all = 'extracts' in answer ? answer.extracts : [answer];
  // Parcels of other layers may bear the same number.
  const found = all.find(({ parcel: { layer, id } }) => layer === parcel.layer && id === parcel.id);
  return found && { ...found, plans: found.plans.map(withShares) };
}

/** A plan with its shares in tenths, as they are written: they add up where they are of all it covers. */
export function withShares(plan: Plan): Plan {
  const shares = evened([...plan.zones, plan.uncovered].map(({ percent }) => percent), 10);
  const zones = plan.zones.map((zone, at) => ({ ...zone, percent: shares[at] as number }));
  return { ...plan, zones, uncovered: { ...plan.uncovered, percent: shares[zones.length] as number } };
}

/** The shapes of its shares in degrees; none if this server does not draw them. */
export async function sharesOf({ parcel, as_of }: Extract, signal?: AbortSignal): Promise<FeatureCollection | undefined> {
  const shapes = await ask<FeatureCollection>(pathOf(String(parcel.id), as_of, 'geojson'), signal).catch(() => undefined);
  return Array.isArray(shapes?.features) ? shapes : undefined;
}

/** The address of the answer in one of its forms, by the key that lasts longest; of today whenever it is followed, if no day was asked for. */
export function linkOf({ parcel }: Extract, day: string | undefined, format: Format): string {
  return linked(pathOf(keyOf(parcel), day, format));
}

/** The page of the parcel that needs no script. */
export function pageOf({ parcel }: Extract, day: string | undefined): string {
  const { commune, sheet, number } = parcel.keys;
  const key = commune !== null && sheet !== null && number !== null ? `${commune}-${sheet}-${number}` : keyOf(parcel);
  return linked(`/thua/${encodeURIComponent(key)}${day === undefined ? '' : `?as_of=${day}`}`);
}

/** The key of a parcel for links: what the register calls it by, if that is told. */
export function keyOf({ keys, id }: Parcel): string {
  return keys.identifier ?? String(id);
}

/** The parcel at a place, if there is one. */
export async function parcelAt([lon, lat]: [number, number], signal?: AbortSignal): Promise<Selected | undefined> {
  const at = `${lon.toFixed(9)},${lat.toFixed(9)}`;
  const { groups = [] } = await ask<WirePlace>(`/v1/search?${new URLSearchParams({ at, within_m: '0.5' })}`, signal);
  const found = groups.find(({ kind, features }) => kind === 'parcel' && features.length > 0);
  const id = found?.features[0]?.id;
  return found && id !== undefined ? { layer: found.layer, id } : undefined;
}

/** Longitude and latitude of a link's `?at=`; nothing if it is no place on earth. */
export function readAt(text: string | null): [number, number] | undefined {
  const [lon, lat, ...rest] = (text ?? '').split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (lon === undefined || lat === undefined || rest.length > 0) return undefined;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : undefined;
}

/** Takes a question out of the page's own address: it is asked once. */
export function taken(name: 'at' | 'compare' | 'parcel' | 'q'): string | undefined {
  const address = new URL(location.href);
  const asked = address.searchParams.get(name)?.trim();
  if (!asked) return undefined;
  address.searchParams.delete(name);
  history.replaceState(null, '', address);
  return asked;
}

interface WirePlace {
  groups?: { layer: string; kind?: string; features: { id?: number }[] }[];
}

function pathOf(key: string, day: string | undefined, format: Format): string {
  const asked = new URLSearchParams({ f: format, ...(day === undefined ? {} : { as_of: day }) });
  return `/v1/parcels/${encodeURIComponent(key)}/extract?${asked}`;
}
