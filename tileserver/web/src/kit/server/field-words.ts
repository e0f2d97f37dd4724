// How people call a field and what stands in it, as the server tells it: with words of the catalogue for names and codes it knows, in the
// reader's language, and as the data has them for all others.

import { unitSign, writeAmount, writeValue } from '../page/numbers.ts';
import type { StoreField } from './store-layers.ts';

export function fieldTitle({ name, title }: StoreField): string {
  return title ?? name;
}

/** The same with what its numbers count. */
export function fieldHeading(field: StoreField): string {
  return field.unit === undefined ? fieldTitle(field) : `${fieldTitle(field)} (${unitSign(field.unit)})`;
}

/** What a code of a field means; itself if it is none. */
export function codeWords({ codes }: Pick<StoreField, 'codes'>, value: string): string {
  return codes?.[value] ?? value;
}

/** A value in words, with what it counts. */
export function valueWords(field: StoreField, value: unknown): string {
  if (typeof value === 'string' && field.codes?.[value] !== undefined) return field.codes[value];
  return typeof value === 'number' && field.unit !== undefined ? writeAmount(value, field.unit) : writeValue(field.name, value);
}
