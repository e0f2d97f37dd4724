// The page's state as a link: #v1/planning?at=16.2/10.34/107.08&l=zones:.5,pipes,wards:0&s=parcels/42&lang=en
// The grammar is versioned; parts this version does not know are kept, never an error. Old links stay valid.

import { isLanguage, type Language } from '../page/text.ts';
import { readSides, writeSides, type Sides } from './sides.ts';

export interface Place {
  zoom: number;
  lat: number;
  lon: number;
  bearing: number;
}

/** A feature by layer name and id. */
export interface Selected {
  layer: string;
  id: number;
}

/** The base map somebody chose, and how strong it is drawn. */
export interface ChosenBase {
  name: string;
  strength: number;
}

/** The earlier plan of two that are compared, and the later one. */
export interface Compared {
  before: number;
  after: number;
}

/** Colours by a field the reader chose. */
export interface ColouredBy {
  field: string;
  method: 'categories' | 'quantiles' | 'equal';
  /** How many ranges, where there are ranges. */
  count: number;
}

export interface View {
  app: string;
  at?: Place;
  /** Strength 0–1 of the layers that are not as usual, in the order they are drawn, the topmost first. */
  layers: Map<string, number>;
  /** Classes that alone are drawn, by layer. */
  only?: Map<string, readonly string[]>;
  /** Layers that are coloured otherwise than usual. */
  by?: Map<string, ColouredBy>;
  /** The base map under the layers, and its strength. */
  base?: ChosenBase;
  selected?: Selected;
  /** A parcel by any key people have for it; found once, it is the selected feature. */
  parcel?: string;
  /** The day a question is about, ISO 8601; today without one. */
  day?: string;
  /** Two plans, or versions of one, side by side. */
  compared?: Compared;
  /** Two maps side by side. */
  sides?: Sides;
  /** The revision of the data when the link was shared. */
  revision?: number;
  language?: Language;
  /** Parts of a later version, handed on as they came. */
  rest: [string, string][];
}

/** Parts of the link that belong to what comes late: read and written by that alone. */
export interface OwnParts {
  get(key: string): string | undefined;
  /** Nothing takes it out of the link. */
  set(key: string, value: string | undefined): void;
}

