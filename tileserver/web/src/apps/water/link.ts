// What the page's link says of the water app, behind the place of the map:
// #v1/water?at=17/10.35/107.08&network=cap-nuoc&burst=107.0812345,10.3512345&stuck=V-1,V-2 — a burst that is asked about, by place or by `edge=`,
// `node=`, `device=` (of an edge with `along=12.5`, metres along it), with the valves that are said to be stuck; `more=` once for each place that burst
// besides, `lon,lat`, `edge:P-17`, `edge:P-17:12.5`, `node:N-3` or `device:V-1`, a colon within an id written `%3A`; `reported=lon,lat,2026-11-30T08:15:00Z` — one that somebody reported and nobody has
// looked at; `zones=dma` — zones of a kind on the map. Pure.

import type { Burst, Degrees, Isolation, Place } from './case/wire.ts';

/** A burst somebody reported, and when. */
export interface Reported {
  at: Degrees;
  /** RFC 3339, if it is known. */
  when?: string;
}

export interface Asked {
  network?: string | undefined;
  /** Where it burst; without the network if the link names none. */
  burst?: Omit<Burst, 'network'> | undefined;
  stuck: readonly string[];
  reported?: Reported | undefined;
  /** The kind of zones that is shown; empty for the first there is. */
  zones?: string | undefined;
}

type Parts = [string, string][];

/** Parts of the link that are read here. */
const KEYS = ['network', 'burst', 'edge', 'node', 'device', 'along', 'more', 'stuck', 'reported', 'zones'];
const NAMED = ['edge', 'node', 'device'] as const;

export function readAsked(parts: Readonly<Parts>): Asked {
  const of = (name: string) => parts.find(([key]) => key === name)?.[1];
  const at = place(of('burst'));
  const named = NAMED.find((key) => of(key));
  const first = at ? { at } : named && placeOf(named, of(named) ?? '', of('along'));
  const more = parts.flatMap(([key, text]) => (key === 'more' ? readPlace(text) : []));
  return {
    network: of('network') || undefined,
    burst: first && { ...first, ...(more.length > 0 ? { more } : {}) },
    stuck: (of('stuck') ?? '').split(',').filter((id) => id !== '').map(whole),
    reported: reported(of('reported')),
    zones: of('zones'),
  };
}

/** What a link asks: by its hash, or by `?edge=O-12&network=cap-nuoc`, `?at=lon,lat`, as sheets of paper and other programs write it. */
export function askedBy(parts: Readonly<Parts>, search: string): Asked {
  const [inHash, typed] = [readAsked(parts), new URLSearchParams(search)];
  const [edge, at] = [typed.get('edge'), place(typed.get('at') ?? undefined)];
  const burst = edge ? { edge } : at && { at };
  return { ...inHash, network: inHash.network ?? typed.get('network') ?? undefined, burst: inHash.burst ?? burst };
}

/** A burst for a link: by the places on the pipes, once they are known, which are found again however near one looks. */
export function placedBurst(burst: Burst | undefined, answer: Isolation | undefined): Burst | undefined {
  if (!burst || !answer) return burst;
  const placed = <T extends Place>(asked: T, at: Degrees | undefined): T => (asked.at && at ? { ...asked, at } : asked);
  const more = burst.more?.map((place, number) => placed(place, answer.bursts?.[number + 1]?.at));
  return { ...placed(burst, answer.burst.at), ...(more ? { more } : {}) };
}

/** The parts with these in the place of those of before; what others put there stays. */
export function withAsked(parts: Readonly<Parts>, { network, burst, stuck, reported: waits, zones }: Asked): Parts {
  const others = parts.filter(([key]) => !KEYS.includes(key));
  const named = NAMED.find((key) => burst?.[key] !== undefined);
  const ours: [string, string | undefined][] = [
    ['network', network],
    named ? [named, burst?.[named]] : ['burst', burst?.at && written(burst.at)],
    ['along', named === 'edge' && burst?.along_m !== undefined ? String(burst.along_m) : undefined],
    ...(burst?.more ?? []).map((place): [string, string | undefined] => ['more', writePlace(place)]),
    ['stuck', burst && stuck.length > 0 ? stuck.map(parted).join(',') : undefined],
    ['reported', waits && [written(waits.at), ...(waits.when ? [waits.when] : [])].join(',')],
    ['zones', zones],
  ];
  return [...others, ...ours.flatMap(([key, value]): Parts => (value === undefined ? [] : [[key, value]]))];
}

function placeOf(named: (typeof NAMED)[number], id: string, along: string | undefined): Place {
  const along_m = along === undefined || along.trim() === '' ? Number.NaN : Number(along);
  return { [named]: id, ...(named === 'edge' && along_m >= 0 && Number.isFinite(along_m) ? { along_m } : {}) };
}

/** A place that burst besides; none if it is not understood. */
function readPlace(text: string): Place[] {
  const at = place(text);
  if (at) return [{ at }];
  const [kind, id, along] = text.split(':');
  const named = NAMED.find((key) => key === kind);
  return named && id ? [placeOf(named, whole(id.replaceAll('%3A', ':')), along)] : [];
}

function writePlace(besides: Place): string | undefined {
  const named = NAMED.find((key) => besides[key] !== undefined);
  if (!named) return besides.at && written(besides.at);
  const id = parted(besides[named] ?? '').replaceAll(':', '%3A');
  return [named, id, ...(named === 'edge' && besides.along_m !== undefined ? [besides.along_m] : [])].join(':');
}

function reported(text: string | undefined): Reported | undefined {
  const [lon, lat, when] = text?.split(',') ?? [];
  const at = place(`${lon},${lat}`);
  const isMoment = when !== undefined && Number.isFinite(Date.parse(when));
  return at && { at, ...(isMoment ? { when } : {}) };
}

function place(text: string | undefined): Degrees | undefined {
  const numbers = (text ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [lon, lat] = numbers;
  if (numbers.length !== 2 || lon === undefined || lat === undefined) return undefined;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : undefined;
}

/** To the centimetre. */
function written(at: Degrees): string {
  return at.map((degrees) => degrees.toFixed(7)).join(',');
}

/** A comma within an id parts nothing. */
function parted(id: string): string {
  return id.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function whole(id: string): string {
  return id.replaceAll('%2C', ',').replaceAll('%25', '%');
}
