// Plans that can be compared, and what is different between two of them: `/v1/plans`, `/v1/plans/{id}/difference`. Areas are the server's.

import type { Feature, FeatureCollection } from 'geojson';
import { linked } from '../../../kit/page/link.ts';
import { ask, whole, type Paged } from '../../../kit/server/ask.ts';
import type { Box } from '../../../kit/server/store-layers.ts';
import type { Compared } from '../../../kit/share/permalink.ts';

/** A plan as the register lists it. */
export interface Listed {
  id: number;
  code?: string | null;
  name?: string | null;
  kind?: string | null;
  level?: string | null;
  state?: string | null;
  decision?: string | null;
  decisionDate?: string | null;
  /** From which day it is in force, and from which day no more. */
  from?: string | null;
  until?: string | null;
  /** `local` replaces only its own boundary. */
  adjustment?: string | null;
  adjusts?: number | null;
  replaces?: number | null;
  zones?: number;
  bbox?: Box | null;
}

/** What became of a piece of ground. */
export type Became = 'added' | 'removed' | 'function' | 'indicators';

export interface ZoneTold {
  zone: number;
  sign?: string | null;
  function?: string | null;
  density?: string | null;
  storeys?: string | null;
  far?: string | null;
  height?: string | null;
}

export interface Piece {
  became: Became;
  before: ZoneTold | null;
  after: ZoneTold | null;
  areaM2: number;
}

export interface PlanTold {
  plan: number;
  code: string | null;
  name: string | null;
  state: string | null;
  zones: number;
  areaM2: number;
  overlappingM2: number;
}

export interface Difference {
  revision: number;
  before: PlanTold;
  after: PlanTold;
  addedM2: number;
  removedM2: number;
  changedM2: number;
  unchangedM2: number;
  functions: { became: Became | 'unchanged'; from: string | null; to: string | null; areaM2: number }[];
  pieces: Piece[];
}

/** The numbers of a difference, and the shapes of its pieces in the same order. */
export interface Found {
  difference: Difference;
  shapes: Feature[];
}

/** All plans with zones that the reader sees. */
export async function comparablePlans(signal: AbortSignal): Promise<Listed[]> {
  type Plans = Paged & { plans: Listed[] };
  const join = (all: Plans, page: Plans): Plans => ({ ...page, plans: [...all.plans, ...page.plans] });
  const list = await whole<Plans>('/v1/plans?limit=1000&f=json', signal, join);
  return (list?.plans ?? []).filter(({ zones }) => (zones ?? 0) > 0);
}

/** What is different. Somebody may edit between two questions: then both are asked once more, and shapes that still belong to another state
 *  of the plans are not shown. */
export async function difference(pair: Compared, signal: AbortSignal): Promise<Found> {
  const once = async (): Promise<Found> => {
    const [told, drawn] = await Promise.all([
      ask<Difference>(differencePath(pair, 'json'), signal),
      ask<FeatureCollection>(differencePath(pair, 'geojson'), signal),
    ]);
    return { difference: told, shapes: drawn.features };
  };
  const first = await once();
  const found = isOne(first) ? first : await once();
  return isOne(found) ? found : { ...found, shapes: [] };
}

export function differenceLink(pair: Compared, format: 'json' | 'geojson'): string {
  return linked(differencePath(pair, format));
}

function differencePath({ before, after }: Compared, format: string): string {
  return `/v1/plans/${before}/difference?with=${after}&f=${format}`;
}

/** Whether numbers and shapes tell of the same pieces. */
function isOne({ difference: { pieces }, shapes }: Found): boolean {
  return pieces.length === shapes.length && pieces.every(({ areaM2 }, at) => shapes[at]?.properties?.['area_m2'] === areaM2);
}

/** What a plan came from, the nearest first, and other plans of its kind on the same ground. */
export function candidates(of: Listed | undefined, plans: readonly Listed[]): { before: Listed[]; others: Listed[] } {
  if (!of) return { before: [], others: [] };
  const before: Listed[] = [];
  const next = [of];
  for (const { adjusts, replaces } of next) {
    for (const id of [adjusts, replaces]) {
      const found = plans.find((plan) => plan.id === id);
      if (!found || found.id === of.id || before.includes(found)) continue;
      before.push(found);
      next.push(found);
    }
  }
  const isNear = ({ level }: Listed) => (level === of.level ? 0 : 1);
  const others = plans.filter((plan) => plan.id !== of.id && !before.includes(plan) && plan.kind === of.kind && touch(plan.bbox, of.bbox));
  return { before, others: others.sort((a, b) => isNear(a) - isNear(b) || (b.decisionDate ?? '').localeCompare(a.decisionDate ?? '')) };
}

/** Whether the later plan replaces the earlier one in its own boundary only. */
export function isLocal({ before, after }: Compared, plans: readonly Listed[]): boolean {
  const later = plans.find(({ id }) => id === after);
  return later?.adjustment === 'local' && candidates(later, plans).before.some(({ id }) => id === before);
}

function touch(a: Box | null | undefined, b: Box | null | undefined): boolean {
  return !a || !b || (a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]);
}
