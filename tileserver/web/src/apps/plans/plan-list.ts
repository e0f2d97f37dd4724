// Which plans of the register are listed, and in which order: those in force first, those that are over last.

import { inOrder } from '../../kit/page/numbers.ts';

/** What a plan is looked for by. */
export interface Listed {
  id: number;
  name?: string | null;
  code?: string | null;
  state?: string | null;
  office?: string | null;
  decision?: string | null;
}

/** Where plans stand, in the order they are listed. */
export const STATES = [
  'published',
  'adjusted',
  'consultation',
  'appraisal',
  'approved',
  'draft',
  'suspended',
  'replaced',
  'expired',
  'annulled',
  'discarded',
] as const;

export interface PlanWish {
  /** Words of its name, code, decision or office, with or without marks. */
  text: string;
  /** One state, or an empty text for all. */
  state: string;
}

/** Plans that are wished for, in order; the newest first among those of one state and name. */
export function listed<P extends Listed>(plans: readonly P[], { text, state }: PlanWish): P[] {
  const words = plainly(text).split(/\s+/).filter((word) => word !== '');
  const fits = (plan: P): boolean => {
    const said = plainly([plan.name, plan.code, plan.decision, plan.office].filter(Boolean).join(' '));
    return (state === '' || plan.state === state) && words.every((word) => said.includes(word));
  };
  return plans.filter(fits).sort((a, b) => rank(a) - rank(b) || inOrder(a.name ?? a.code ?? '', b.name ?? b.code ?? '') || b.id - a.id);
}

function rank({ state }: Listed): number {
  const at = STATES.findIndex((each) => each === state);
  return at < 0 ? STATES.length : at;
}

/** Small letters without marks: people type them as they come. */
function plainly(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
