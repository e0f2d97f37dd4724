// Which classes of which layers the map draws at the moment; layers nobody has drawn before get a colour for each class.

import type { Map as MapLibre } from 'maplibre-gl';
import { colouredParts, learnClasses, paintByClass } from '../map/default-style.ts';
import { sourceLayer, yielding } from '../map/drawing-order.ts';
import { drawnInView } from '../map/hits.ts';
import type { Stack } from '../layers/layer-stack.ts';
import type { Legend } from '../symbols/legend.ts';
import type { Composed } from '../map/map-style.ts';
import type { StoreLayer } from '../server/store-layers.ts';

/** Values drawn now, by layer for its classes and by `layer/field` for its marks. */
export type InView = ReadonlyMap<string, ReadonlySet<string>>;

export function readLegend(map: MapLibre, composed: Composed, layers: readonly StoreLayer[]): InView {
  const drawn = drawnInView(map, composed.style.layers);
  const inView = new Map<string, ReadonlySet<string>>();
  for (const [name, legend] of composed.legends) {
    const values = drawn(name, legend.field);
    inView.set(name, values);
    for (const { field } of legend.marks ?? []) inView.set(`${name}/${field}`, drawn(name, field));
    const layer = layers.find((found) => found.name === name);
    if (layer && legend.field !== undefined && composed.improvised.has(name)) colourClasses(map, layer, legend, values);
  }
  return inView;
}

/** Layers whose ground another layer fills. */
export function unfilled(composed: Composed | undefined, stack: Stack): ReadonlySet<string> {
  const parts = composed?.style.layers ?? [];
  const yields = yielding(parts, stack);
  return new Set(parts.filter(({ id }) => yields.has(id)).map((part) => sourceLayer(part) ?? ''));
}

/** Gives a fresh map the colours that classes were given on another one. */
export function paintKnownClasses(map: MapLibre, { legends, improvised }: Composed, layers: readonly StoreLayer[]): void {
  for (const layer of layers) {
    const legend = legends.get(layer.name);
    if (legend?.field !== undefined && improvised.has(layer.name)) paint(map, layer, legend);
  }
}

function colourClasses(map: MapLibre, layer: StoreLayer, legend: Legend, values: ReadonlySet<string>): void {
  if (learnClasses(legend, values)) paint(map, layer, legend);
}

function paint(map: MapLibre, layer: StoreLayer, legend: Legend): void {
  for (const [part, property] of colouredParts(layer)) {
    if (map.getLayer(part)) map.setPaintProperty(part, property as 'fill-color', paintByClass(legend));
  }
}
