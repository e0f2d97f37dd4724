// Which classes of which layers the map draws at the moment.

import { yielding, sourceLayer } from '../map/drawing-order.ts';
import type { Stack } from '../layers/layer-stack.ts';
import type { Composed } from '../map/map-style.ts';

/** Values drawn now, by layer for its classes and by `layer/field` for its marks. */
export type InView = ReadonlyMap<string, ReadonlySet<string>>;

/** `drawn` tells the values of a field of a layer that are drawn. */
export function readValues({ legends }: Composed, drawn: (layer: string, field: string | undefined) => ReadonlySet<string>): Map<string, ReadonlySet<string>> {
  const inView = new Map<string, ReadonlySet<string>>();
  for (const [name, legend] of legends) {
    inView.set(name, drawn(name, legend.field));
    for (const { field } of legend.marks ?? []) inView.set(`${name}/${field}`, drawn(name, field));
  }
  return inView;
}

/** Layers whose ground another layer fills. */
export function unfilled(composed: Composed | undefined, stack: Stack): ReadonlySet<string> {
  const parts = composed?.style.layers ?? [];
  const yields = yielding(parts, stack);
  return new Set(parts.filter(({ id }) => yields.has(id)).map((part) => sourceLayer(part) ?? ''));
}
