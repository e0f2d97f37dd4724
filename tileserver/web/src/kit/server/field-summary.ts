// What values a field of a layer has: how many, which, how they are spread. The server counts them; where it does not know how,
// what the map has read stands in.

import { ask, Refused } from './ask.ts';

export interface FieldSummary {
  /** Features with a value, and without one. */
  count: number;
  missing: number;
  /** How many different values there are. */
  distinct: number;
  /** The values, the most frequent first, if there are few enough to name. */
  values?: { value: string; count: number }[];
  min?: number;
  max?: number;
  /** The values at every twentieth of the features, the least and the greatest included. */
  quantiles?: number[];
  /** Only what the map has read was counted. */
  isOfView?: boolean;
}

/** More values are not named one by one. */
export const MOST_VALUES = 256;

/** Nothing if this server does not summarise fields, or not this one. */
export async function fieldSummary(layer: string, field: string, signal?: AbortSignal): Promise<FieldSummary | undefined> {
  try {
    const told = await ask<FieldSummary>(`/v1/layers/${encodeURIComponent(layer)}/fields/${encodeURIComponent(field)}/summary`, signal);
    return { ...told, values: told.values?.slice(0, MOST_VALUES).map(({ value, count }) => ({ value: String(value), count })) };
  } catch (trouble) {
    if (trouble instanceof Refused && (trouble.status === 404 || trouble.status === 400)) return undefined;
    throw trouble;
  }
}

/** The same of values at hand, of which those that are not there are null. */
export function summaryOfView(values: readonly unknown[], quantilesOf: (numbers: readonly number[]) => number[]): FieldSummary {
  const present = values.filter((value) => value !== null && value !== undefined && value !== '');
  const counts = new Map<string, number>();
  for (const value of present) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  const named = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  const numbers = present.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const isNumeric = numbers.length > 0 && numbers.length === present.length;
  const spread = isNumeric ? quantilesOf(numbers) : undefined;
  return {
    count: present.length,
    missing: values.length - present.length,
    distinct: counts.size,
    ...(named.length <= MOST_VALUES ? { values: named } : {}),
    ...(spread ? { quantiles: spread, min: spread[0], max: spread.at(-1) } : {}),
    isOfView: true,
  };
}
