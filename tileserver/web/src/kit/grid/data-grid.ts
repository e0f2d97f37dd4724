// The grid coordinates are shown and measures are taken in: that of the data set at a place, parcels before others.

import type { StoreLayer } from '../server/store-layers.ts';
import { gridAround, gridOf, type Degrees, type Grid } from './vn2000.ts';

export function dataGrid(layers: readonly StoreLayer[], [lon, lat]: Degrees): Grid {
  const known = layers.flatMap((layer) => {
    const grid = gridOf(layer.storedIn ?? '');
    return grid ? [{ layer, grid }] : [];
  });
  const isHere = ({ box }: StoreLayer) => box !== undefined && lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3];
  const here = known.filter(({ layer }) => isHere(layer));
  const among = here.length > 0 ? here : known;
  const found = among.find(({ layer }) => layer.kind === 'parcel') ?? among[0];
  return found?.grid ?? gridAround(lon);
}
