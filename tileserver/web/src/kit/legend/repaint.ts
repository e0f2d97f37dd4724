// Brings a map that is drawn into line with its style, layer by layer.

import type { FilterSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { inTheDark } from '../map/look/dark-style.ts';
import { patternPart } from '../map/default-style.ts';
import { sourceLayer } from '../map/drawing-order.ts';
import { theme } from '../page/theme.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import { carrierOf } from './layer-look.ts';

/** Draws one layer as a style has it, on a map that is drawn. */
export function repaint(map: MapLibre, parts: readonly LayerSpecification[], layer: StoreLayer): void {
  const own = parts.filter((part) => sourceLayer(part) === layer.name && map.getLayer(part.id));
  const asDrawn = theme() === 'dark' ? own.map(inTheDark) : own;
  own.forEach((part, at) => {
    map.setFilter(part.id, (part as { filter?: FilterSpecification }).filter ?? null);
    const property = part.id === patternPart(layer.name) ? 'fill-pattern' : carrierOf(part, layer);
    if (property === undefined) return;
    const paint = (values: LayerSpecification | undefined) => (values?.paint as Record<string, unknown> | undefined)?.[property];
    // Colours of classes mean the same by day and by night; what is no class turns with the rest.
    const value = Array.isArray(paint(part)) ? paint(part) : paint(asDrawn[at]);
    map.setPaintProperty(part.id, property as 'fill-color', value as string);
  });
}
