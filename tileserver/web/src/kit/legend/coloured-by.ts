// The legend of a layer that a reader colours by a field: classes of its values or ranges of its numbers. Knows no map.

import texts from 'virtual:catalogue/kit/legend';
import { learnClasses } from '../map/default-style.ts';
import { writeValue } from '../page/numbers.ts';
import { learn, say } from '../page/text.ts';
import type { FieldSummary } from '../server/field-summary.ts';
import { fieldHeading } from '../server/field-words.ts';
import type { StoreField, StoreLayer } from '../server/store-layers.ts';
import type { ColouredBy } from '../share/permalink.ts';
import { MISSING, type Legend } from '../symbols/legend.ts';
import { edgesByShare, edgesByStep, NO_DATA, rangeClasses } from '../symbols/ranges.ts';

export { quantilesOf } from '../symbols/ranges.ts';

learn(texts);

/** How strong areas are filled whose colours somebody asked for. */
const STRENGTH = 0.75;

export function isNumeric(field: StoreField | undefined): boolean {
  return field?.type === 'integer' || field?.type === 'real';
}

/** How a field is coloured as long as the reader says nothing else. */
export function usualColouring(field: StoreField): ColouredBy {
  return { field: field.name, method: isNumeric(field) ? 'quantiles' : 'categories', count: 5 };
}

/** The legend in the colours asked for; `usual` is the layer's own. Nothing if the field has no value to colour by. */
export function colouredLegend(usual: Legend, layer: StoreLayer, by: ColouredBy, summary: FieldSummary): Legend | undefined {
  if (summary.count === 0) return undefined;
  const field = layer.fields.find(({ name }) => name === by.field);
  const swatch = layer.shape === 'line' ? 'line' : layer.shape === 'point' ? 'point' : 'area';
  const own = { layer: usual.layer, swatch, group: usual.group, field: by.field, fieldLabel: fieldHeading(field ?? { name: by.field }), colour: NO_DATA, opacity: STRENGTH } as const;
  const asked: Legend = { ...own, isAsked: true, isLearnt: true, classes: [], ...(summary.isOfView ? { isOfView: true } : {}) };
  const { quantiles, min, max } = summary;
  if (by.method === 'categories' || !quantiles || min === undefined || max === undefined) return categories(asked, usual, field, summary);
  const byShare = by.method === 'quantiles' ? edgesByShare(quantiles, by.count) : [];
  // Where nearly all features have one value, shares tell nothing apart.
  const edges = byShare.length > 0 ? byShare : edgesByStep(min, max, by.count);
  return { ...asked, edges, classes: rangeClasses(edges, field ?? { name: by.field }, summary.missing > 0) };
}

/** One class a value. The layer's own classes keep their looks. */
function categories(asked: Legend, usual: Legend, field: StoreField | undefined, { values, missing, distinct }: FieldSummary): Legend {
  const legend = { ...asked, named: usual.field === asked.field ? usual.classes : [] };
  const codes = (values ?? []).map(({ value }) => value);
  learnCategories(legend, codes, field);
  if (missing > 0 || distinct > codes.length) {
    const none = say('web-no-data');
    if (missing > 0) legend.classes.push({ code: MISSING, colour: NO_DATA, names: { vi: none, en: none } });
  }
  return legend;
}

/** Gives values a look and, where they are no words, a name. */
export function learnCategories(legend: Legend, codes: Iterable<string>, field: StoreField | undefined): boolean {
  // Patterns are drawn on a part of their own, which a layer with official looks does not have.
  if (!learnClasses(legend, codes, false)) return false;
  for (const each of legend.classes) {
    const name = nameOf(each.code, field);
    if (name !== each.code && each.names.vi === each.code) each.names = { vi: name, en: name };
  }
  return true;
}

function nameOf(code: string, field: StoreField | undefined): string {
  if (field?.type === 'boolean') return code === 'true' || code === '1' ? say('web-yes') : code === 'false' || code === '0' ? say('web-no') : code;
  if (isNumeric(field) && Number.isFinite(Number(code))) return writeValue(field?.name ?? '', Number(code));
  return field?.codes?.[code] ?? writeValue(field?.name ?? '', code);
}
