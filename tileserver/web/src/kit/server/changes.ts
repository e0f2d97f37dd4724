// Listens for what changes on the server and tells it in handfuls. Knows neither map nor cards.

import { ours } from '../page/base.ts';
import { pauseBefore } from './ask.ts';
import type { Box } from './store-layers.ts';

/** What became of one layer. */
export interface Changed {
  layer: string;
  /** Features that are not what they were; absent if they are many, or nobody knows which. */
  ids?: number[];
  /** What they draw and drew, in degrees. */
  bbox?: Box;
  /** The layer is to be read anew. */
  whole?: boolean;
}

/** `undefined`: nobody knows what was missed. */
export type News = Changed[] | undefined;

/** Changes that come within this time are told together: a map need not be drawn more often. */
const HANDFUL_MS = 200;

/** Listens from now on, for as long as the page is there; `stands` hears the revision of the data, at once and after each change, and `back`
 *  that the server answers again after it did not. */
export function listen(tell: (news: News) => void, stands: (revision: number) => void, back: () => void): void {
  let waiting: Changed[] = [];
  let hasMissed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refusals = 0;
  let isAway = false;
  const soon = () => {
    timer ??= setTimeout(() => {
      const news = hasMissed ? undefined : waiting;
      [waiting, hasMissed, timer] = [[], false, undefined];
      tell(news);
    }, HANDFUL_MS);
  };
  const open = (isAgain: boolean) => {
    const source = new EventSource(ours('/v1/changes'));
    source.addEventListener('changed', ({ data }) => {
      const { layers, revision } = JSON.parse(data as string) as { layers: Changed[]; revision: number };
      waiting.push(...layers);
      stands(revision);
      soon();
    });
    const miss = () => {
      hasMissed = true;
      soon();
    };
    source.addEventListener('reset', miss);
    source.addEventListener('current', ({ data }) => stands((JSON.parse(data as string) as { revision: number }).revision));
    if (isAgain) source.addEventListener('current', miss);
    source.addEventListener('open', () => {
      const isBack = isAway;
      [refusals, isAway] = [0, false];
      if (isBack) back();
    });
    // The browser comes back by itself after a broken connection, but not after a refusal.
    source.addEventListener('error', () => {
      isAway = true;
      if (source.readyState === EventSource.CLOSED) setTimeout(() => open(true), pauseBefore(refusals++));
    });
  };
  open(false);
}
