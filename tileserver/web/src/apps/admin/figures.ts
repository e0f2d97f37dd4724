// Sizes and moments as people read them.

import { writeValue } from '../../kit/page/numbers.ts';
import { locale } from '../../kit/page/text.ts';

const UNITS = ['kB', 'MB', 'GB'] as const;

/** 1,4 MB: with one decimal, by thousands. */
export function writeBytes(bytes: number): string {
  const at = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3) - 1));
  const value = bytes / 1000 ** (at + 1);
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value)} ${UNITS[at]}`;
}

/** A moment by the clock of whoever reads, and which clock that is: 14:05 30/11/2026 (GMT+7). Another zone is for tests. */
export function writeMoment(moment: string, timeZone?: string): string {
  return `${writeClock(moment, timeZone)} (${zoneAt(moment, timeZone)})`;
}

/** The same where the zone is said once for many. */
export function writeClock(moment: string, timeZone?: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const hour = at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${hour} ${writeDay(moment, timeZone)}`;
}

/** The day a moment falls on where it is read. */
export function writeDay(moment: string, timeZone?: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return writeValue('at', moment);
  return at.toLocaleDateString('en-GB', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** How far the reader's clock is from Greenwich at a moment, now if none is given: GMT+7. */
export function zoneAt(moment: string = new Date().toISOString(), timeZone?: string): string {
  const at = new Date(moment);
  const parts = Number.isNaN(at.getTime()) ? [] : new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  // Some browsers write GMT+0.
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace(/\+0$/, '') ?? 'GMT';
}
