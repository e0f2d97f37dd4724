// The button for houses as high as they are, once its script is here: nobody waits for it, and without it there is no button.

import type { LayerSpecification } from 'maplibre-gl';
import { beingRead } from '../../page/text.ts';
import type { OwnParts } from '../../share/permalink.ts';
import type { StoreLayer } from '../../server/store-layers.ts';
import type { MapView } from '../map-view.ts';
import type { Storeys } from './storeys.ts';

export class LateStoreys {
  private storeys?: Storeys;

  /** Puts it on a map that was drawn, if that still stands when the script comes. */
  async addTo(view: MapView, layers: readonly StoreLayer[], ground: readonly LayerSpecification[], parts: OwnParts): Promise<void> {
    const { map } = view;
    const part = await import('./storeys.ts').catch(() => undefined);
    await beingRead();
    if (part && map && map === view.map) (this.storeys ??= new part.Storeys()).addTo(map, layers, ground, parts);
  }
}
