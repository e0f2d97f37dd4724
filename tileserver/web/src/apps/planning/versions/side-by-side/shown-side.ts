// What one of two maps shows: layers, base map and plans of a side, and the style for it. Pure: what is done to a map is done elsewhere.

import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { alone, asInForce, hiding, ofRegister } from '../../../../kit/extract/plans-on-map.ts';
import type { Stack } from '../../../../kit/layers/layer-stack.ts';
import { lookOf, looksOf, withLook, type Look } from '../../../../kit/layers/looks.ts';
import { firstFrame } from '../../../../kit/map/look/first-frame.ts';
import type { Composed } from '../../../../kit/map/map-style.ts';
import type { Theme } from '../../../../kit/page/theme.ts';
import type { BaseMap } from '../../../../kit/server/base-maps.ts';
import { OVER } from '../../../../kit/server/row-state.ts';
import type { ChosenBase } from '../../../../kit/share/permalink.ts';
import type { Side, Sides } from '../../../../kit/share/sides.ts';
import type { Listed } from '../asking.ts';

/** What both sides begin with. */
export interface Common {
  composed: Composed;
  stack: Stack;
  base?: ChosenBase;
  baseMaps: readonly BaseMap[];
  /** All plans the reader sees, once they are known. */
  plans?: readonly Listed[];
}

/** The layers and the base map of a side. */
export function layersOf(side: Side, stack: Stack, base: ChosenBase | undefined, baseMaps: readonly BaseMap[]): { stack: Stack; base: ChosenBase | undefined } {
  if (side.show === 'map') return { stack, base };
  const offered = looksOf(stack, baseMaps.length > 0);
  const wished = side.show === 'look' ? offered.find((look) => look === side.look) : 'plan';
  // A look this store does not have, or not yet, leaves the map as it is.
  if (wished === undefined) return { stack, base };
  const photo = baseMaps[0];
  return { stack: withLook(stack, wished, lookOf(stack, base)), base: wished === 'photo' && photo ? { name: photo.name, strength: 1 } : undefined };
}

/** The plans in force on a day. */
export function plansOn(day: string, plans: readonly Listed[]): Listed[] {
  return plans.filter(({ state, from, until }) => state !== 'draft' && !!from && from <= day && (!until || day < until));
}

/** Which plans are drawn on a day, and whether the general one is all there is: plans beneath it cover it. */
export function drawnOn(day: string, plans: readonly Listed[]): { ids: number[]; bare: boolean } {
  const inForce = plansOn(day, plans).filter(({ kind }) => kind === 'urban' || kind === 'rural' || kind === 'functional_area');
  const bare = inForce.every(({ level }) => level === 'general');
  return { ids: inForce.filter(({ level }) => bare || level !== 'general').map(({ id }) => id), bare };
}

/** The whole style of a side, for a map of its own. */
export function styleOf(side: Side, { composed, stack, base, baseMaps, plans }: Common, theme: Theme): StyleSpecification {
  const own = layersOf(side, stack, base, baseMaps);
  const style = firstFrame(composed, own.stack, theme);
  return { ...style, layers: style.layers.map((part) => (ofRegister(part) ? ({ ...part, filter: filterOf(side, part, plans) } as LayerSpecification) : part)) };
}

function filterOf(side: Side, part: LayerSpecification, plans: readonly Listed[] | undefined): FilterSpecification {
  const usual = 'filter' in part ? part.filter : undefined;
  if (side.show === 'plan') return alone(part, side.plan);
  // Which plans a day has is not known without the list: none would be a false answer.
  if (side.show !== 'day' || !plans) return hiding(usual, OVER);
  const { ids, bare } = drawnOn(side.day, plans);
  return asInForce(usual, ids, bare);
}

/** What a comparison begins with where nobody said: the map as it is, beside what it is not. */
export function firstSides(stack: Stack, base: ChosenBase | undefined, baseMaps: readonly BaseMap[]): Pick<Sides, 'left' | 'right'> {
  const others: Look[] = ['photo', 'land-use', 'plan', 'base'];
  const offered = looksOf(stack, baseMaps.length > 0);
  const other = others.find((look) => offered.includes(look) && look !== lookOf(stack, base)) ?? 'base';
  return { left: { show: 'map' }, right: { show: 'look', look: other } };
}
