// What the browser keeps for the page without a line: the page itself once, and for each network the tiles of the area that was taken
// along, so that one goes without another.

import { CACHE, cacheOf, isCacheOfOurs } from './shell.ts';

/** Questions that are under way at once. */
const AT_ONCE = 6;

/** Asks for something that is to be kept. */
export type Fetch = (url: string) => Promise<Response>;

/** Fetches all into one cache; how many bytes they are. What is in it of another time and not wanted any more goes once all is there. */
export async function fill(name: string, urls: readonly string[], fetch: Fetch, told: () => void): Promise<number> {
  const cache = await caches.open(name);
  const left = [...urls];
  let bytes = 0;
  const fetchSome = async (): Promise<void> => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) {
      const answer = await fetch(url);
      if (!answer.ok) throw new TypeError(`${url}: ${answer.status}`);
      bytes += (await answer.clone().blob()).size;
      await cache.put(url, answer);
      told();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchSome)).catch((trouble: unknown) => {
    left.length = 0;
    throw trouble;
  });
  const wanted = new Set(urls);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  return bytes;
}

/** Drops the tiles of a network, and the page with the last one; true if it was the last. `others` are still on the device. */
export async function empty(network: string, others: readonly string[]): Promise<boolean> {
  return drop(cacheOf(network), others.every((other) => other === network));
}

/** Drops one cache, and the page if nothing else of ours is left that needs it; true if nothing is. */
export async function drop(name: string, isAlone = true): Promise<boolean> {
  await caches.delete(name);
  const isLast = isAlone && !(await caches.keys()).some((other) => other !== CACHE && isCacheOfOurs(other));
  if (isLast) await caches.delete(CACHE);
  return isLast;
}
