// Where two sides differ, so that the map can go there: the pieces in which two plans differ, the plans that one of two days has and the other
// has not, or the one plan that is shown.

import { cornersOf } from '../../../../kit/extract/lit-shape.ts';
import { around, type Box } from '../../../../kit/server/store-layers.ts';
import type { Sides } from '../../../../kit/share/sides.ts';
import { difference, isLocal, type Found, type Listed } from '../asking.ts';
import { drawnOn } from './shown-side.ts';

/** Boxes to go to, the whole of it first, then the most telling part of it; none where nothing is told apart by plans. */
export async function differing({ left, right }: Pick<Sides, 'left' | 'right'>, plans: readonly Listed[], signal: AbortSignal): Promise<Box[]> {
  const own = [left, right].flatMap((side) => (side.show === 'plan' ? [side.plan] : []));
  const [before, after] = own;
  if (before !== undefined && after !== undefined && before !== after) {
    const found = await difference({ before, after }, signal).catch(() => undefined);
    const boxes = found ? boxesOfPieces(found, isLocal({ before, after }, plans)) : [];
    // Alike, or not told: where the plans lie.
    if (boxes.length > 0) return boxes;
  }
  return boxesOfPlans(left.show === 'day' && right.show === 'day' ? unlike(drawnOn(left.day, plans).ids, drawnOn(right.day, plans).ids) : own, plans);
}

/** The box around all pieces, and that of the largest. What a local adjustment leaves as it was is none. */
export function boxesOfPieces({ difference: { pieces }, shapes }: Found, isOfPart: boolean): Box[] {
  const told = pieces.flatMap((piece, at) => {
    const box = around((shapes[at] ? cornersOf(shapes[at]) : []).map(([lon, lat]) => [lon, lat, lon, lat]));
    return box && !(isOfPart && piece.became === 'removed') ? [{ box, areaM2: piece.areaM2 }] : [];
  });
  const largest = told.reduce<(typeof told)[number] | undefined>((best, each) => (best && best.areaM2 >= each.areaM2 ? best : each), undefined);
  const whole = around(told.map(({ box }) => box));
  return whole && largest ? [whole, largest.box] : [];
}

function boxesOfPlans(ids: readonly number[], plans: readonly Listed[]): Box[] {
  const whole = around(plans.flatMap(({ id, bbox }) => (bbox && ids.includes(id) ? [bbox] : [])));
  return whole ? [whole] : [];
}

function unlike(some: readonly number[], others: readonly number[]): number[] {
  return [...some.filter((id) => !others.includes(id)), ...others.filter((id) => !some.includes(id))];
}
