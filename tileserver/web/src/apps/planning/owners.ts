// Which plan a zone, a line or a boundary belongs to, by name and with how that plan stands: several of one sign may lie at one place.

import texts from 'virtual:catalogue/planning/register#web-plans-state';
import type { OwnerOf } from '../../kit/place/feature-words.ts';
import { learn, sayIfKnown } from '../../kit/page/text.ts';
import { whole, type Paged } from '../../kit/server/ask.ts';

learn(texts);

interface Listed {
  id: number;
  name?: string | null;
  code?: string | null;
  state?: string | null;
}

/** The plans the reader sees; none if they cannot be asked for: then features have their numbers. */
export async function planOwners(): Promise<OwnerOf> {
  type Plans = Paged & { plans: Listed[] };
  const join = (all: Plans, page: Plans): Plans => ({ ...page, plans: [...all.plans, ...page.plans] });
  const list = await whole<Plans>('/v1/plans?limit=1000&f=json', new AbortController().signal, join).catch(() => undefined);
  const plans = new Map(list?.plans.map((plan) => [plan.id, plan]));
  return (layer, named) => {
    const plan = layer?.subject?.startsWith('planning/') && typeof named === 'number' ? plans.get(named) : undefined;
    const name = plan?.name ?? plan?.code;
    return plan && name ? { name, state: sayIfKnown(`web-plans-state-${plan.state}`) ?? '' } : undefined;
  };
}
