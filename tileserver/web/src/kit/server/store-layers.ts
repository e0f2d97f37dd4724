// What the server publishes: its layers, their fields and box, and single features.
// Knows nothing about styles.

import { absolute } from '../page/base.ts';
import type { Geometry } from 'geojson';
import { ask } from './ask.ts';

export type Kind = 'parcel' | 'zone' | 'line' | 'ward' | 'network' | 'building' | 'feature';
export type Shape = 'point' | 'line' | 'polygon' | 'mixed';
/** The part a field plays, as the store says it. */
export type FieldRole =
  | 'parent' | 'state' | 'sheet' | 'number' | 'name' | 'mention' | 'code' | 'class' | 'decision' | 'decision_date' | 'registered_area' | 'measured_area';

/** A field, and what it means. */
export interface StoreField {
  name: string;
  /** One of `FieldRole`, or a word only others need. */
  role?: string;
  /** `text`, `integer`, `real`, `date`, `boolean` or another word of the store's. */
  type?: string;
  /** What its numbers count: a word of UCUM. */
  unit?: string;
  /** What people call it, in their language; none of a name nobody knows. */
  title?: string;
  /** What its codes mean, in their language. */
  codes?: Readonly<Record<string, string>>;
}

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

/** The box around all of some; none around nothing. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  return boxes.reduce(([west, south, east, north], [w, s, e, n]) => [Math.min(west, w), Math.min(south, s), Math.max(east, e), Math.max(north, n)]);
}

export interface StoreLayer {
  name: string;
  /** The tileset that carries it. */
  source: string;
  title: string;
  kind: Kind;
  /** The table of a subject it is: `planning/zone`. */
  subject?: string;
  shape: Shape;
  /** Its fields as far as the reader may see them. */
  fields: StoreField[];
  /** The field that merges small polygons at low zooms, if the store names one. */
  classField?: string;
  count?: number;
  /** The data set's own reference system, `EPSG:5899`. */
  storedIn?: string;
  /** Through which door it is written: `items`, or its subject's. */
  door?: string;
  box?: Box;
}

export interface Tileset {
  source: string;
  tiles: string[];
  minzoom: number;
  maxzoom: number;
  box?: Box;
}

export interface Published {
  layers: StoreLayer[];
  /** Layers of kind `base`: the ground the others lie on. Nobody chooses, presses or reads them in a legend. */
  ground: StoreLayer[];
  tilesets: Tileset[];
  box?: Box;
  /** Who made the data, as they want to be named. */
  attribution: string;
}

const KINDS: readonly Kind[] = ['parcel', 'zone', 'line', 'ward', 'network', 'building', 'feature'];

/** All layers with shapes that the reader may see, with the tilesets the server offers for them: as few as carry them all.
 *  `asked` as whom: the one who is signed in, or anybody. */
export async function publishedLayers(signal?: AbortSignal, asked: typeof ask = ask): Promise<Published> {
  const { collections = [], links = [] } = await asked<WireCollections>('/collections?f=json', signal);
  const tilesets = links.filter(({ rel, title }) => rel === 'describedby' && (title === 'TileJSON' || title === 'TileJSON base'));
  const wired = await Promise.all(
    tilesets.map(({ href }) => asked<WireTileJson>(new URL(href, location.origin).pathname, signal)),
  );
  const isGround = ({ kind }: WireCollection) => kind === 'base';
  const carries = ({ vector_layers = [] }: WireTileJson, name: string) => vector_layers.some(({ id }) => id === name);
  const drawn = (some: WireCollection[]) => some.filter(({ geometry }) => geometry !== 'none').map((collection) => {
    const at = Math.max(0, wired.findIndex((tileset) => carries(tileset, collection.id)));
    return storeLayer(collection, wired[at], sourceName(at));
  });
  const data = collections.filter((collection) => !isGround(collection));
  return {
    layers: drawn(data),
    ground: drawn(collections.filter(isGround)),
    tilesets: wired.map((tileset, at) => ({
      source: sourceName(at),
      tiles: tileset.tiles.map(absolute),
      minzoom: tileset.minzoom ?? 0,
      maxzoom: tileset.maxzoom ?? 16,
      box: tileset.bounds,
    })),
    box: union(data),
    attribution: [...new Set(wired.map(({ attribution }) => attribution ?? ''))].filter((text) => text !== '').join(' · '),
  };
}

