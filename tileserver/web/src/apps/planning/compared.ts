// Two extracts of a parcel, plan by plan and zone by zone, and whether they say the same.

import type { Plan } from '../../kit/extract/wire.ts';
import type { Look } from '../../kit/extract/functions.ts';
import { amount, planName, word } from '../../kit/extract/words.ts';
import { say } from '../../kit/page/text.ts';

export interface Row {
  what: string;
  /** Absent where there is nothing on that day. */
  a?: string;
  b?: string;
  differs: boolean;
  /** Whether the plan is there on that day, but decides nothing: not decided yet, or over. */
  idle: [boolean, boolean];
}

export interface Compared {
  name: string;
  rows: Row[];
}

/** Every plan of either day, those of the first in its order before those only the second has. */
export function compared(first: readonly Plan[], second: readonly Plan[], looks: (of: string | null) => Look): Compared[] {
  const ids = [...new Set([...first, ...second].map(({ plan_id }) => plan_id))];
  return ids.flatMap((id) => {
    const [a, b] = [first, second].map((plans) => plans.find(({ plan_id }) => plan_id === id));
    const plan = a ?? b;
    return plan ? [{ name: planName(plan), rows: rowsOf(a, b, looks) }] : [];
  });
}

function rowsOf(a: Plan | undefined, b: Plan | undefined, looks: (of: string | null) => Look): Row[] {
  const zones = [...new Set([...(a?.zones ?? []), ...(b?.zones ?? [])].map(({ zone_id }) => zone_id))];
  const zoneOf = (plan: Plan | undefined, id: number) => (isIdle(plan) ? undefined : plan?.zones.find(({ zone_id }) => zone_id === id));
  const idle: [boolean, boolean] = [isIdle(a), isIdle(b)];
  const row = (what: string, left: string | undefined, right: string | undefined): Row => ({ what, a: left, b: right, differs: left !== right, idle });
  return [
    row(say('web-compare-state'), a && word('law', a.law_state), b && word('law', b.law_state)),
    row(say('web-compare-governs'), a?.governs ? amount(a.governs) : undefined, b?.governs ? amount(b.governs) : undefined),
    ...zones.map((id) => {
      const [in_a, in_b] = [zoneOf(a, id), zoneOf(b, id)];
      const zone = in_a ?? in_b;
      const what = [zone?.sign, looks(zone?.function ?? null).name].filter(Boolean).join(' ');
      return row(what, in_a && amount(in_a), in_b && amount(in_b));
    }),
    row(say('web-compare-uncovered'), uncovered(a), uncovered(b)),
  ].filter(({ a: left, b: right }) => left !== undefined || right !== undefined);
}

function uncovered(plan: Plan | undefined): string | undefined {
  return plan && !isIdle(plan) && plan.uncovered.area_m2 > 0 ? amount(plan.uncovered) : undefined;
}

/** What is not decided yet, or over, has no share of the parcel on that day. */
function isIdle(plan: Plan | undefined): boolean {
  return plan !== undefined && (plan.folded || plan.law_state === 'not_yet_decided');
}
