// Carries out what a reader wishes of the layers, and keeps the link's part of it. Knows no element and no map.

import { asked, moved, rowsOf, stackOf, switched, withStrength, type Stack } from './layer-stack.ts';
import type { Legend } from '../symbols/legend.ts';
import type { LayerWish } from './map-layers.ts';
import type { View } from '../share/permalink.ts';
import type { StoreLayer } from '../server/store-layers.ts';

export class Arrangement {
  stack: Stack = [];
  /** The layers as they were before all were switched off, as long as that can be undone. */
  private earlier?: Stack;

  /** The layers of a store as a link asks for them. */
  begin(layers: readonly StoreLayer[], legends: ReadonlyMap<string, Legend>, view: View, usual?: ReadonlyMap<string, number>): void {
    this.stack = stackOf(layers, legends, view.layers, usual);
    this.earlier = undefined;
  }

  get canUndo(): boolean {
    return this.earlier !== undefined;
  }

  /** Does it, and notes in the view what the link shall say. */
  fulfil(wish: LayerWish, view: View): void {
    const before = this.stack;
    this.stack = this.after(wish);
    this.earlier = wish.wish === 'all-off' ? before : undefined;
    if (wish.wish === 'look') view.base = wish.base === undefined ? undefined : { name: wish.base, strength: 1 };
    if (wish.wish === 'base') view.base = wish.name === undefined ? undefined : { name: wish.name, strength: wish.strength };
    // Layers this store does not have stay in the link: it may be meant for another day.
    const known = new Set(rowsOf(this.stack).map(({ layer }) => layer.name));
    view.layers = new Map([...asked(this.stack), ...[...view.layers].filter(([name]) => !known.has(name))]);
  }

  private after(wish: LayerWish): Stack {
    switch (wish.wish) {
      case 'switch':
        return switched(this.stack, wish.names, wish.isOn);
      case 'strength':
        return withStrength(this.stack, [wish.name], wish.strength);
      case 'move':
        return moved(this.stack, wish.name, wish.by);
      case 'all-off':
        return switched(this.stack, rowsOf(this.stack).map(({ layer }) => layer.name), false);
      case 'undo':
        return this.earlier ?? this.stack;
      case 'look':
        return wish.stack;
      case 'base':
        return this.stack;
    }
  }
}
