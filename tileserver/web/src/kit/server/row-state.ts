// Rows of tables that have states: in force, not yet, no longer. The words are those of the plan register.

import { playing, type StoreLayer } from './store-layers.ts';

/** States in which a row says nothing any more. */
export const OVER: readonly string[] = ['replaced', 'expired', 'annulled', 'discarded'];
/** And those in which it says nothing yet, or is held up. */
export const NOT_YET: readonly string[] = ['draft', 'consultation', 'appraisal', 'approved', 'suspended'];

/** True of a row that has had its time. */
export function isOver(fields: Readonly<Record<string, unknown>>, layer: StoreLayer | undefined): boolean {
  return OVER.includes(stateOf(fields, layer));
}

/** In force first, then what may come to be, then what was. */
export function forceRank(fields: Readonly<Record<string, unknown>>, layer: StoreLayer | undefined): number {
  const state = stateOf(fields, layer);
  return OVER.includes(state) ? 2 : NOT_YET.includes(state) ? 1 : 0;
}

function stateOf(fields: Readonly<Record<string, unknown>>, layer: StoreLayer | undefined): string {
  const field = playing(layer, 'state');
  return field === undefined ? '' : String(fields[field] ?? '');
}
