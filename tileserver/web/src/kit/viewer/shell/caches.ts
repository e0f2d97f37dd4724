// Fills a cache of the browser with what a page without a line needs.

/** Questions that are under way at once. */
const AT_ONCE = 6;

/** Asks for something that is to be kept. */
export type Fetch = (url: string) => Promise<Response>;

/** Fetches all into one cache; how many bytes were fetched. What is in it of another time and not wanted any more goes once all is there.
 *  `isGood` says of what lies in it already that it need not be fetched again. */
export async function fill(name: string, urls: readonly string[], fetch: Fetch, told: () => void, isGood: (url: string) => boolean = () => false): Promise<number> {
  const cache = await caches.open(name);
  const left = [...urls];
  let bytes = 0;
  const fetchSome = async (): Promise<void> => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) {
      if (isGood(url) && (await cache.match(url, { ignoreVary: true }))) continue;
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
