// What is wrong with a filter, in the words people have for its field: the server judges it, and names the parameter.

import texts from 'virtual:catalogue/kit/table';
import { learn, say } from '../../page/text.ts';
import type { Refused } from '../../server/ask.ts';
import { fieldTitle } from '../../server/field-words.ts';
import type { Choice, TypedField } from './rows.ts';

learn(texts);

export interface WrongFilter {
  field: string;
  words: string;
}

/** The filter a refusal speaks of, if it speaks of one. */
export function wrongFilter(refused: Pick<Refused, 'status' | 'sentence'> | undefined, fields: readonly TypedField[], { filters }: Choice): WrongFilter | undefined {
  if (refused?.status !== 400) return undefined;
  const sentence = refused.sentence ?? '';
  const named = / f\.([^\s;:,]+)/.exec(sentence)?.[1];
  const field = fields.find(({ name }) => name === named);
  if (!field) return undefined;
  const typed = filters[field.name]?.trim() ?? '';
  return { field: field.name, words: say('web-table-filter-wrong', { field: fieldTitle(field), typed, needs: needs(field, sentence) }) };
}

/** What can be typed there; of other kinds of fields the server's own words. */
function needs({ name, type }: TypedField, sentence: string): string {
  if (type === 'integer' || type === 'real') return say(`web-table-filter-needs-${type}`);
  if (type === 'date' || type === 'datetime') return say('web-table-filter-needs-day');
  return sentence.replace(`f.${name}`, name);
}
