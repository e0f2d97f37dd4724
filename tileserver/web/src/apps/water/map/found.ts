// What a search found, as a burst that is asked: a part of a network by its id, everything else by its place.

import type { Found } from '../../../kit/search/search.ts';
import { storedFeature } from '../../../kit/server/store-layers.ts';
import { WITHIN_OF_ADDRESS_M } from '../case/asking.ts';
import type { Burst } from '../case/wire.ts';
import { DEVICES, EDGES, NODES } from './layer-names.ts';

/** `network` is asked where what was found does not say which; it is looked up only where there are several. */
export async function burstOf({ at, layer, id }: Found, network: string, areSeveral: boolean): Promise<Burst> {
  if (id === undefined || ![EDGES, NODES, DEVICES].includes(layer ?? '')) return { network, at, within_m: WITHIN_OF_ADDRESS_M };
  const part = { [layer === EDGES ? 'edge' : layer === NODES ? 'node' : 'device']: `#${id}` };
  if (!areSeveral) return { network, ...part };
  const found = await storedFeature(layer ?? '', id).catch(() => undefined);
  return { network: String(found?.properties['mang'] ?? network), ...part };
}
