// One MapLibre style for all layers of a store: an official style where it fits, a default look elsewhere.

import { ours } from '../page/base.ts';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { groundParts, type Ground } from './base/ground.ts';
import { defaultStyle } from './default-style.ts';
import { sourceLayer } from './drawing-order.ts';
import { fontFaces } from './fonts.ts';
import { numberLabels } from './look/numbers.ts';
import { readLegends, type Legend, type WireLegend } from '../symbols/legend.ts';
import { ask } from '../server/ask.ts';
import type { Published, StoreLayer } from '../server/store-layers.ts';

const GROUND = '#f4f2ec';
export interface OfficialStyle {
  /** Where its images are. */
  sprite?: string;
  layers: LayerSpecification[];
  legends: Legend[];
  /** How the ground under the data is drawn. */
  ground?: Ground;
}

export interface Composed {
  style: StyleSpecification;
  legends: Map<string, Legend>;
  /** Layers drawn by default: their classes are coloured as they come into view. */
  improvised: Set<string>;
  /** The source that carries each layer. */
  sources: Map<string, string>;
  /** The layers each source carries, tilesets of labels included. */
  carriers: Map<string, Set<string>>;
  ground?: Ground;
}

/** A style folder of the server as it is written, for layers may come after it; `undefined` if there is none of this name. */
export async function officialStyle(id: string, signal?: AbortSignal): Promise<OfficialStyle | undefined> {
  try {
    const [style, legend, ground] = await Promise.all([
      ask<StyleSpecification>(`/styles/${id}/style.json`, signal),
      ask<WireLegend>(`/styles/${id}/legend.json`, signal),
      // Without it the data lies on a plain ground.
      ask<Ground>(`/styles/${id}/ground.json`, signal).catch(() => undefined),
    ]);
    const sprite = typeof style.sprite === 'string' ? `${location.origin}${ours(new URL(style.sprite, location.origin).pathname)}` : undefined;
    return { sprite, layers: style.layers, legends: readLegends(legend), ground };
  } catch (trouble) {
    if (signal?.aborted) throw trouble;
    return undefined;
  }
}

/** All that can be drawn; order and strength are the map's to set. */
export function composeStyle(published: Published, official: OfficialStyle | undefined): Composed {
  const legends = new Map<string, Legend>();
  const improvised = new Set<string>();
  const zones = published.layers.filter(({ kind }) => kind === 'zone').map(({ name }) => name);
  const drawn = published.layers.flatMap((layer) => {
    const legend = official?.legends.find((entry) => entry.layer === layer.name);
    const parts = official?.layers.filter((found) => sourceLayer(found) === layer.name) ?? [];
    if (legend && fits(layer, legend, parts)) {
      legends.set(layer.name, legend);
      return parts.map((part) => ({ ...part, source: layer.source }) as LayerSpecification);
    }
    const look = defaultStyle(layer, published.layers.indexOf(layer), layer.kind === 'zone' ? zones.filter((name) => name !== layer.name) : []);
    look.legend.named = official?.legends.flatMap(({ classes }) => classes);
    legends.set(layer.name, look.legend);
    improvised.add(layer.name);
    return [...look.layers, ...numberLabels(layer)];
  });
  const labelled = published.layers.filter(({ kind }) => kind === 'ward' || kind === 'zone');
  const named = drawn.map((part) => {
    const area = part.type === 'symbol' && labelled.find(({ name }) => name === sourceLayer(part));
    return area ? { ...part, source: labelSource(area) } : part;
  });
  const sources = new Map(published.layers.map((layer) => [layer.name, layer.source]));
  const carriers = new Map<string, Set<string>>();
  const carries = (source: string, name: string) => carriers.set(source, (carriers.get(source) ?? new Set()).add(name));
  for (const layer of published.layers) carries(layer.source, layer.name);
  for (const area of labelled) carries(labelSource(area), area.name);
  const ground = official?.ground;
  const parts = [...groundParts(ground, published.ground, published.layers), ...named];
  const style = { ...whole(published, labelled, parts), ...(official?.sprite === undefined ? {} : { sprite: official.sprite }) };
  return { style, legends, improvised, sources, carriers, ground };
}

/** True if a layer has the fields that an official look colours and writes names by: others may have called theirs alike. */
function fits({ fields }: StoreLayer, legend: Legend, parts: readonly LayerSpecification[]): boolean {
  const has = (name: string) => fields.some((field) => field.name === name);
  if (legend.field !== undefined) return has(legend.field);
  const written = parts.flatMap((part) => (part.type === 'symbol' ? fieldsRead(part.layout?.['text-field']) : []));
  return written.length === 0 || written.some(has);
}

/** The fields an expression reads. */
function fieldsRead(expression: unknown): string[] {
  if (!Array.isArray(expression)) return [];
  const [word, ...of] = expression as unknown[];
  return word === 'get' && typeof of[0] === 'string' ? [of[0]] : of.flatMap(fieldsRead);
}

function labelSource(layer: StoreLayer): string {
  return `${layer.source}-${layer.name}-labels`;
}

/** Areas a tile holds beside each other where their names are read from. */
const AREAS_ACROSS = 32;
/** From this zoom on every zone is a feature of its own, and its tile carries its sign: without it each lot would be called by its function. */
const APART = 15;

/**
 * MapLibre writes the name of an area once in each tile it touches. So names of wards and signs of zones are read from tiles so large that
 * hardly one is cut by their edges, whatever the zoom of the map; zones below `APART` are merged and have no signs.
 */
function wholeAreas({ tilesets }: Published, layer: StoreLayer): object {
  const tileset = tilesets.find(({ source }) => source === layer.source);
  const [west, south, east, north] = layer.box ?? [-180, -85, 180, 85];
  const across = Math.sqrt(((east - west) * (north - south)) / Math.max(1, layer.count ?? 1));
  const zoom = Math.floor(Math.log2(360 / (AREAS_ACROSS * Math.max(across, 1e-6))));
  const least = layer.kind === 'zone' ? APART : (tileset?.minzoom ?? 0);
  const maxzoom = Math.min(Math.max(zoom, least), tileset?.maxzoom ?? 16);
  const tiles = (tileset?.tiles ?? []).map((template) => template.replace(/\/xyz\/[^/]+\//, `/xyz/${layer.name}/`));
  return { type: 'vector', tiles, minzoom: tileset?.minzoom ?? 0, maxzoom };
}

function whole(published: Published, labelled: StoreLayer[], layers: LayerSpecification[]): StyleSpecification {
  return {
    version: 8,
    'font-faces': fontFaces(),
    sources: Object.fromEntries([
      ...labelled.map((layer) => [labelSource(layer), wholeAreas(published, layer)]),
      ...published.tilesets.map(({ source, tiles, minzoom, maxzoom, box }) => [
        source,
        { type: 'vector', tiles, minzoom, maxzoom, ...(box ? { bounds: box } : {}) },
      ]),
    ]),
    layers: layers[0]?.type === 'background' ? layers : [{ id: 'ground', type: 'background', paint: { 'background-color': GROUND } }, ...layers],
  } as StyleSpecification;
}
