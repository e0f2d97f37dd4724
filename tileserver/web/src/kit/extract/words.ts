// The words of an extract: how plans, states, levels, lines and numbers are called. Areas are written as the server rounded them.

import texts from 'virtual:catalogue/planning/extract';
import leadTexts from 'virtual:catalogue/planning/lead';
import { writeNumber, writeTenths, writeValue } from '../page/numbers.ts';
import { learn, say, sayIfKnown } from '../page/text.ts';
import type { Conflict, Extract, Indicator, IndicatorName, Parcel, Part, Plan, Zone } from './wire.ts';

learn(texts);
learn(leadTexts);

/** 512,34 m² */
export function squareMetres(area: number): string {
  return `${writeNumber(area)} m²`;
}

/** 44,2% */
export function percent(share: number): string {
  return `${writeTenths(share)}%`;
}

/** Both, the area first. */
export function amount({ area_m2, percent: share }: Part): string {
  return `${squareMetres(area_m2)} · ${percent(share)}`;
}

/** What people call the parcel: by sheet and number, with its ward where that has a name. */
export function parcelName({ keys, id, commune_name: ward }: Parcel): string {
  const { sheet, number, identifier } = keys;
  if (sheet !== null && number !== null) return `${say('web-parcel', { number, sheet })}${ward ? `, ${ward}` : ''}`;
  return say('web-extract-parcel', { key: identifier ?? String(id) });
}

