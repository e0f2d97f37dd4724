// Colours for layers and classes nobody has chosen a colour for: a hue for each family of classes, lighter and deeper for its
// members, patterns when these run out. Light enough for dark letters at half strength. The same values get the same looks;
// a value that has one keeps it.

import { inOrder } from '../page/numbers.ts';
import { apart, asDeuteranope, colourOf, hueOf, labOf } from './oklch.ts';
import { familyOf, hueOfKnown } from './families.ts';
import { PATTERNS, type Pattern } from './patterns.ts';

/** How a class is painted. */
export interface Look {
  colour: string;
  /** Drawn over the colour. */
  pattern?: Pattern;
}

/** Two classes without a pattern between them are at least so far apart in OKLab. */
export const APART = 0.05;
/** And two of one family so far for who does not see green. */
export const APART_IN_FAMILY = 0.05;

const LAYER_COLOURS = ['#2f6f9f', '#b5651d', '#4f7f3a', '#8c4a8c', '#a34242', '#2a8c82', '#7a6a2f', '#5a5fa8'];
/** Lightness and chroma of a family's members, light before deep. */
const STEPS: readonly [number, number][] = [[0.9, 0.075], [0.81, 0.12], [0.72, 0.15], [0.63, 0.15]];
/** Which of them a small family takes, so that its members lie far apart. */
const OF_FEW: Record<number, readonly number[]> = { 1: [1, 2, 0, 3], 2: [0, 2, 1, 3], 3: [0, 1, 2, 3] };
/** Families that lie beside each other on the wheel are not of one lightness, either. */
const UNEVEN = 0.045;
/** The hue of the first family nobody knows. */
const FIRST_HUE = 55;

export function layerColour(position: number): string {
  return LAYER_COLOURS[position % LAYER_COLOURS.length] as string;
}

/** Looks for values that have none yet, beside those that are taken. `isArea`: patterns can be drawn. */
export function looksFor(values: readonly string[], taken: ReadonlyMap<string, Look>, isArea: boolean): Map<string, Look> {
  const fresh = [...new Set(values)].filter((value) => !taken.has(value)).sort(inOrder);
  const family = families([...taken.keys(), ...fresh]);
  const all = new Map(taken);
  const hues = new Map<string, number>();
  for (const [value, { colour }] of taken) if (!hues.has(family(value))) hues.set(family(value), hueOfKnown(family(value)) ?? hueOf(colour));
  // Known families have their hue before others look for a free one.
  const inTurn = [...new Set(fresh.map(family))].sort((a, b) => Number(hueOfKnown(b) !== undefined) - Number(hueOfKnown(a) !== undefined));
  for (const name of inTurn) {
    const hue = hues.get(name) ?? hueOfKnown(name) ?? widest([...hues.values()]);
    hues.set(name, hue);
    const members = fresh.filter((value) => family(value) === name);
    for (const value of members) all.set(value, fitting(value, hue, members.length, all, family, isArea));
  }
  return new Map(fresh.map((value) => [value, all.get(value) as Look]));
}

/** Where all values are of one large family, each stands for itself: shades of one hue would say nothing. */
function families(values: readonly string[]): (value: string) => string {
  const names = new Set(values.map(familyOf));
  return names.size === 1 && values.length > STEPS.length ? (value) => value : familyOf;
}

/** The first look that is told apart from all there are; failing that, the one farthest from the next. */
function fitting(value: string, hue: number, size: number, taken: ReadonlyMap<string, Look>, family: (value: string) => string, isArea: boolean): Look {
  const rivals = [...taken].map(([other, look]) => ({ look, lab: labOf(look.colour), seen: asDeuteranope(look.colour), isKin: family(other) === family(value) }));
  let best: { look: Look; room: number } | undefined;
  for (const look of candidates(hue, size, isArea)) {
    const [lab, seen] = [labOf(look.colour), asDeuteranope(look.colour)];
    const like = rivals.filter((rival) => rival.look.pattern === look.pattern);
    const room = Math.min(1, ...like.map((rival) => Math.min(apart(lab, rival.lab) / APART, rival.isKin ? apart(seen, rival.seen) / APART_IN_FAMILY : 1)));
    if (room >= 1) return look;
    if (!best || room > best.room) best = { look, room };
  }
  return best?.look ?? { colour: colourOf(0.8, 0.1, hue) };
}

function* candidates(hue: number, size: number, isArea: boolean): Generator<Look> {
  const lift = Math.round(hue / 22.5) % 2 === 0 ? 0 : UNEVEN;
  const order = OF_FEW[size] ?? [0, 1, 2, 3];
  for (const pattern of isArea ? [undefined, ...PATTERNS] : [undefined]) {
    for (const step of order) {
      const [lightness, chroma] = STEPS[step] as [number, number];
      yield { colour: colourOf(lightness - lift, chroma, hue), ...(pattern ? { pattern } : {}) };
    }
  }
}

/** The middle of the widest gap between hues. */
function widest(hues: readonly number[]): number {
  const sorted = [...hues].sort((a, b) => a - b);
  if (sorted.length === 0) return FIRST_HUE;
  const gaps = sorted.map((from, at) => ({ from, gap: ((sorted[at + 1] ?? (sorted[0] as number) + 360) - from + 360) % 360 || 360 }));
  const { from, gap } = gaps.reduce((most, each) => (each.gap > most.gap + 0.5 ? each : most));
  return (from + gap / 2) % 360;
}
