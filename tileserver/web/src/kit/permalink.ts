// The page's state as a link: #v1/map?at=16.2/10.34/107.08&l=zones:0&s=parcels/42&lang=en
// The grammar is versioned; parts this version does not know are kept, never an error. Old links stay valid.

import { isLanguage, type Language } from './text.ts';

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

export interface View {
  app: string;
  at?: Place;
  /** Opacity 0–1 of the layers that differ from "fully shown". */
  layers: Map<string, number>;
  selected?: Selected;
  language?: Language;
  /** Parts of a later version, handed on as they came. */
  rest: [string, string][];
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
  const layers = [...view.layers].map(([name, opacity]) => `${name}:${Number(opacity.toFixed(2))}`);
  if (layers.length > 0) parts.push(['l', layers.join(',')]);
  if (view.selected) parts.push(['s', `${view.selected.layer}/${view.selected.id}`]);
  if (view.language) parts.push(['lang', view.language]);
  const query = [...parts, ...view.rest].map(([key, value]) => `${key}=${coded(value)}`).join('&');
  return `#v1/${view.app}${query === '' ? '' : `?${query}`}`;
}

/** True if the part was understood. */
function take(view: View, key: string, value: string): boolean {
  if (key === 'at') return (view.at = readPlace(value)) !== undefined;
  if (key === 's') return (view.selected = readSelected(value)) !== undefined;
  if (key === 'lang') return (view.language = isLanguage(value) ? value : undefined) !== undefined;
  if (key !== 'l') return false;
  for (const entry of value.split(',').filter((name) => name !== '')) {
    const [name, opacity] = halves(entry, ':');
    view.layers.set(name, opacity === '' ? 1 : bounded(Number(opacity), 0, 1) ?? 1);
  }
  return true;
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
