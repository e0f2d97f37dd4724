// Which plans the map draws. A register keeps what has had its time, and what is still discussed: drawn over one another, they would hide what
// is in force.

import type { ExpressionSpecification, FilterSpecification, Map as MapLibre } from 'maplibre-gl';
import { sourceLayer } from '../map/drawing-order.ts';

/** Layers of the plan register, and what of their rows says of which plan they are and how it stands. */
const LAYERS = ['plan_zones', 'plan_boundaries'];
const [PLAN, STATE] = ['quy_hoach', 'trang_thai'];

/** States in which a plan decides nothing any more. */
export const PAST: readonly string[] = ['replaced', 'expired', 'annulled', 'discarded'];
/** And those in which it decides nothing yet. */
export const NOT_IN_FORCE: readonly string[] = [...PAST, 'draft', 'consultation', 'appraisal', 'approved', 'suspended'];

const usual = new WeakMap<MapLibre, Map<string, FilterSpecification | undefined>>();

/** Hides plans in these states, but for one that somebody wants to see. */
export function hidePlans(map: MapLibre, states: readonly string[], but?: number): void {
  const before = usual.get(map) ?? new Map<string, FilterSpecification | undefined>();
  usual.set(map, before);
  const stands = ['!', ['in', ['coalesce', ['get', STATE], ''], ['literal', states]]] as ExpressionSpecification;
  const shown = but === undefined ? stands : (['any', stands, ['==', ['get', PLAN], but]] as ExpressionSpecification);
  for (const part of map.getStyle().layers) {
    if (!LAYERS.includes(sourceLayer(part) ?? '') || part.id.startsWith('selected-')) continue;
    if (!before.has(part.id)) before.set(part.id, 'filter' in part ? part.filter : undefined);
    const own = before.get(part.id);
    map.setFilter(part.id, own === undefined ? shown : (['all', own, shown] as FilterSpecification));
  }
}
