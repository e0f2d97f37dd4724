// How cells of a table are written. The unit stands in the heading of a column, once instead of in every cell.

import { writeNumber } from '../../page/numbers.ts';
import { say } from '../../page/text.ts';
import { valueWords } from '../../server/field-words.ts';
import type { TypedField } from './rows.ts';

/** Numbers stand under each other by their last digit. */
export function isNumber({ type }: TypedField): boolean {
  return type === 'integer' || type === 'real';
}

export function cellText(field: TypedField, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'web-table-yes' : 'web-table-no');
  if (typeof value === 'number' && field.unit) return writeNumber(value);
  return valueWords(field, value);
}
