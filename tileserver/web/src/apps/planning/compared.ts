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
  const zoneOf = (plan: Plan | undefined, id: number) => plan?.zones.find(({ zone_id }) => zone_id === id);
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
  return plan && plan.uncovered.area_m2 > 0 ? amount(plan.uncovered) : undefined;
}

function row(what: string, a: string | undefined, b: string | undefined): Row {
  return { what, a, b, differs: a !== b };
}
