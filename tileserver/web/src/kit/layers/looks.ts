// What is loud on the map: the plan, the land use, nothing but the base map, or a picture from above. A look is a way the layers of the land
// are switched, so that the list of layers, the legend and the link say the same. Pure.

import type { ChosenBase } from '../share/permalink.ts';
import { rowsOf, withStrength, type Row, type Stack } from './layer-stack.ts';

export type Look = 'plan' | 'land-use' | 'base' | 'photo';

/** Parcels on a picture are lines to find one's way by. */
const OVER_PHOTO = 0.35;

/** The looks a store and its base maps allow, in the order they are offered. */
export function looksOf(stack: Stack, hasPhotos: boolean): Look[] {
  const has = (kind: Row['layer']['kind']) => rowsOf(stack).some(({ layer }) => layer.kind === kind);
  const looks: [Look, boolean][] = [['plan', has('zone')], ['land-use', has('parcel')], ['base', has('zone') || has('parcel')], ['photo', hasPhotos]];
  return looks.filter(([, isOffered]) => isOffered).map(([look]) => look);
}

/** The look the layers have now. */
export function lookOf(stack: Stack, base: ChosenBase | undefined): Look {
  const isDrawn = (kind: Row['layer']['kind']) => rowsOf(stack).some(({ layer, strength }) => layer.kind === kind && strength > 0);
  if (base) return 'photo';
  return isDrawn('zone') ? 'plan' : isDrawn('parcel') ? 'land-use' : 'base';
}

/** The layers as a look wants them; what is no layer of the land stays as it is. */
export function withLook(stack: Stack, look: Look): Stack {
  const land = stack.filter(({ name }) => name === 'land').flatMap(({ rows }) => rows);
  return land.reduce((all, row) => withStrength(all, [row.layer.name], strengthIn(look, row)), stack);
}

function strengthIn(look: Look, { layer, usual }: Row): number {
  if (look === 'plan') return usual.strength;
  if (look === 'base' || layer.kind !== 'parcel') return 0;
  return look === 'photo' ? OVER_PHOTO : 1;
}
