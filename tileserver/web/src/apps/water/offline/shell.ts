// What a page without a line is made of, and under which names it is kept. Read by the page, which keeps it, and by the worker, which
// answers with it. Pure.

/** The cache of the browser with the page and its files. Another number if what lies in it is not understood any more. */
export const CACHE = 'diaban-water-1';

/** The cache with the tiles of a network. */
export function cacheOf(network: string): string {
  return `${CACHE}/${encodeURIComponent(network)}`;
}

/** The cache with the ground of a round of meters. */
export function cacheOfRound(network: string, round: string): string {
  return `${cacheOf(network)}/${encodeURIComponent(round)}`;
}

/** True of caches of ours: the page's, those of networks and of rounds. */
export function isCacheOfOurs(name: string): boolean {
  return name === CACHE || name.startsWith(`${CACHE}/`);
}

/** Where the page of the app is. */
export const PAGE = '/apps/water';

/** What may be kept: the page, its files, styles, what layers there are, their tiles; nothing that tells of people. */
const KEPT = [/^\/assets\//, /^\/apps\/water-[\w-]+\.mjs$/, /^\/favicon/, /^\/collections$/, /^\/xyz\//, /^\/styles\//, /^\/v1\/networks$/];

/** The name something is kept under, whoever asks and in whatever language; nothing if it is not kept at all. `base` is the path below
 *  which the world sees the server. */
export function keyOf(url: URL, base: string): string | undefined {
  if (!url.pathname.startsWith(`${base}/`)) return undefined;
  const path = url.pathname.slice(base.length);
  // What follows the page is read by its scripts.
  if (path === PAGE) return base + PAGE;
  return KEPT.some((kind) => kind.test(path)) ? url.pathname + url.search : undefined;
}

/** True of files that never change under their name. */
export function isLasting(key: string): boolean {
  return /\/assets\/|\.mjs$/.test(key);
}
