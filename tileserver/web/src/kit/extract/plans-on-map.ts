// Which plans the map draws. A register keeps what has had its time, and what is still discussed: drawn over one another, they would hide what
// is in force.

import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { sourceLayer } from '../map/drawing-order.ts';
import { NOT_YET, OVER } from '../server/row-state.ts';

/** Layers of the plan register, and what of their rows says of which plan they are and how it stands. */
const LAYERS = ['plan_zones', 'plan_boundaries'];
const [PLAN, STATE, LEVEL] = ['quy_hoach', 'trang_thai', 'cap_do'];

/** States in which a plan decides nothing: any more, or yet. */
export const NOT_IN_FORCE: readonly string[] = [...OVER, ...NOT_YET];

const NOTHING = ['==', ['literal', 1], 0] as FilterSpecification;

const usual = new WeakMap<MapLibre, Map<string, FilterSpecification | undefined>>();

/** Draws one plan alone, in full whatever its level and state: the style leaves the general plan to those beneath it. */
export function drawAlone(map: MapLibre, plan: number): void {
  for (const part of partsOf(map)) map.setFilter(part.id, alone(part, plan));
}

/** The filter with which a part of the style draws one plan and nothing else. */
export function alone(part: LayerSpecification, plan: number): FilterSpecification {
  const isHatch = 'paint' in part && part.paint && 'fill-pattern' in part.paint;
  return isHatch ? NOTHING : (['all', ['!', ['has', 'merged']], ['==', ['get', PLAN], plan]] as FilterSpecification);
}

/** Draws these plans as the style draws what is in force; those a day had, say. A general plan is drawn only if it may lie `bare`. */
export function drawThese(map: MapLibre, plans: readonly number[], bare: boolean): void {
  for (const part of partsOf(map)) map.setFilter(part.id, asInForce(usual.get(map)?.get(part.id), plans, bare));
}

/** A filter of the style with these plans in the place of those in force today. What is drawn of others, or of all at once, is left out. */
export function asInForce(own: FilterSpecification | undefined, plans: readonly number[], bare: boolean): FilterSpecification {
  const these = ['in', ['get', PLAN], ['literal', plans]];
  const replaced = own === undefined ? these : instead(own, these, bare);
  return ['all', ['!', ['has', 'merged']], ...(JSON.stringify(replaced).includes(`"${PLAN}"`) ? [replaced] : [NOTHING])] as FilterSpecification;
}

/** What asks for the state of plans in force asks whether it is one of these; for another state, nothing. */
function instead(clause: unknown, these: unknown, bare: boolean): unknown {
  if (!Array.isArray(clause)) return clause;
  const [name, of, wanted] = clause as unknown[];
  const asked = Array.isArray(of) && of[0] === 'get' ? of[1] : undefined;
  if (name === '!' && Array.isArray(of) && JSON.stringify(of).includes(`"${STATE}"`)) return NOTHING;
  if (asked === STATE) return JSON.stringify(wanted).includes('"published"') ? these : NOTHING;
  // Where nothing lies over the general plan, it is what there was.
  if (asked === LEVEL && bare && name === 'in') return ['in', of, ['literal', (wanted as [string, string[]])[1].filter((level) => level !== 'general')]];
  if (asked === LEVEL && bare && wanted === 'general') return NOTHING;
  return clause.map((part) => instead(part, these, bare) as unknown);
}

/** Where a style has a register's layers as parts, the same as on a map that is drawn. */
export function ofRegister(part: LayerSpecification): boolean {
  return LAYERS.includes(sourceLayer(part) ?? '');
}

/** Hides plans in these states, but for one that somebody wants to see. */
export function hidePlans(map: MapLibre, states: readonly string[], but?: number): void {
  for (const part of partsOf(map)) map.setFilter(part.id, hiding(usual.get(map)?.get(part.id), states, but));
}

/** A filter of the style that leaves out plans in these states, but for one. */
export function hiding(own: FilterSpecification | undefined, states: readonly string[], but?: number): FilterSpecification {
  const stands = ['!', ['in', ['coalesce', ['get', STATE], ''], ['literal', states]]] as ExpressionSpecification;
  const shown = but === undefined ? stands : (['any', stands, ['==', ['get', PLAN], but]] as ExpressionSpecification);
  return (own === undefined ? shown : ['all', own, shown]) as FilterSpecification;
}

/** The parts of the style that draw plans. Their own filters are noted before the first change. */
function partsOf(map: MapLibre): LayerSpecification[] {
  const before = usual.get(map) ?? new Map<string, FilterSpecification | undefined>();
  usual.set(map, before);
  const parts = map.getStyle().layers.filter((part) => ofRegister(part) && !part.id.startsWith('selected-'));
  for (const part of parts) {
    if (!before.has(part.id)) before.set(part.id, 'filter' in part ? part.filter : undefined);
  }
  return parts;
}
