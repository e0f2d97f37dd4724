// The answer as a neighbour would say it: what most of the parcel is for, what the rest is, and what nobody has planned; first by the plans that
// say what may be built. Whole per cents; the exact numbers stand below.

import texts from 'virtual:catalogue/planning/public';
import { evened, writePercent } from '../../kit/page/numbers.ts';
import { learn, say } from '../../kit/page/text.ts';
import type { Look } from '../../kit/extract/functions.ts';
import { plainly } from '../../kit/extract/functions.ts';
import type { Extract, Part, Plan } from '../../kit/extract/wire.ts';
import { percent, planName, squareMetres, word } from '../../kit/extract/words.ts';

learn(texts);

type Looks = (of: string | null) => Look;

/** From here on a share is all of it, to whoever does not count square metres. */
const ALL = 99.5;
/** Shares that are named one by one; the rest is told together. */
const MOST_NAMED = 4;

/** Plans of these kinds say what may be built; of one place only one of them does (Luật Quy hoạch đô thị và nông thôn, 47/2024/QH15). */
const OF_BUILDING: readonly (string | null)[] = ['urban', 'rural', 'functional_area'];

/** A sentence a plan that decides here: of plans that say what may be built, and of those that hold beside them. */
export interface Plainly {
  first: string[];
  beside: string[];
}

/** Where no plan says what may be built, all stand beside each other. */
export function plainSentences(extract: Extract, looks: Looks): Plainly {
  const deciding = extract.plans.filter(({ governs }) => governs);
  const kinds = new Set(deciding.map(({ kind }) => kind));
  const told = (plans: readonly Plan[]) =>
    plans.map((plan) => {
      const isAlone = deciding.filter(({ kind }) => kind === plan.kind).length === 1;
      return `${opening(plan, isAlone, kinds.size > 1)}${shares(plan, looks)}`;
    });
  const isFirst = ({ kind }: Plan) => OF_BUILDING.includes(kind);
  return { first: told(deciding.filter(isFirst)), beside: told(deciding.filter((plan) => !isFirst(plan))) };
}

/** What the functions on the parcel mean, each once: which part of the parcel that is, by the first plan that says so. */
export function meanings({ plans }: Extract): string[] {
  const deciding = plans.filter(({ governs }) => governs);
  const told = new Map<string, string>();
  for (const plan of deciding) {
    const sums = new Map<string, Part>();
    for (const { function: use, area_m2, percent } of plan.zones) {
      const means = plainly(use);
      if (means === undefined) continue;
      const before = sums.get(means);
      // A sum of rounded areas is no more than all of it.
      sums.set(means, { area_m2: Math.min(plan.covers.area_m2, (before?.area_m2 ?? 0) + area_m2), percent: Math.min(100, (before?.percent ?? 0) + percent) });
    }
    for (const [means, part] of sums) {
      if (!told.has(means)) told.set(means, meaning(means, part, plan, deciding.length > 1));
    }
  }
  return [...told.values()];
}

function meaning(means: string, { area_m2: area, percent: ofPlan }: Part, plan: Plan, isNamed: boolean): string {
  const { area_m2, percent: covered } = plan.covers;
  // Of the parcel: what a plan says of shares is of what it covers. Where that is all, its shares are those below.
  const parcel = covered > 0 ? (area_m2 * 100) / covered : 0;
  const ofParcel = covered >= 99.995 ? ofPlan : parcel > 0 ? (area / parcel) * 100 : 0;
  const part = { amount: squareMetres(hundredths(area)), share: percent(ofParcel) };
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
  const rest = others.slice(0, MOST_NAMED - 1).map((part) => say('web-public-share', { share: written(part), use: part.name }));
  const left = others.slice(MOST_NAMED - 1).reduce((sum, { percent, whole }) => ({ percent: sum.percent + percent, whole: sum.whole + whole }), { percent: 0, whole: 0 });
  if (left.percent > 0) rest.push(say('web-public-rest', { share: written(left) }));
  const sentence = first.percent >= 50 ? `web-public-most-${whole}` : `web-public-many-${whole}`;
  return say(sentence, { share: written(first), use: first.name, rest: rest.join(', ') });
}

/** A share, and the whole per cent it is written as. */
interface Share {
  name: string;
  percent: number;
  whole: number;
}

/** Zones of one function are one share to whoever lives there; what has no zone is a share, too. */
function merged({ zones, uncovered }: Plan, looks: Looks): Share[] {
  const sums = new Map<string, number>();
  const add = (name: string, percent: number) => sums.set(name, (sums.get(name) ?? 0) + percent);
  for (const zone of zones) add(inSentence(looks(zone.function).name), zone.percent);
  if (uncovered.percent >= 0.5) add(say('web-public-uncovered'), uncovered.percent);
  const parts = [...sums].map(([name, percent]) => ({ name, percent })).sort((a, b) => b.percent - a.percent);
  const wholes = evened(parts.map(({ percent }) => percent), 1);
  return parts.map((part, at) => ({ ...part, whole: wholes[at] as number }));
}

/** Small at its beginning within a sentence; a code stays as it is. Land is called so where its name does not say it. */
function inSentence(name: string): string {
  const [first = '', second = ''] = name;
  if (name === '') return say('web-public-no-function');
  const use = second === second.toLowerCase() ? first.toLowerCase() + name.slice(1) : name;
  return /^(đất|sông|hồ|nhóm đất)/.test(use) ? use : say('web-public-land', { use });
}

function written({ percent, whole }: Omit<Share, 'name'>): string {
  return share(percent < 1 ? percent : whole);
}

function share(percent: number): string {
  return percent > 0 && percent < 1 ? say('web-public-under-one') : writePercent(percent / 100);
}
