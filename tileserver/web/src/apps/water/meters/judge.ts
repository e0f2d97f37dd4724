// What a reading says beside the last ones of its meter, by the server's own rule and thresholds, for a phone without a line. Pure.

import type { How, Past, Thresholds, Verdict } from './wire.ts';

/** Cubic metres no meter shows, as the server has it. */
export const MOST_VALUE = 1e9;
const DAY_MS = 86_400_000;

/** What a meter usually counts a day. */
export interface Usual {
  daily: number;
  spread: number;
}

export interface Judgement {
  verdict: Verdict;
  previous: Past | undefined;
  /** Days since the reading before. */
  days: number;
  /** Cubic metres since then; nothing where there is nothing to count from. */
  used: number | undefined;
  /** Nothing without history. */
  usual: Usual | undefined;
}

/** True if somebody has to look again. */
export function asks(verdict: Verdict): boolean {
  return !['ok', 'replaced', 'estimated'].includes(verdict);
}

/** Judges a value read after all of `past`. */
export function judged(past: readonly Past[], read_at: string, [value, how]: [number, How], limits: Thresholds): Judgement {
  const recent = past.slice(-limits.history);
  const [usual, previous] = [usualOf(recent, limits), recent.at(-1)];
  const days = previous ? daysBetween(previous.read_at, read_at, limits) : 0;
  const verdict = verdictOf(previous, usual, [value, how, days], limits);
  const used = previous && usedBetween(previous, { read_at, value, verdict }, limits);
  return { verdict, previous, days, used, usual };
}

function verdictOf(previous: Past | undefined, usual: Usual | undefined, [value, how, days]: [number, How, number], limits: Thresholds): Verdict {
  if (how === 'replaced') return 'replaced';
  if (previous && value < previous.value) return turned(previous, usual, [value, days], limits);
  if (how === 'estimated') return 'estimated';
  return previous && usual ? compared(value - previous.value, days, usual, limits) : 'ok';
}

/** A dial that began anew, if that explains it without too much having been used; or else it went backwards. */
function turned(previous: Past, usual: Usual | undefined, [value, days]: [number, number], limits: Thresholds): Verdict {
  const dial = dialOf(previous.value, limits);
  const isNear = previous.value >= limits.rollover_from * dial && value <= limits.rollover_to * dial;
  const isTooMuch = usual !== undefined && isHigh((value + dial - previous.value) / days, usual, limits);
  return isNear && !isTooMuch ? 'rollover' : 'backwards';
}

function compared(used: number, days: number, usual: Usual, limits: Thresholds): Verdict {
  const missing = usual.daily * days - used;
  if (missing >= limits.least_missing_m3 && used <= 0) return 'zero';
  if (missing >= limits.least_missing_m3 && used / days < limits.low_factor * usual.daily) return 'low';
  return isHigh(used / days, usual, limits) ? 'high' : 'ok';
}

function isHigh(daily: number, usual: Usual, limits: Thresholds): boolean {
  return daily > limits.high_factor * usual.daily && daily > usual.daily + limits.high_more_m3 && daily > usual.daily + limits.high_spreads * usual.spread;
}

/** Over the intervals between readings that were really read, and ran forward. */
export function usualOf(past: readonly Past[], limits: Thresholds): Usual | undefined {
  const known = intervals(past, limits).filter(({ isKnown }) => isKnown);
  const days = known.reduce((sum, each) => sum + each.days, 0);
  if (known.length === 0 || days <= 0) return undefined;
  const daily = known.reduce((sum, { used }) => sum + used, 0) / days;
  const squares = known.reduce((sum, each) => sum + each.days * (each.used / each.days - daily) ** 2, 0);
  return { daily, spread: Math.sqrt(squares / days) };
}

export interface Interval {
  to: string;
  days: number;
  used: number;
  /** It says what is usual. */
  isKnown: boolean;
}

/** What was used from each reading to the next; between meters that took each other's place nothing is known. */
export function intervals(past: readonly Past[], limits: Thresholds): Interval[] {
  return past.slice(1).flatMap((to, at) => {
    const from = past[at] as Past;
    const [days, used] = [daysSince(from.read_at, to.read_at), usedBetween(from, to, limits)];
    if (used === undefined) return [];
    const isRead = from.verdict !== 'estimated' && to.verdict !== 'estimated';
    return [{ to: to.read_at, days, used, isKnown: isRead && days >= limits.shortest_days && used >= 0 }];
  });
}

/** Cubic metres between two readings that follow each other, to the litre. */
function usedBetween(from: Past, to: Past, limits: Thresholds): number | undefined {
  if (to.verdict === 'replaced') return undefined;
  const isTurned = to.verdict === 'rollover' && to.value < from.value;
  return Math.round((to.value - from.value + (isTurned ? dialOf(from.value, limits) : 0)) * 1000) / 1000;
}

function daysSince(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function daysBetween(from: string, to: string, limits: Thresholds): number {
  return Math.max(daysSince(from, to), limits.shortest_days);
}

/** Where the dial begins anew that shows this value: the smallest, or one with as many digits as it takes. */
function dialOf(value: number, limits: Thresholds): number {
  let dial = limits.dial_m3;
  while (dial <= value && dial < MOST_VALUE) dial *= 10;
  return dial;
}

/** What somebody typed, with a comma or a point before the litres; nothing if it is no value of a dial. */
export function dialValue(text: string): number | undefined {
  const plain = text.trim();
  if (!/^\d{1,9}([.,]\d{1,3})?$/.test(plain)) return undefined;
  const value = Number(plain.replace(',', '.'));
  return value < MOST_VALUE ? value : undefined;
}
