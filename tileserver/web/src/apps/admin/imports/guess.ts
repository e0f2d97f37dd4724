// What an import is likely meant to be: the server says what its layers may be called and are of (as `diaban import` does), the names of fields
// the rest. A guess fills in a form; a person decides.

import type { DeskLayer } from '../desk-wire.ts';
import { fieldsOf, type Import, type Plan } from './import-wire.ts';

/** Longest name of a layer, as the store has it. */
export const LONGEST_NAME = 48;
export const NAME_PATTERN = '[a-z][a-z0-9_]{0,47}';

/** Fields that say something of persons: for staff only unless somebody decides otherwise. */
const PERSONAL = /chu_?(su_?dung|ho|so_?huu|the|dat|nha)|ten_?chu|nguoi|ho_?ten|owner|holder|cmnd|cccd|cmt|can_?cuoc|so_?giay_?to|dien_?thoai|sdt|phone|email|ngay_?sinh|nam_?sinh|birth|so_?tai_?khoan/;
/** Fields that features are known by, the best first. */
const KEYS = ['madinhdanh', 'mathua', 'madoituong', 'ma', 'code', 'globalid', 'uuid', 'id', 'objectid', 'gid', 'fid'];

/** Small letters, digits and underscores: a text as layers and fields are named. */
export function plainName(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, LONGEST_NAME).replace(/_+$/, '');
}

/** The name of a file without its endings, however many it is packed in: x.geojson.gz is x. */
export function stem(name: string): string {
  return name.replace(/(?<=.)(\.(geojson|geojsonl|geojsons|geojsonseq|topojson|json|ndjson|jsonl|gpkg|shp|shz|zip|gz|inp|osm|pbf|csv|gml|kml|xml))+$/i, '');
}

export function isPersonal(field: string): boolean {
  return PERSONAL.test(plainName(field));
}

/** The field records are best known by. */
export function keyOf(fields: readonly string[]): string | undefined {
  const bare = (field: string) => plainName(field).replaceAll('_', '');
  const word = KEYS.find((key) => fields.some((field) => bare(field) === key));
  return fields.find((field) => bare(field) === word);
}

/** A plan to begin with. */
export function guessed(work: Pick<Import, 'name' | 'layers' | 'report'>, store: readonly DeskLayer[]): Plan {
  const { name, layers } = work;
  // Where nobody chose a layer of the file, the first is meant.
  const [source] = layers;
  const called = (source?.layer ?? plainName(stem(name))) || 'lop_moi';
  const there = store.find((layer) => layer.name === called && layer.importable);
  const kind = there?.kind ?? source?.kind ?? 'feature';
  return {
    layer: called,
    kind,
    mode: there ? 'replace' : 'create',
    private_fields: privateFields(fieldsOf(work, source), there),
    unpublished: there ? !there.published : true,
    ...(layers.length > 1 && source ? { source_layer: source.name } : {}),
  };
}

/** A plan that is to make a new layer after all: nobody but staff sees it, and of its fields those that tell of persons are hidden. */
export function asNew({ key, ...plan }: Plan, layer: string, names: readonly string[]): Plan {
  return { ...plan, layer, mode: 'create', unpublished: true, private_fields: privateFields(names, undefined) };
}

/** Fields for staff: as the layer has them already; of new ones, those that tell of persons. Of a file whose fields nobody knows yet, those of the layer. */
export function privateFields(names: readonly string[], there: DeskLayer | undefined): string[] {
  const known = new Map(there?.fields.map((field) => [field.name, field.private]));
  return (names.length > 0 ? names : [...known.keys()]).filter((name) => known.get(name) ?? isPersonal(name));
}
