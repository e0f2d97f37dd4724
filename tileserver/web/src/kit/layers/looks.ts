// What is loud on the map: the plan, the land use, nothing but the base map, or a picture from above. A look is a way the layers of the land
// are switched, so that the list of layers, the legend and the link say the same. Pure.

import type { ChosenBase } from '../share/permalink.ts';
import type { Kind } from '../server/store-layers.ts';
import { rowsOf, withStrength, type Row, type Stack } from './layer-stack.ts';

export type Look = 'plan' | 'land-use' | 'base' | 'photo';

/** What lies on a picture only helps to find one's way; the buildings are in the picture. */
const OVER_PHOTO: Partial<Record<Kind, number>> = { parcel: 0.35, line: 0.2, building: 0 };

/** The looks a store and its base maps allow, in the order they are offered. */
export function looksOf(stack: Stack, hasPhotos: boolean): Look[] {
  const has = (kind: Kind) => rowsOf(stack).some(({ layer }) => layer.kind === kind);
  const looks: [Look, boolean][] = [['plan', has('zone')], ['land-use', has('parcel')], ['base', has('zone') || has('parcel')], ['photo', hasPhotos]];
  return looks.filter(([, isOffered]) => isOffered).map(([look]) => look);
}

/** The look the layers have now. */
export function lookOf(stack: Stack, base: ChosenBase | undefined): Look {
  const isDrawn = (kind: Kind) => rowsOf(stack).some(({ layer, strength }) => layer.kind === kind && strength > 0);
  if (base) return 'photo';
  return isDrawn('zone') ? 'plan' : isDrawn('parcel') ? 'land-use' : 'base';
}

/** The layers as a look wants them after another one. Streets and buildings change only with a picture under them; what is neither stays as it is. */
export function withLook(stack: Stack, look: Look, before: Look): Stack {
  const of = (group: string) => stack.filter(({ name }) => name === group).flatMap(({ rows }) => rows);
  const rows = [...of('land'), ...(look === 'photo' || before === 'photo' ? of('streets') : [])];
  return rows.reduce((all, row) => withStrength(all, [row.layer.name], strengthIn(look, row, of('land').includes(row))), stack);
}

function strengthIn(look: Look, { layer, usual }: Row, isLand: boolean): number {
  if (look === 'photo') return isLand && layer.kind !== 'parcel' ? 0 : (OVER_PHOTO[layer.kind] ?? usual.strength);
  if (look === 'plan' || !isLand) return usual.strength;
  return look === 'land-use' && layer.kind === 'parcel' ? 1 : 0;
}
