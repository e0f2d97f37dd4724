// How columns are called and cells written.

import texts from 'virtual:catalogue/fields';
import { writeNumber, writeValue } from '../../page/numbers.ts';
import { learn, say, sayIfKnown } from '../../page/text.ts';
import type { TypedField } from './rows.ts';

learn(texts);

const SIGNS: Readonly<Record<string, string>> = { m2: 'm²', km2: 'km²', har: 'ha' };

/** What people call a field. */
export function nameOf({ name }: TypedField): string {
  return sayIfKnown(`web-field-${name.toLowerCase().replaceAll('_', '-')}`) ?? name;
}

/** The heading of a column: the unit stands there once instead of in every cell. */
export function headingOf(field: TypedField): string {
  return field.unit ? `${nameOf(field)} (${SIGNS[field.unit] ?? field.unit})` : nameOf(field);
}

/** Numbers stand under each other by their last digit. */
export function isNumber({ type }: TypedField): boolean {
  return type === 'integer' || type === 'real';
}

export function cellText(field: TypedField, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'web-table-yes' : 'web-table-no');
  if (typeof value === 'number' && field.unit) return writeNumber(value);
  return writeValue(field.name, value);
}
