// What a page without a line is made of, and under which names it is kept. Read by the page, which keeps it, and by the worker, which answers
// with it. Pure.

/** The page of an app as it stands on the device. */
export interface Shell {
  /** Where the page is. */
  page: string;
  /** The cache of the browser with the page and its files. */
  cache: string;
  /** Paths of what may be kept. */
  kept: readonly RegExp[];
}

/** Another number if what lies in a cache is not understood any more. */
const GENERATION = 1;

/** The page with its files and the signs of the maps; `others` is what an app keeps besides. Nothing that tells of people. */
export function shellOf(app: string, ...others: readonly RegExp[]): Shell {
  const files = [/^\/assets\//, new RegExp(`^/apps/${app}-[\\w-]+\\.mjs$`), /^\/favicon/];
  return { page: `/apps/${app}`, cache: `diaban-${app}-${GENERATION}`, kept: [...files, ...others] };
}

/** True of caches of a shell: that of its page, and those an app has beside it. */
export function isCacheOf({ cache }: Shell, name: string): boolean {
  return name === cache || name.startsWith(`${cache}/`);
}

/** The name something is kept under, whoever asks and in whatever language; nothing if it is not kept at all. `base` is the path below
 *  which the world sees the server. */
export function keyOf({ page, kept }: Shell, url: URL, base: string): string | undefined {
  if (!url.pathname.startsWith(`${base}/`)) return undefined;
  const path = url.pathname.slice(base.length);
  // What follows the page is read by its scripts.
  if (path === page) return base + page;
  return kept.some((kind) => kind.test(path)) ? url.pathname + url.search : undefined;
}

/** True of files that never change under their name. */
export function isLasting(key: string): boolean {
  return /\/assets\/|\.mjs$/.test(key);
}
