// The grid coordinates are shown and measures are taken in: that of the data set at a place, parcels before others;
// in Vietnam without such a data set, that of the province's registers.

import type { StoreLayer } from '../server/store-layers.ts';
import { meridianOf } from './provinces.ts';
import { gridAround, gridOf, zoneAround, type Degrees, type Grid } from './vn2000.ts';

export function dataGrid(layers: readonly StoreLayer[], [lon, lat]: Degrees): Grid {
  const known = layers.flatMap((layer) => {
    const grid = gridOf(layer.storedIn ?? '');
    return grid ? [{ layer, grid }] : [];
  });
  const isHere = ({ box }: StoreLayer) => box !== undefined && lon >= box[0] && lat >= box[1] && lon <= box[2] && lat <= box[3];
  const here = known.filter(({ layer }) => isHere(layer));
  const among = here.length > 0 ? here : known;
  const found = among.find(({ layer }) => layer.kind === 'parcel') ?? among[0];
  const meridian = meridianOf([lon, lat]);
  return found?.grid ?? (meridian === undefined ? undefined : zoneAround(meridian)) ?? gridAround(lon);
}
