// What hangs together with a pipe, put together from its pages.

import { say } from '../../kit/page/text.ts';
import { pages, Refused, type Paged } from '../../kit/server/ask.ts';

/** So often a trace begins anew because the network changed between two pages. */
const MOST_BEGINNINGS = 5;

export interface Trace extends Paged {
  /** Pages of one graph belong together. */
  graph: string;
  network: string;
  from: number;
  edges: number[];
  nodes: number[];
  closed: number[];
  layers: { edges: string; nodes: string; closed: string };
}

/** A whole trace, or the one that is known already if its graph is still the same. */
export async function traced(network: string, from: number, signal: AbortSignal, known?: Trace): Promise<Trace> {
  const path = `/v1/networks/${encodeURIComponent(network)}/trace?from=${from}&f=json`;
  for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning += 1) {
    const whole = await begun(path, signal, known);
    if (whole) return whole;
  }
  throw new Refused(say('web-network-unsteady'), 409, undefined);
}

/** All pages; nothing if the network changed between two of them. */
async function begun(path: string, signal: AbortSignal, known?: Trace): Promise<Trace | undefined> {
  let whole: Trace | undefined;
  for await (const page of pages<Trace>(path, signal)) {
    if (known && known.network === page.network && known.from === page.from && known.graph === page.graph) return known;
    if (whole && whole.graph !== page.graph) return undefined;
    whole = whole
      ? { ...page, edges: [...whole.edges, ...page.edges], nodes: [...whole.nodes, ...page.nodes], closed: [...whole.closed, ...page.closed] }
      : page;
  }
  return whole;
}
