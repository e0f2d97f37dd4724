// What under a point is in force, and what has had its time: plans that were replaced lie where others do now.

import type { Hit } from '../map/hits.ts';
import { forceRank, isOver } from '../server/row-state.ts';
import { playing, type StoreLayer } from '../server/store-layers.ts';
import { keyOf, type PlaceAnswer, type PlaceGroup } from './place-answer.ts';

/** The same answer, in each group what is in force first, then what may come to be, then what was. */
export function inForceFirst<A extends PlaceAnswer>(answer: A, layers: readonly StoreLayer[]): A {
  const groups = answer.groups.map((group) => {
    const layer = named(layers, group);
    return { ...group, hits: [...group.hits].sort((a, b) => forceRank(a.fields, layer) - forceRank(b.fields, layer)) };
  });
  return { ...answer, groups };
}

/** Groups without what has had its time. */
export function inForceOf({ groups }: PlaceAnswer, layers: readonly StoreLayer[]): PlaceGroup[] {
  return parted(groups, layers, false).filter(({ count }) => count > 0);
}

/** Groups of nothing else, as far as it is here. */
export function overOf({ groups }: PlaceAnswer, layers: readonly StoreLayer[]): PlaceGroup[] {
  return parted(groups, layers, true).filter(({ hits }) => hits.length > 0);
}

/** How many plans these belong to; nothing if they are not all of plans. */
export function plansAmong(hits: readonly Hit[], layers: readonly StoreLayer[]): number | undefined {
  const plans = new Set<unknown>();
  for (const hit of hits) {
    const layer = named(layers, hit);
    const parent = playing(layer, 'parent');
    if (!layer?.subject?.startsWith('planning/')) return undefined;
    plans.add(parent === undefined ? keyOf(hit) : hit.fields[parent]);
  }
  return plans.size;
}

/** What is not listed yet is counted with what is in force: nobody knows. */
function parted(groups: readonly PlaceGroup[], layers: readonly StoreLayer[], wantsOver: boolean): PlaceGroup[] {
  return groups.map((group) => {
    const layer = named(layers, group);
    const hits = group.hits.filter(({ fields }) => isOver(fields, layer) === wantsOver);
    const others = group.hits.length - hits.length;
    return wantsOver ? { ...group, hits, count: hits.length, next: undefined } : { ...group, hits, count: group.count - others };
  });
}

function named(layers: readonly StoreLayer[], { layer }: { layer: string }): StoreLayer | undefined {
  return layers.find(({ name }) => name === layer);
}
