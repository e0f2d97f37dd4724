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

/** A moment in the time of Vietnam. */
export function writeMoment(moment: string): string {
  return writeValue('at', moment);
}