export function readView(hash: string, app: string): View {
  const [path, query] = halves(hash.replace(/^#/, ''), '?');
  const view: View = { app, layers: new Map(), rest: [] };
  if (!/^v\d+\//.test(path)) return view;
  for (const part of query.split('&').filter((found) => found !== '')) {
    const [key, coded] = halves(part, '=');
    const value = decoded(coded);
    if (!take(view, key, value)) view.rest.push([key, value]);
  }
  return view;
}

export function writeView(view: View): string {
  const parts: [string, string][] = [];
  if (view.at) parts.push(['at', writePlace(view.at)]);
  const layers = [...view.layers].map(([name, strength]) => writeStrength(name, strength));
  if (layers.length > 0) parts.push(['l', layers.join(',')]);
  for (const [layer, codes] of view.only ?? []) parts.push(['only', `${inner(layer)}:${codes.map(inner).join(',')}`]);
  for (const [layer, by] of view.by ?? []) parts.push(['by', [layer, by.field, by.method, String(by.count)].map(inner).join(':')]);
  if (view.base) parts.push(['b', writeStrength(view.base.name, view.base.strength)]);
  if (view.selected) parts.push(['s', `${view.selected.layer}/${view.selected.id}`]);
  if (view.parcel !== undefined) parts.push(['p', view.parcel]);
  if (view.day !== undefined) parts.push(['d', view.day]);
  if (view.compared) parts.push(['c', writeCompared(view.compared)]);
  if (view.sides) parts.push(['sides', writeSides(view.sides)]);
  if (view.revision !== undefined) parts.push(['rev', String(view.revision)]);
  if (view.language) parts.push(['lang', view.language]);
  const query = [...parts, ...view.rest].map(([key, value]) => `${key}=${coded(value)}`).join('&');
  return `#v1/${view.app}${query === '' ? '' : `?${query}`}`;
}

/** True if the part was understood. */
function take(view: View, key: string, value: string): boolean {
  if (key === 'at') return (view.at = readPlace(value)) !== undefined;
  if (key === 's') return (view.selected = readSelected(value)) !== undefined;
  if (key === 'lang') return (view.language = isLanguage(value) ? value : undefined) !== undefined;
  if (key === 'p' && value !== '') return (view.parcel = value) !== undefined;
  if (key === 'd' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return (view.day = value) !== undefined;
  if (key === 'c') return (view.compared = readCompared(value)) !== undefined;
  if (key === 'sides') return (view.sides = readSides(value)) !== undefined;
  if (key === 'rev' && /^\d+$/.test(value)) return (view.revision = Number(value)) !== undefined;
  if (key === 'b' && value !== '') return (view.base = readStrength(value)) !== undefined;
  if (key === 'only') return takeOnly(view, value);
  if (key === 'by') return takeBy(view, value);
  if (key !== 'l') return false;
  for (const entry of value.split(',').filter((name) => name !== '')) {
    const { name, strength } = readStrength(entry);
    view.layers.set(name, strength);
  }
  return true;
}

/** `zones:BA-1,OS`; the marks between are not those within a code, which is written in code once more. */
function takeOnly(view: View, value: string): boolean {
  const [layer, listed] = halves(value, ':');
  const codes = listed.split(',').filter((code) => code !== '').map(decoded);
  if (layer === '' || codes.length === 0) return false;
  view.only = new Map(view.only).set(decoded(layer), codes);
  return true;
}

const METHODS: readonly string[] = ['categories', 'quantiles', 'equal'] satisfies ColouredBy['method'][];

/** `parcels:dien_tich:quantiles:5` */
function takeBy(view: View, value: string): boolean {
  const [layer = '', field = '', method = '', number = '', ...rest] = value.split(':').map(decoded);
  const count = bounded(Number(number), 2, 9);
  if (layer === '' || field === '' || !METHODS.includes(method) || count === undefined || rest.length > 0) return false;
  view.by = new Map(view.by).set(layer, { field, method: method as ColouredBy['method'], count: Math.round(count) });
  return true;
}

function readStrength(text: string): { name: string; strength: number } {
  const [name, strength] = halves(text, ':');
  return { name, strength: strength === '' ? 1 : bounded(Number(strength), 0, 1) ?? 1 };
}

function writeStrength(name: string, strength: number): string {
  return strength === 1 ? name : `${name}:${Number(strength.toFixed(2))}`.replace(':0.', ':.');
}

function readPlace(text: string): Place | undefined {
  const [zoom, lat, lon, bearing] = text.split('/').map(Number);
  const place = {
    zoom: bounded(zoom, 0, 24),
    lat: bounded(lat, -85.06, 85.06),
    lon: bounded(lon, -180, 180),
    bearing: bounded(bearing ?? 0, -360, 360) ?? 0,
  };
  return place.zoom === undefined || place.lat === undefined || place.lon === undefined ? undefined : (place as Place);
}

function writePlace({ zoom, lat, lon, bearing }: Place): string {
  const digits = Math.max(3, Math.ceil((zoom * Math.LN2 + Math.log(512 / 360 / 0.5)) / Math.LN10));
  const parts = [zoom.toFixed(2), lat.toFixed(digits), lon.toFixed(digits)];
  if (Math.abs(bearing) > 0.05) parts.push(bearing.toFixed(1));
  return parts.join('/');
}

function readSelected(text: string): Selected | undefined {
  const [layer, id] = halves(text, '/');
  return layer !== '' && /^\d+$/.test(id) ? { layer, id: Number(id) } : undefined;
}

/** Two ids, the earlier plan first: 5/6. */
export function readCompared(text: string): Compared | undefined {
  const [before, after, ...rest] = text.split(/[/,]/).map((part) => (/^\d+$/.test(part) ? Number(part) : undefined));
  return before === undefined || after === undefined || rest.length > 0 ? undefined : { before, after };
}

function writeCompared({ before, after }: Compared): string {
  return `${before}/${after}`;
}

function bounded(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

function halves(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function coded(text: string): string {
  return encodeURIComponent(text).replace(/%(2F|3A|2C)/g, decodeURIComponent);
}

/** A word within a part, whose marks are not taken for those of the part. */
function inner(text: string): string {
  return text.replace(/[%,:]/g, encodeURIComponent);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
