// The values a field of words may be chosen from: the classes of its layer's legend, and what the data has of it, if that is not much.

import { language } from '../../page/text.ts';
import { fieldSummary } from '../../server/field-summary.ts';
import { codeWords } from '../../server/field-words.ts';
import type { StoreField, StoreLayer } from '../../server/store-layers.ts';
import type { Legend } from '../../symbols/legend.ts';

export interface Choice {
  value: string;
  label: string;
}

/** More values are no list to choose from. */
const MOST_FOUND = 40;
/** A value that stands once or twice is a name. */
const LEAST_REPEATED = 3;
/** What these fields hold is each feature's own. */
const OWN_WORDS = ['identifier', 'address', 'name', 'code', 'mention', 'number', 'former_name', 'asset', 'decision'];

/** Choices by the name of the field; fields that are typed freely have none. */
export async function fieldChoices(layer: StoreLayer, legend: Legend | undefined): Promise<Map<string, readonly Choice[]>> {
  const fields = layer.fields.filter((field) => field.type === 'text' && !OWN_WORDS.includes(field.role ?? ''));
  const found = await Promise.all(fields.map(async (field) => [field.name, await choicesOf(layer, field, legend)] as const));
  return new Map(found.filter(([, choices]) => choices.length > 1));
}

async function choicesOf(layer: StoreLayer, field: StoreField, legend: Legend | undefined): Promise<Choice[]> {
  const { name } = field;
  const classes = legend?.field === name && !legend.edges && !legend.isLearnt && !legend.isAsked ? legend.classes : [];
  const known = classes.map(({ code, names }) => ({ value: code, label: names[language()] === code ? code : `${code} – ${names[language()]}` }));
  const summary = await fieldSummary(layer.name, name).catch(() => undefined);
  const isList = summary?.values !== undefined && summary.distinct <= MOST_FOUND && summary.count >= summary.distinct * LEAST_REPEATED;
  const found = isList ? (summary.values ?? []).map(({ value }) => value) : [];
  const others = found.filter((value) => !classes.some(({ code }) => code === value)).sort();
  return [...known, ...others.map((value) => ({ value, label: codeWords(field, value) }))];
}