/** The field of a layer that plays a part. */
export function playing(layer: StoreLayer | undefined, role: FieldRole): string | undefined {
  return layer?.fields.find((field) => field.role === role)?.name;
}

/** What people call a feature by: its name; failing that, the name of what it lies on. A zone is called by what it is for. */
export function nameField(layer: StoreLayer | undefined): string | undefined {
  return playing(layer, 'name') ?? (layer?.kind === 'zone' ? undefined : playing(layer, 'mention'));
}

function sourceName(at: number): string {
  return at === 0 ? 'diaban' : `diaban-${at + 1}`;
}

/** A feature as the store has it: all fields with exact values, and its shape in degrees. */
export interface StoredFeature {
  properties: Record<string, unknown>;
  geometry: Geometry | null;
}

export async function storedFeature(layer: string, id: number, signal?: AbortSignal): Promise<StoredFeature> {
  const feature = await ask<Partial<StoredFeature>>(`${itemPath(layer, id)}?f=json`, signal);
  return { properties: feature.properties ?? {}, geometry: feature.geometry ?? null };
}

export function itemPath(layer: string, id: number): string {
  return `/collections/${encodeURIComponent(layer)}/items/${id}`;
}

interface WireCollections {
  collections?: WireCollection[];
  links?: { rel: string; href: string; title?: string }[];
}

interface WireCollection {
  subject?: string;
  id: string;
  title?: string;
  extent?: { spatial?: { bbox?: number[][] } };
  kind?: string;
  geometry?: string;
  class_field?: string;
  fields?: StoreField[];
  count?: number;
  stored_in?: string;
  door?: string;
}

interface WireTileJson {
  tiles: string[];
  bounds?: Box;
  attribution?: string;
  minzoom?: number;
  maxzoom?: number;
  vector_layers?: { id: string; geometry_type?: string }[];
}

function storeLayer(collection: WireCollection, tileset: WireTileJson | undefined, source: string): StoreLayer {
  const carried = tileset?.vector_layers?.find(({ id }) => id === collection.id);
  return {
    name: collection.id,
    source,
    title: collection.title ?? collection.id,
    kind: KINDS.find((kind) => kind === collection.kind) ?? 'feature',
    subject: collection.subject,
    shape: shape(collection.geometry ?? carried?.geometry_type),
    fields: collection.fields ?? [],
    classField: collection.class_field,
    count: collection.count,
    storedIn: collection.stored_in,
    door: collection.door,
    box: union([collection]),
  };
}

function shape(word: string | undefined): Shape {
  const found = /(point|line|polygon)/i.exec(word ?? '')?.[1]?.toLowerCase();
  return (found as Shape | undefined) ?? 'mixed';
}

/** Degrees across which the data of one authority lies: no province of Vietnam is as wide or as long. */
const MOST_DEGREES = 4;

/** Where the map begins: around the layer with most features and all that lies near it. One layer on the other side of the earth does not empty the map. */
function union(collections: WireCollection[]): Box | undefined {
  const byCount = [...collections].sort((one, other) => (other.count ?? 0) - (one.count ?? 0));
  const boxes = byCount.flatMap(({ extent }) => extent?.spatial?.bbox?.slice(0, 1) ?? []).filter((box) => box.length >= 4);
  const flat = boxes.map((box) => (box.length === 6 ? [box[0], box[1], box[3], box[4]] : box) as Box);
  return flat.reduce<Box | undefined>((all, box) => {
    if (!all) return box;
    const both = around([all, box]) as Box;
    return both[2] - both[0] > MOST_DEGREES || both[3] - both[1] > MOST_DEGREES ? all : both;
  }, undefined);
}

