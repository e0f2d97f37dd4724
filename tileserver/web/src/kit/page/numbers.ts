// Numbers and dates as people here write them: 2.159,6 m², 05/03/2026.

import { locale } from './text.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
/** Fields whose whole numbers are names, not amounts: no thousands mark. */
const IS_NAME = /(^|_)(id|ma|so|nam|year|code|fid|objectid|number|no)(_|$)/i;

/** A value of a feature as text; digits are kept as the store gave them. */
export function writeValue(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return IS_NAME.test(field) ? String(value) : writeNumber(value);
  if (typeof value === 'string') return writeText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function writeNumber(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 12 }).format(value);
}

/** Square metres with one decimal, as certificates have it; from a hectare on in hectares, too. */
export function writeArea(area_m2: number): string {
  const write = (value: number, digits: number) =>
    new Intl.NumberFormat(locale(), { minimumFractionDigits: Math.min(1, digits), maximumFractionDigits: digits }).format(value);
  return area_m2 < 10_000 ? `${write(area_m2, 1)} m²` : `${write(area_m2, 1)} m² (${write(area_m2 / 10_000, 2)} ha)`;
}

/** Words of UCUM that people write otherwise. */
const SIGNS: Readonly<Record<string, string>> = { m2: 'm²', km2: 'km²', har: 'ha' };

/** What people write for a word of UCUM: m². */
export function unitSign(unit: string): string {
  return SIGNS[unit] ?? unit;
}

/** A number with what it counts, a word of UCUM: 300 mm. */
export function writeAmount(value: number, unit: string): string {
  return unit === 'm2' ? writeArea(value) : `${writeNumber(value)} ${unitSign(unit)}`;
}

/** A share of one, in whole per cent: 50%. */
export function writePercent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** 123,45 m; from a kilometre on also in kilometres. */
export function writeLength(metres: number): string {
  const text = `${fixed(metres, 2)} m`;
  return metres < 1000 ? text : `${text} (${fixed(metres / 1000, 3)} km)`;
}

/** A number with one decimal, as every share is written, here and on the sheet: 44,2. */
export function writeTenths(value: number): string {
  return fixed(value, 1);
}

/**
 * Shares of one whole, in per cent, rounded so that they add up as they are written: those rounded farthest stand a step off. `steps`: how many
 * there are in a per cent. Shares that do not make up the whole stay as they are.
 */
export function evened(percents: readonly number[], steps: number): number[] {
  const total = percents.reduce((sum, percent) => sum + percent, 0);
  if (Math.abs(total - 100) > 0.5 / steps) return [...percents];
  const rounded = percents.map((percent) => Math.round(percent * steps));
  const over = rounded.reduce((sum, each) => sum + each, 0) - 100 * steps;
  const step = Math.sign(over);
  const excess = (at: number) => ((rounded[at] as number) - (percents[at] as number) * steps) * step;
  const farthest = [...percents.keys()].sort((a, b) => excess(b) - excess(a)).slice(0, Math.abs(over));
  return rounded.map((each, at) => (farthest.includes(at) ? each - step : each) / steps);
}

function fixed(value: number, decimals: number): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** Alphabetical as Vietnamese readers expect it (Đ after D). */
export function inOrder(a: string, b: string): number {
  return new Intl.Collator('vi', { numeric: true }).compare(a, b);
}

function writeText(text: string): string {
  const date = DATE.exec(text);
  if (date) return `${date[3]}/${date[2]}/${date[1]}`;
  if (!DATE_TIME.test(text)) return text;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const here = { timeZone: 'Asia/Ho_Chi_Minh' } as const;
  const day = at.toLocaleDateString('en-GB', { ...here, day: '2-digit', month: '2-digit', year: 'numeric' });
  const hour = at.toLocaleTimeString('en-GB', { ...here, hour: '2-digit', minute: '2-digit' });
  return `${hour} ${day}`;
}
