// The features under a point of the map, each once, nearest to the reader first.

import type { LayerSpecification, Map as MapLibre, MapGeoJSONFeature, Point, PointLike } from 'maplibre-gl';
import { sourceLayer } from './drawing-order.ts';

export interface Hit {
  layer: string;
  /** Leads back to the feature; absent for a fill merged from many. */
  id?: number;
  fields: Record<string, unknown>;
  /** How many features the fill stands for, if it is merged. */
  merged?: number;
}

/** Thin things are caught within this many pixels; a finger is thicker than a pointer. */
const REACH = { mouse: 5, touch: 14 };

/** What is drawn at a point, and how many pixels away thin things were caught. */
export function hitsAt(map: MapLibre, point: Point, touch = false): { hits: Hit[]; reach: number } {
  const reach = touch ? REACH.touch : REACH.mouse;
  const around: [PointLike, PointLike] = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  const thin = map.queryRenderedFeatures(around).filter((feature) => isThin(feature) && feature.layer.type !== 'symbol');
  const areas = map.queryRenderedFeatures(point).filter((feature) => !isThin(feature) && feature.layer.type === 'fill');
  const found = [...thin, ...areas].filter(({ layer }) => !/^(selected|measure|shown|hover|ground)-/.test(layer.id));
  return { hits: once(found), reach };
}

/** Tells what is drawn of a layer: the distinct values of a field, or one empty value if there is no field to tell by. */
export function drawnInView(
  map: MapLibre,
  parts: readonly LayerSpecification[],
): (layer: string, field: string | undefined) => Set<string> {
  const isDrawn = (id: string) => map.getLayer(id) !== undefined && map.getLayoutProperty(id, 'visibility') !== 'none';
  // Ground that is only there to be pressed is not seen, nor rims nobody points at.
  const isSeen = (part: LayerSpecification) => !part.id.startsWith('hover-') && !(part.type === 'fill' && part.paint?.['fill-opacity'] === 0);
  const drawn = parts.filter((part) => part.type !== 'symbol' && isSeen(part) && isDrawn(part.id));
  return (layer, field) => {
    const layers = drawn.filter((part) => sourceLayer(part) === layer).map(({ id }) => id);
    const found = layers.length === 0 ? [] : map.queryRenderedFeatures({ layers });
    if (field === undefined) return new Set(found.slice(0, 1).map(() => ''));
    // What has no value is an empty one. A fill merged from many has none of its own.
    const single = found.filter(({ properties }) => properties.merged === undefined || properties[field] != null);
    return new Set(single.map(({ properties }) => String((properties[field] as unknown) ?? '')));
  };
}

function isThin(feature: MapGeoJSONFeature): boolean {
  return !/Polygon/.test(feature.geometry.type);
}

function once(features: MapGeoJSONFeature[]): Hit[] {
  const seen = new Map<string, Hit>();
  for (const feature of features) {
    const layer = feature.sourceLayer ?? '';
    const merged = typeof feature.properties.merged === 'number' ? feature.properties.merged : undefined;
    const id = merged === undefined && feature.id !== undefined ? Number(feature.id) : undefined;
    const key = `${layer}/${id ?? JSON.stringify(feature.properties)}`;
    if (!seen.has(key)) seen.set(key, { layer, id, fields: feature.properties, merged });
  }
  return [...seen.values()];
}