/** Its areas in law and in the grid, and which of them the numbers of the answer are of. */
export function areasOf({ registered_area_m2: registered, grid_area_m2: grid }: Parcel): string {
  const areDifferent = registered !== null && grid !== null && registered !== grid;
  return [
    registered === null ? undefined : say('web-extract-registered', { area: squareMetres(registered) }),
    grid === null ? undefined : say(areDifferent ? 'web-extract-grid-counts' : 'web-extract-grid', { area: squareMetres(grid) }),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** The answer in a line: what most of the parcel is for by the plan that goes first, lots of one function together; or that no plan decides. */
export function headline({ plans, as_of }: Extract, looks: (of: string | null) => { name: string }): string {
  const zones = plans.find(({ governs }) => governs)?.zones ?? [];
  const shares = new Map<string, Part>();
  for (const zone of zones) {
    const name = called(zone.function, looks);
    shares.set(name, sum(shares.get(name), zone));
  }
  const [first, ...others] = [...shares].sort(([, a], [, b]) => b.percent - a.percent);
  if (!first) return say('web-extract-none', { date: writeValue('', as_of) });
  const [name, { area_m2, percent }] = first;
  const most = `${name} · ${amount({ area_m2, percent: Math.min(100, percent) })}`;
  return others.length === 0 ? most : `${most} ${say('web-extract-parts-more', { count: others.length })}`;
}

/** What a function is called; one that nobody noted, too. */
function called(of: string | null, looks: (of: string | null) => { name: string }): string {
  return looks(of).name || say('web-extract-no-function');
}

/** What must be known with the answer: what a road takes and by which decision, and where plans contradict each other. */
export function underHeadline(extract: Extract, looks: (of: string | null) => { name: string }): string[] {
  return [roadTakes(extract), contradiction(extract, looks)].filter((sentence) => sentence !== undefined);
}

function roadTakes({ road, plans }: Extract): string | undefined {
  if (!road || road.area_m2 <= 0) return undefined;
  if (road.ambiguous) return say('web-lead-road-maybe', { amount: ofParcel(road) });
  const { number, date } = plans.find(({ plan_id }) => plan_id === road.plan_id)?.decision ?? {};
  if (!number) return say('web-lead-road', { amount: ofParcel(road) });
  return date
    ? say('web-lead-road-of', { amount: ofParcel(road), number, date: writeValue('', date) })
    : say('web-lead-road-bare', { amount: ofParcel(road), number });
}

/** The largest. */
function contradiction({ conflicts = [] }: Extract, looks: (of: string | null) => { name: string }): string | undefined {
  const [largest] = summed(conflicts.filter(({ verdict }) => verdict === 'conflict')).sort((a, b) => b.area_m2 - a.area_m2);
  if (!largest) return undefined;
  const [first, second] = largest.functions.map((each) => called(each, looks)) as [string, string];
  return say('web-lead-conflict', { first, second, amount: ofParcel(largest) });
}

/** What one sentence says, on all the ground it says it of: a person need not know from zone to zone. */
export function summed(conflicts: readonly Conflict[]): Conflict[] {
  const sums = new Map<string, Conflict>();
  for (const each of conflicts) {
    const key = `${each.verdict} ${each.text}`;
    sums.set(key, { ...each, ...sum(sums.get(key), each) });
  }
  return [...sums.values()];
}

/** Areas are rounded by the server: sums of them have more digits. */
function sum(before: Part | undefined, { area_m2, percent }: Part): Part {
  return { area_m2: Math.round(((before?.area_m2 ?? 0) + area_m2) * 100) / 100, percent: (before?.percent ?? 0) + percent };
}

/** Both within a sentence: 51,2 m² (11,3%). */
function ofParcel({ area_m2, percent: share }: Part): string {
  return `${squareMetres(area_m2)} (${percent(share)})`;
}

/** A word of the register, in the reader's; itself if the catalogue does not know it. */
export function word(group: string, of: string | null | undefined): string {
  if (of === null || of === undefined || of === '') return '';
  return sayIfKnown(`web-extract-${group}-${of.replaceAll('_', '-')}`) ?? of;
}

export function planName({ name, code, plan_id }: Plan): string {
  return name ?? code ?? say('web-extract-plan', { id: plan_id });
}

/** Level, kind and how it stands. */
export function planStanding(plan: Plan): string {
  const state = plan.status === 'consultation' ? word('status', plan.status) : word('law', plan.law_state);
  return [word('kind', plan.kind), word('level', plan.level), state].filter((part) => part !== '').join(' · ');
}

/** The decision it rests on, and since when it is in force. */
export function planDecision({ decision: { number, date, issuer }, from, until }: Plan): string {
  const decided = number === null ? say('web-extract-undecided') : say(date === null ? 'web-decision' : 'web-decision-of', { number, date: writeValue('', date) });
  return [
    decided,
    issuer ?? undefined,
    from === null ? undefined : say('web-extract-from', { date: writeValue('', from) }),
    until === null ? undefined : say('web-extract-until', { date: writeValue('', until) }),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Why this plan goes before the others, with its share of the parcel. */
export function whyItGoverns({ governs, level }: Plan): string {
  if (!governs) return '';
  const where = governs.percent >= 99.995 ? say('web-extract-governs-all') : say('web-extract-governs-part', { amount: amount(governs) });
  const why = governs.reason === 'level' ? say('web-extract-why-level', { level: word('level', level) || '–' }) : word('why', governs.reason);
  return `${where} ${why}`;
}

const INDICATORS: readonly [IndicatorName, string][] = [
  ['density_percent', '%'],
  ['storeys', ''],
  ['far', ''],
  ['height_m', 'm'],
];

/** The limits of a zone as its plan writes them, with their units. */
export function limitsOf({ indicators }: Zone): { name: string; text: string; isUnclear: boolean }[] {
  return INDICATORS.flatMap(([name, unit]) => {
    const found = indicators[name];
    if (!found) return [];
    return [{ name: word('limit', name), text: withUnit(found, unit), isUnclear: found.certainty === 'unreadable' }];
  });
}

/** Plans write some units themselves: "40-60 %", "3–5 tầng". */
function withUnit({ text, certainty }: Indicator, unit: string): string {
  const isBare = /^[\d\s.,<>≤≥=~–—-]+$/.test(text);
  return certainty === 'read' && isBare && unit !== '' ? (unit === '%' ? `${text}%` : `${text} ${unit}`) : text;
}
