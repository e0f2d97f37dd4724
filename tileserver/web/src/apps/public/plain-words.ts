// The answer as a neighbour would say it: what most of the parcel is for, what the rest is, and what nobody has planned. Whole per cents;
// the exact numbers stand below.

import texts from 'virtual:catalogue/planning/public';
import { writePercent } from '../../kit/page/numbers.ts';
import { learn, say } from '../../kit/page/text.ts';
import type { Look } from '../../kit/extract/functions.ts';
import { plainly } from '../../kit/extract/functions.ts';
import type { Extract, Plan } from '../../kit/extract/wire.ts';
import { percent, planName, squareMetres, word } from '../../kit/extract/words.ts';

learn(texts);

type Looks = (of: string | null) => Look;

/** From here on a share is all of it, to whoever does not count square metres. */
const ALL = 99.5;
/** Shares that are named one by one; the rest is told together. */
const MOST_NAMED = 4;

/** One sentence a plan that decides here. */
export function plainSentences(extract: Extract, looks: Looks): string[] {
  const deciding = extract.plans.filter(({ governs }) => governs);
  const kinds = new Set(deciding.map(({ kind }) => kind));
  return deciding.map((plan) => {
    const isAlone = deciding.filter(({ kind }) => kind === plan.kind).length === 1;
    return `${opening(plan, isAlone, kinds.size > 1)}${shares(plan, looks)}`;
  });
}

/** What the functions on the parcel mean, each once: which part of the parcel that is, by the first plan that says so. */
export function meanings({ plans }: Extract): string[] {
  const deciding = plans.filter(({ governs }) => governs);
  const told = new Map<string, string>();
  for (const plan of deciding) {
    const sums = new Map<string, number>();
    for (const { function: use, area_m2 } of plan.zones) {
      const means = plainly(use);
      // A sum of rounded areas is no more than all of it.
      if (means !== undefined) sums.set(means, Math.min(plan.covers.area_m2, (sums.get(means) ?? 0) + area_m2));
    }
    for (const [means, area] of sums) {
      if (!told.has(means)) told.set(means, meaning(means, area, plan, deciding.length > 1));
    }
  }
  return [...told.values()];
}

function meaning(means: string, area: number, plan: Plan, isNamed: boolean): string {
  const { area_m2, percent: covered } = plan.covers;
  // Of the parcel: what a plan says of shares is of what it covers.
  const parcel = covered > 0 ? (area_m2 * 100) / covered : 0;
  const part = { amount: squareMetres(hundredths(area)), share: percent(parcel > 0 ? (area / parcel) * 100 : 0) };
  const sentence = say(`web-extract-means-${means}`, part);
  return isNamed ? `${sentence} ${say('web-extract-means-by', { plan: planName(plan) })}` : sentence;
}

/** As the server rounds areas: sums of them have more digits. */
function hundredths(area: number): number {
  return Math.round(area * 100) / 100;
}

/** The plan is named where more than one has something to say. */
function opening(plan: Plan, isAlone: boolean, hasKinds: boolean): string {
  if (!isAlone && plan.governs) return `${say('web-public-by-plan', { plan: planName(plan), share: share(plan.governs.percent) })} `;
  return hasKinds && plan.kind ? `${say('web-public-by-kind', { kind: word('kind', plan.kind) })} ` : '';
}

function shares(plan: Plan, looks: Looks): string {
  const parts = merged(plan, looks);
  const [first, ...others] = parts;
  const whole = plan.covers.percent >= ALL ? 'parcel' : 'part';
  if (!first) return say('web-public-no-zone');
  if (first.percent >= ALL) return say(`web-public-all-${whole}`, { use: first.name });
  const rest = others.slice(0, MOST_NAMED - 1).map(({ name, percent }) => say('web-public-share', { share: share(percent), use: name }));
  const left = others.slice(MOST_NAMED - 1).reduce((sum, { percent }) => sum + percent, 0);
  if (left > 0) rest.push(say('web-public-rest', { share: share(left) }));
  const sentence = first.percent >= 50 ? `web-public-most-${whole}` : `web-public-many-${whole}`;
  return say(sentence, { share: share(first.percent), use: first.name, rest: rest.join(', ') });
}

/** Zones of one function are one share to whoever lives there; what has no zone is a share, too. */
function merged({ zones, uncovered }: Plan, looks: Looks): { name: string; percent: number }[] {
  const sums = new Map<string, number>();
  const add = (name: string, percent: number) => sums.set(name, (sums.get(name) ?? 0) + percent);
  for (const zone of zones) add(inSentence(looks(zone.function).name), zone.percent);
  if (uncovered.percent >= 0.5) add(say('web-public-uncovered'), uncovered.percent);
  return [...sums].map(([name, percent]) => ({ name, percent })).sort((a, b) => b.percent - a.percent);
}

/** Small at its beginning within a sentence; a code stays as it is. Land is called so where its name does not say it. */
function inSentence(name: string): string {
  const [first = '', second = ''] = name;
  if (name === '') return say('web-public-no-function');
  const use = second === second.toLowerCase() ? first.toLowerCase() + name.slice(1) : name;
  return /^(đất|sông|hồ|nhóm đất)/.test(use) ? use : say('web-public-land', { use });
}

function share(percent: number): string {
  return percent > 0 && percent < 1 ? say('web-public-under-one') : writePercent(percent / 100);
}
