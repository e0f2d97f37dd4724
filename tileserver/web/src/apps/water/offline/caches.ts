// Caches of networks and rounds go one without another; the page goes with the last of them.

import { CACHE, cacheOf, isCacheOfOurs } from './shell.ts';

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
