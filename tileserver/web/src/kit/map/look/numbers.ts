// The number of each parcel, for layers no style knows: a plot is called by it, whatever its field's name.

import type { LayerSpecification } from 'maplibre-gl';
import { playing, type StoreLayer } from '../../server/store-layers.ts';
import { REGULAR } from '../fonts.ts';

/** One label, from where numbers fit into their parcels; nothing for other layers. */
export function numberLabels(layer: StoreLayer): LayerSpecification[] {
  const number = layer.kind === 'parcel' ? playing(layer, 'number') : undefined;
  if (number === undefined) return [];
  const layout = { 'text-field': ['to-string', ['get', number]], 'text-font': [REGULAR], 'text-size': 11, 'text-padding': 2 };
  const paint = { 'text-color': '#2b2925', 'text-halo-color': '#ffffff', 'text-halo-width': 1.1, 'text-halo-blur': 0.5 };
  const of = { source: layer.source, 'source-layer': layer.name, filter: ['!', ['has', 'merged']] };
  return [{ id: `${layer.name}-number`, type: 'symbol', minzoom: 17.5, ...of, layout, paint } as unknown as LayerSpecification];
}
