// Taking an area along: the page with its files, the map's style and letters, the tiles of what is in view, and the network as data. Always
// as everybody sees it, whoever is signed in: a device is lost, and read by the next one.

import { composeStyle, type Composed, type OfficialStyle } from '../../../kit/map/map-style.ts';
import { tilesUnder } from '../../../kit/map/tiles-under.ts';
import { ours } from '../../../kit/page/base.ts';
import { language } from '../../../kit/page/text.ts';
import { askAsAnybody } from '../../../kit/server/ask.ts';
import { publishedLayers, type Box } from '../../../kit/server/store-layers.ts';
import { fill } from '../../../kit/viewer/shell/caches.ts';
import { beginWorker, canAnswer, pageFiles, whole } from '../../../kit/viewer/shell/keeping.ts';
import { networkPath } from '../case/asking.ts';
import { withNetwork } from '../map/network-look.ts';
import { empty } from './caches.ts';
import { columnsOf, type WireGraph } from './graph.ts';
import { allKept, forget, keep, type Area } from './kept.ts';
import { CACHE, cacheOf, PAGE, SHELL } from './shell.ts';

/** A district at every zoom; a province would fill a telephone. */
export const MOST_TILES = 3000;

export interface Wish {
  network: string;
  /** What is in view. */
  box: Box;
  /** How the map looks. */
  look: string;
  official: OfficialStyle | undefined;
  /** Who may operate the network, once that is known. */
  who: () => string | undefined;
}

/** True where a browser lets pages keep something and answer without a line: over https, or on the device itself. */
export function canKeep(): boolean {
  return canAnswer() && 'indexedDB' in window;
}

/** How many tiles an area has; nothing if they are too many to take along. */
export function tilesOf(composed: Composed, box: Box): string[] | undefined {
  const sources = Object.values(composed.style.sources);
  const lists = sources.map((source) => {
    if (source.type !== 'vector') return [];
    const ids = tilesUnder(box, source.minzoom ?? 0, source.maxzoom ?? 16, MOST_TILES);
    return ids?.flatMap(({ z, x, y }) => (source.tiles ?? []).map((tile) => tile.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`)));
  });
  const all = lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  return all && all.length <= MOST_TILES ? [...new Set(all)] : undefined;
}

/** Takes an area along and says how far it is; what was kept of it before makes way once all is there, and of one that was not there before
 *  nothing stays if not all comes. Nothing if it is too large. */
export async function takeAlong(wish: Wish, told: (done: number, all: number) => void): Promise<Area | undefined> {
  const published = await publishedLayers(undefined, askAsAnybody);
  const tiles = tilesOf(composeStyle(published, withNetwork(wish.official)), wish.box);
  if (!tiles) return undefined;
  const before = await allKept('areas');
  try {
    return await takeTiles(wish, tiles, told);
  } catch (trouble) {
    if (!before.some(({ network }) => network === wish.network)) await leaveBehind(wish.network);
    throw trouble;
  }
}

async function takeTiles({ network, look, official, who }: Wish, tiles: readonly string[], told: (done: number, all: number) => void): Promise<Area> {
  const graph = columnsOf(await askAsAnybody<WireGraph>(`${networkPath(network)}/graph?f=json`));
  const [page, ground] = [await pageUrls(look, official), whole(tiles)];
  // It may be asked for before all is there.
  await navigator.storage?.persist?.().catch(() => false);
  let done = 0;
  const count = () => told((done += 1), page.length + ground.length);
  const bytes = (await fill(cacheOf(network), ground, fetchOpen, count)) + (await fill(CACHE, page, fetchOpen, count));
  const operator = who();
  const area: Area = { network, at: new Date().toISOString(), bytes: bytes + JSON.stringify(graph).length, tiles: tiles.length, ...(operator === undefined ? {} : { who: operator }) };
  await keep('graphs', graph);
  await keep('areas', area);
  await beginWorker(SHELL);
  return area;
}

/** The page with its files, so that it opens without a line. */
export async function keepPage(look: string, official: OfficialStyle | undefined, told: (done: number, all: number) => void): Promise<void> {
  const page = await pageUrls(look, official);
  await navigator.storage?.persist?.().catch(() => false);
  let done = 0;
  await fill(CACHE, page, fetchOpen, () => told((done += 1), page.length));
  await beginWorker(SHELL);
}

/** The tiles of a box into a cache of their own; false if they are too many. */
export async function keepGround(cache: string, box: Box, official: OfficialStyle | undefined, told: (done: number, all: number) => void): Promise<boolean> {
  const tiles = tilesOf(composeStyle(await publishedLayers(undefined, askAsAnybody), withNetwork(official)), box);
  if (!tiles) return false;
  let done = 0;
  await fill(cache, whole(tiles), fetchOpen, () => told((done += 1), tiles.length));
  return true;
}

/** Nobody answers for the page any more: nothing is left that it could be opened with. */
export async function endWorker(): Promise<void> {
  const registered = await navigator.serviceWorker.getRegistration(ours(PAGE));
  await registered?.unregister();
}

/** Nothing of it stays on the device but findings that wait. */
export async function leaveBehind(network: string): Promise<void> {
  await forget('areas', network);
  await forget('graphs', network);
  const others = await allKept('areas');
  if (await empty(network, others.map((area) => area.network))) await endWorker();
}

/** All that the page is made of. */
async function pageUrls(look: string, official: OfficialStyle | undefined): Promise<string[]> {
  const pages = [PAGE, '/favicon.svg', '/collections?f=json', '/v1/networks?limit=1000&f=json', `/styles/${look}/style.json`, `/styles/${look}/legend.json`, `/styles/${look}/ground.json`];
  const sprites = official?.sprite === undefined ? [] : ['.json', '.png', '@2x.json', '@2x.png'].map((end) => `${official.sprite}${end}`);
  return whole([...pages.map(ours), ...pageFiles(), ...sprites, ...(await tileJsons())]);
}

/** Where the page will ask which tiles there are. */
async function tileJsons(): Promise<string[]> {
  const { links = [] } = await askAsAnybody<{ links?: { rel: string; href: string; title?: string }[] }>('/collections?f=json');
  return links.filter(({ rel, title }) => rel === 'describedby' && (title === 'TileJSON' || title === 'TileJSON base')).map(({ href }) => ours(new URL(href, location.origin).pathname));
}

/** Asks as anybody. */
function fetchOpen(url: string): Promise<Response> {
  return fetch(url, { credentials: 'omit', headers: { Accept: acceptOf(url), 'Accept-Language': language() } });
}

function acceptOf(url: string): string {
  return new URL(url).pathname === ours(PAGE) ? 'text/html' : /\?f=json$|&f=json$|\.json$/.test(url) ? 'application/json' : '*/*';
}
