// The parts of a layer in line with its legend and with the classes chosen in it, in the style every further map is made of.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { classExpression, paintByClass, patternPart, patternsByClass } from '../map/default-style.ts';
import { sourceLayer } from '../map/drawing-order.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import type { Legend } from '../symbols/legend.ts';

/** What a layer shall look like. */
export interface Look {
  layer: StoreLayer;
  legend: Legend;
  /** Colours follow the legend's classes; a style that was written for the layer has its own. */
  isByClass: boolean;
  /** The only classes that are drawn; all without it. */
  only?: readonly string[];
}

/** A part of a style as it looks then; `usual` is the part as its style has it. */
export function partOf(usual: LayerSpecification, { layer, legend, isByClass, only }: Look): LayerSpecification {
  const part = { ...usual } as LayerSpecification & { filter?: FilterSpecification; paint?: Record<string, unknown>; metadata?: Record<string, unknown> };
  if (isByClass && part.id === patternPart(layer.name)) {
    const { filter, image } = patternsByClass(legend);
    part.filter = filter;
    part.paint = { ...part.paint, 'fill-pattern': image };
  } else if (legend.isAsked && part.type === 'fill' && isPattern(part)) {
    part.filter = ['boolean', false];
  }
  const property = isByClass ? carrierOf(usual, layer) : undefined;
  if (property !== undefined) {
    const strength = legend.isAsked && property === 'fill-color' ? { 'fill-opacity': legend.opacity } : {};
    part.paint = { ...part.paint, [property]: paintByClass(legend), ...strength };
    if (legend.isAsked && property === 'fill-color') part.metadata = { ...part.metadata, 'diaban:leads': true };
  }
  if (only !== undefined && legend.field !== undefined) part.filter = both(part.filter, ['in', classExpression(legend), ['literal', [...only]]] as ExpressionSpecification);
  return part;
}

/** All parts of a style, those of one layer looking otherwise. */
export function withLook(parts: readonly LayerSpecification[], usual: readonly LayerSpecification[], look: Look): LayerSpecification[] {
  const own = new Map(usual.filter((part) => sourceLayer(part) === look.layer.name).map((part) => [part.id, part]));
  return parts.map((part) => {
    const before = own.get(part.id);
    return before ? partOf(before, look) : part;
  });
}

/** The property of a part that carries the colour of a class, if it carries one. */
export function carrierOf(part: LayerSpecification, layer: StoreLayer): string | undefined {
  if (part.type === 'circle') return 'circle-color';
  if (part.type === 'fill') return part.paint?.['fill-opacity'] === 0 || isPattern(part) ? undefined : 'fill-color';
  if (part.type !== 'line') return undefined;
  const isClass = (part.metadata as Record<string, unknown> | undefined)?.['diaban:colours'] !== undefined;
  const isLine = layer.shape === 'line' ? !part.id.endsWith('-casing') : part.id === `${layer.name}-line`;
  return isClass || isLine ? 'line-color' : undefined;
}

function isPattern(part: LayerSpecification): boolean {
  return (part.paint as Record<string, unknown> | undefined)?.['fill-pattern'] !== undefined;
}

function both(one: FilterSpecification | undefined, other: ExpressionSpecification): FilterSpecification {
  return (one === undefined ? other : ['all', one, other]) as FilterSpecification;
}
