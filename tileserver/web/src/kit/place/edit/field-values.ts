// Values of fields while they are changed: as people type them and as the server has them, what differs, and what becomes of two
// people's changes. Pure.

import type { Geometry } from 'geojson';
import { readDay } from '../../page/days.ts';
import type { StoreField } from '../../server/store-layers.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A feature's content. */
export interface Content {
  properties: Values;
  geometry: Geometry | null;
}

/** A typed text as a value, or the sentence that says why it is none. */
export type Read = { value: unknown } | { trouble: string };

/** Beyond it numbers skip whole ones. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** A value as it stands in a control. */
export function typedOf(value: unknown, mark: ',' | '.'): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', mark);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The value of a text of a control; `mark` is the decimal mark of the reader's language. Nothing typed is no value. */
export function readTyped(type: StoreField['type'], text: string, mark: ',' | '.'): Read {
  const trimmed = text.trim();
  if (trimmed === '') return { value: null };
  switch (type) {
    case 'integer':
    case 'real':
      return readAmount(trimmed, mark, type === 'integer');
    case 'boolean':
      return { value: trimmed === 'true' };
    case 'date': {
      const day = readDay(trimmed);
      return day === undefined ? { trouble: 'web-edit-no-day' } : { value: day };
    }
    case 'json':
      return readJson(trimmed);
    default:
      return { value: text };
  }
}

function readAmount(text: string, mark: ',' | '.', isWhole: boolean): Read {
  const other = mark === ',' ? '.' : ',';
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  // 1.234 is a thousand to one reader and one to another.
  if (bare.includes(other) && (bare.includes(mark) || !/^-?\d+[.,]\d{1,2}$/.test(bare))) return { trouble: 'web-edit-number-unclear' };
  const plain = bare.replace(mark, '.').replace(other, '.');
  const number = Number(plain);
  if (!/^[-+]?\d+(\.\d+)?$/.test(plain) || !Number.isFinite(number)) return { trouble: 'web-edit-no-number' };
  return isWhole && (!Number.isInteger(number) || Math.abs(number) > EXACT) ? { trouble: 'web-edit-no-whole-number' } : { value: number };
}

function readJson(text: string): Read {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { trouble: 'web-edit-no-json' };
  }
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** The fields of `mine` that are not as in `before`, and nothing else. */
export function changedOf(before: Values, mine: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mine).filter(([field, value]) => !isSame(value, before[field])));
}

/** What is sent: changed fields, and the shape if it is another. */
export function changeOf(before: Content, mine: Content): { properties?: Values; geometry?: Geometry | null } {
  const properties = changedOf(before.properties, mine.properties);
  return {
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(isSame(before.geometry, mine.geometry) ? {} : { geometry: mine.geometry }),
  };
}

export type Side = 'mine' | 'theirs';

/** A field, or the shape, that two people have otherwise. */
export interface Difference {
  /** As the server names it: `geometry`, `properties.so_to`. */
  member: string;
  field?: string;
  before: unknown;
  mine: unknown;
  theirs: unknown;
  /** Whose is taken unless somebody says otherwise; nobody's where both changed it. */
  side?: Side;
}

export function differences(before: Content, mine: Content, theirs: Content): Difference[] {
  const fields = Object.keys({ ...theirs.properties, ...mine.properties });
  const all = fields.map((field) => ({
    member: `properties.${field}`, field, before: before.properties[field], mine: mine.properties[field], theirs: theirs.properties[field],
  }));
  const shape = { member: 'geometry', before: before.geometry, mine: mine.geometry, theirs: theirs.geometry };
  return [...all, shape].filter(({ mine: own, theirs: other }) => !isSame(own, other)).map((each) => ({ ...each, side: sideOf(each) }));
}

function sideOf({ before, mine, theirs }: { before: unknown; mine: unknown; theirs: unknown }): Side | undefined {
  if (isSame(mine, before)) return 'theirs';
  return isSame(theirs, before) ? 'mine' : undefined;
}

/** Their content with what is taken of mine. Mine where nothing is chosen: nobody's typing is lost. */
export function merged(mine: Content, theirs: Content, found: readonly Difference[], chosen: ReadonlyMap<string, Side>): Content {
  const isMine = ({ member, side }: Difference) => (chosen.get(member) ?? side ?? 'mine') === 'mine';
  const own = found.filter(isMine);
  const fields = own.flatMap(({ field, mine: value }) => (field === undefined ? [] : [[field, value] as const]));
  return {
    properties: { ...theirs.properties, ...Object.fromEntries(fields) },
    geometry: own.some(({ member }) => member === 'geometry') ? mine.geometry : theirs.geometry,
  };
}
