// Which plans the map draws. A register keeps what has had its time, and what is still discussed: drawn over one another, they would hide what
// is in force.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { sourceLayer } from '../map/drawing-order.ts';

/** Layers of the plan register, and what of their rows says of which plan they are and how it stands. */
const LAYERS = ['plan_zones', 'plan_boundaries'];
const [PLAN, STATE] = ['quy_hoach', 'trang_thai'];

/** States in which a plan decides nothing any more. */
export const PAST: readonly string[] = ['replaced', 'expired', 'annulled', 'discarded'];
/** And those in which it decides nothing yet. */
export const NOT_IN_FORCE: readonly string[] = [...PAST, 'draft', 'consultation', 'appraisal', 'approved', 'suspended'];

const NOTHING = ['==', ['literal', 1], 0] as FilterSpecification;

const usual = new WeakMap<MapLibre, Map<string, FilterSpecification | undefined>>();

/** Draws one plan alone, in full whatever its level and state: the style leaves the general plan to those beneath it. */
export function drawAlone(map: MapLibre, plan: number): void {
  const own = ['all', ['!', ['has', 'merged']], ['==', ['get', PLAN], plan]] as FilterSpecification;
  for (const part of partsOf(map)) map.setFilter(part.id, 'paint' in part && part.paint && 'fill-pattern' in part.paint ? NOTHING : own);
}

/** Hides plans in these states, but for one that somebody wants to see. */
export function hidePlans(map: MapLibre, states: readonly string[], but?: number): void {
  const stands = ['!', ['in', ['coalesce', ['get', STATE], ''], ['literal', states]]] as ExpressionSpecification;
  const shown = but === undefined ? stands : (['any', stands, ['==', ['get', PLAN], but]] as ExpressionSpecification);
  for (const part of partsOf(map)) {
    const own = usual.get(map)?.get(part.id);
    map.setFilter(part.id, own === undefined ? shown : (['all', own, shown] as FilterSpecification));
  }
}

/** The parts of the style that draw plans. Their own filters are noted before the first change. */
function partsOf(map: MapLibre): LayerSpecification[] {
  const before = usual.get(map) ?? new Map<string, FilterSpecification | undefined>();
  usual.set(map, before);
  const parts = map.getStyle().layers.filter((part) => LAYERS.includes(sourceLayer(part) ?? '') && !part.id.startsWith('selected-'));
  for (const part of parts) {
    if (!before.has(part.id)) before.set(part.id, 'filter' in part ? part.filter : undefined);
  }
  return parts;
}
