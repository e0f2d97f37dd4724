// How a feature and its values are called for people: by what the store says its fields mean.

import type { Hit } from '../map/hits.ts';
import { classesOf, drawnClass, type Legend } from '../symbols/legend.ts';
import { writeValue } from '../page/numbers.ts';
import { valueWords } from '../server/field-words.ts';
import { nameField, playing, type FieldRole, type StoreField, type StoreLayer } from '../server/store-layers.ts';
import { language, say } from '../page/text.ts';

/** What a feature belongs to: a zone or a boundary to its plan. */
export interface Owner {
  name: string;
  /** How it stands, in words. */
  state: string;
}

/** Owners by the table of the feature's layer and what its field names. */
export type OwnerOf = (layer: StoreLayer | undefined, named: unknown) => Owner | undefined;

/** What a feature belongs to, if that is known. */
export function ownerOf(hit: Hit, layer: StoreLayer | undefined, owners: OwnerOf): Owner | undefined {
  const named = valueOf(hit, layer, 'parent');
  return named === undefined || hit.merged !== undefined ? undefined : owners(layer, named);
}

/** The heading of a feature: "Thửa 345, tờ 12", its name, or its layer and id. */
export function headline(hit: Hit, layer: StoreLayer | undefined, legend: Legend | undefined, owner?: Owner): string {
  const title = layer?.title ?? hit.layer;
  if (hit.merged !== undefined) return className(hit, legend) ?? title;
  const [number, sheet] = [valueOf(hit, layer, 'number'), valueOf(hit, layer, 'sheet')];
  if (number !== undefined && sheet !== undefined) return say('web-parcel', { number: String(number), sheet: String(sheet) });
  const sign = valueOf(hit, layer, 'code');
  const kind = className(hit, legend);
  if (layer?.kind === 'zone' && sign && kind) return `${String(sign)} – ${kind}`;
  const name = hit.fields[nameField(layer) ?? ''];
  if (typeof name === 'string' && name !== '') return name;
  if (kind === undefined && owner) return owner.name;
  return kind ?? (hit.id === undefined ? title : `${title} ${hit.id}`);
}

/** What matters most of a feature beside its heading: area, the one that counts in law first; use, the decision it rests on. */
export function subline(hit: Hit, layer: StoreLayer | undefined, legend: Legend | undefined, owner?: Owner): string {
  const areas = [playing(layer, 'registered_area'), playing(layer, 'measured_area')];
  const area = areas.find((field) => field !== undefined && typeof hit.fields[field] === 'number');
  const [number, date] = [valueOf(hit, layer, 'decision'), valueOf(hit, layer, 'decision_date')];
  const isParcel = valueOf(hit, layer, 'number') !== undefined;
  return [
    area && hit.merged === undefined ? fieldValue(area, hit.fields[area], layer, legend) : undefined,
    isParcel ? className(hit, legend) : undefined,
    owner && headline(hit, layer, legend, owner) !== owner.name ? owner.name : undefined,
    owner?.state,
    number ? say(date ? 'web-decision-of' : 'web-decision', { number: String(number), date: writeValue('', date) }) : undefined,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

export function fieldValue(field: string, value: unknown, layer: StoreLayer | undefined, legend: Legend | undefined): string {
  if (legend?.field === field) return classText(String(value), legend);
  return valueWords(fieldOf(field, layer), value);
}

/** What the store says of a field; of one it does not know, its name. */
export function fieldOf(name: string, layer: StoreLayer | undefined): StoreField {
  return layer?.fields.find((field) => field.name === name) ?? { name };
}

/** A feature's value of the field that plays a part. */
function valueOf(hit: Hit, layer: StoreLayer | undefined, role: FieldRole): unknown {
  const field = playing(layer, role);
  return field === undefined ? undefined : hit.fields[field];
}

/** The class a feature is drawn as. */
export function classOf(hit: Hit, legend: Legend | undefined): string | undefined {
  const value = legend?.field === undefined ? undefined : hit.fields[legend.field];
  return value === undefined || value === null || !legend ? undefined : drawnClass(legend, String(value));
}

function className(hit: Hit, legend: Legend | undefined): string | undefined {
  const value = legend?.field === undefined ? undefined : hit.fields[legend.field];
  return value === undefined || value === null || !legend ? undefined : classText(String(value), legend);
}

function classText(value: string, legend: Legend): string {
  const names = classesOf(legend, value).map((part) => legend.classes.find(({ code }) => code === part)?.names[language()]);
  const known = names.filter((name) => name !== undefined).join('; ');
  if (known === '' || known === value) return value;
  // A Vietnamese class that is its own code needs no code beside its English name.
  return value.length > 12 || /\s/.test(value) ? known : `${value} – ${known}`;
}
