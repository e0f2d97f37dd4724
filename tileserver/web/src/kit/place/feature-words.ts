// How a feature and its fields are called for people. Known field names have words in the catalogue; others keep theirs.

import type { Hit } from '../map/hits.ts';
import { classesOf, drawnClass, type Legend } from '../symbols/legend.ts';
import { writeArea, writeNumber, writeValue } from '../page/numbers.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import { language, say, sayIfKnown } from '../page/text.ts';

const NAME = /^(ten|ten_.*|name|name_vi|title|label|street)$/i;
/** Fields that hold an area, the one that counts in law first. */
const AREAS = ['dien_tich_phap_ly', 'dien_tich_do', 'dien_tich'];
/** Units by field name, the first that fits. */
const UNITS: [RegExp, string][] = [
  [/_km2$/i, 'km²'],
  [/_ha$/i, 'ha'],
  [/^dien_tich|_m2$/i, 'm²'],
  [/^(lo_gioi|be_rong.*|khoang_lui|chieu_cao|cao_do_.*)$|_m$/i, 'm'],
  [/^duong_kinh$/i, 'mm'],
  [/^do_doc$/i, '%'],
  [/^cong_suat$/i, 'W'],
];

/** The heading of a feature: "Thửa 345, tờ 12", its name, or its layer and id. */
export function headline(hit: Hit, layer: StoreLayer | undefined, legend: Legend | undefined): string {
  const title = layer?.title ?? hit.layer;
  if (hit.merged !== undefined) return className(hit, legend) ?? title;
  const { so_thua: number, so_to: sheet } = hit.fields;
  if (number !== undefined && sheet !== undefined) return say('web-parcel', { number: String(number), sheet: String(sheet) });
  const { ky_hieu: sign } = hit.fields;
  const kind = className(hit, legend);
  if (layer?.kind === 'zone' && sign && kind) return `${String(sign)} – ${kind}`;
  const named = Object.entries(hit.fields).find(([field, value]) => NAME.test(field) && typeof value === 'string');
  if (named) return String(named[1]);
  return kind ?? (hit.id === undefined ? title : `${title} ${hit.id}`);
}

/** What matters most of a feature beside its heading: area, use, the decision it rests on. */
export function subline(hit: Hit, legend: Legend | undefined): string {
  const { fields } = hit;
  const area = AREAS.find((field) => typeof fields[field] === 'number');
  const { so_quyet_dinh: number, ngay_quyet_dinh: date } = fields;
  const isParcel = fields['so_thua'] !== undefined;
  return [
    area && hit.merged === undefined ? fieldValue(area, fields[area], legend) : undefined,
    isParcel ? className(hit, legend) : undefined,
    number ? say(date ? 'web-decision-of' : 'web-decision', { number: String(number), date: writeValue('', date) }) : undefined,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

export function fieldLabel(field: string): string {
  return sayIfKnown(`web-field-${field.toLowerCase().replaceAll('_', '-')}`) ?? field;
}

export function fieldValue(field: string, value: unknown, legend: Legend | undefined): string {
  if (legend?.field === field) return classText(String(value), legend);
  const unit = typeof value === 'number' ? UNITS.find(([name]) => name.test(field))?.[1] : undefined;
  if (unit === 'm²') return writeArea(value as number);
  return unit === undefined ? writeValue(field, value) : `${writeNumber(value as number)} ${unit}`;
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
