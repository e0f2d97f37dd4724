// Numbers in classes: where ranges begin, by shares of the features or in equal steps, in numbers people write; and colours that
// grow darker with the value, told apart by their lightness alone.

import texts from 'virtual:catalogue/kit/legend';
import { writeAmount, writeValue } from '../page/numbers.ts';
import { learn, say } from '../page/text.ts';
import { MISSING, type LegendClass } from './legend.ts';
import { colourOf } from './oklch.ts';

learn(texts);

/** How many ranges a reader may ask for. */
export const FEWEST = 3;
export const MOST = 9;
/** What has no value, beside any ramp. */
export const NO_DATA = '#c9c9c6';

/** Where ranges of equally many features begin. `quantiles` are the values at equal shares of the features, from least to greatest. */
export function edgesByShare(quantiles: readonly number[], count: number): number[] {
  const at = (share: number) => {
    const place = share * (quantiles.length - 1);
    const [below, above] = [quantiles[Math.floor(place)] as number, quantiles[Math.ceil(place)] as number];
    return below + (above - below) * (place - Math.floor(place));
  };
  return written(Array.from({ length: count - 1 }, (_, step) => at((step + 1) / count)), quantiles[0] as number, quantiles.at(-1) as number);
}

/** Where ranges of one width begin. */
export function edgesByStep(min: number, max: number, count: number): number[] {
  return written(Array.from({ length: count - 1 }, (_, step) => min + ((max - min) * (step + 1)) / count), min, max);
}

/** The values at every twentieth of the features, as the server tells them, of values that are at hand. */
export function quantilesOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: 21 }, (_, step) => sorted[Math.round((step / 20) * (sorted.length - 1))] as number);
}

/** A class for each range of a field's numbers, the last for what has no value. Areas are in square metres, as the field's name says. */
export function rangeClasses(edges: readonly number[], field: { name: string; unit?: string }, hasMissing: boolean): LegendClass[] {
  const colours = ramp(edges.length + 1);
  const plain = (value: number) => writeValue(field.name, value);
  const write = (value: number) => (field.unit === undefined || field.unit === 'm2' ? plain(value) : writeAmount(value, field.unit));
  const words = (at: number): string => {
    const [from, to] = [edges[at - 1], edges[at]];
    if (from === undefined && to === undefined) return say('web-range-all');
    if (from === undefined) return say('web-range-below', { to: write(to as number) });
    if (to === undefined) return say('web-range-above', { from: write(from) });
    return say('web-range', { from: plain(from), to: write(to) });
  };
  const ranges = colours.map((colour, at) => ({ code: `r${at + 1}`, colour, names: { vi: words(at), en: words(at) } }));
  const none = say('web-no-data');
  return hasMissing ? [...ranges, { code: MISSING, colour: NO_DATA, names: { vi: none, en: none } }] : ranges;
}

/** From pale yellow to deep blue over green: each step is darker than the one before, whoever looks. */
export function ramp(count: number): string[] {
  return Array.from({ length: count }, (_, step) => {
    const share = count === 1 ? 0.5 : step / (count - 1);
    return colourOf(0.95 - 0.57 * share, 0.09 + 0.05 * Math.sin(Math.PI * share), 105 + 160 * share);
  });
}

/**
 * Edges with as few digits as keep them apart by a tenth of what lies between, so that they read well; edges that fall together,
 * or at the least value, make no range of their own.
 */
function written(edges: readonly number[], min: number, max: number): number[] {
  if (!(max > min)) return [];
  const gaps = [min, ...edges, max].map((edge, at, all) => edge - (all[at - 1] ?? edge)).filter((gap) => gap > 0);
  const unit = 10 ** Math.floor(Math.log10(Math.min(...gaps.map((gap) => Math.max(gap, (max - min) / 1000)))) - 0.3);
  // Dividing by a power of ten keeps 0.3 from becoming 0.30000000000000004.
  const rounded = edges.map((edge) => (unit < 1 ? Math.round(edge / unit) / Math.round(1 / unit) : Math.round(edge / unit) * unit));
  return [...new Set(rounded)].filter((edge) => edge > min && edge <= max);
}
