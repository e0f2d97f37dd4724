// Taking a round along: first the round itself, then the page with its files, then the ground under its meters. A round without the map can be
// walked; a map without the round is worth nothing.

import type { OfficialStyle } from '../../../kit/map/map-style.ts';
import type { Box } from '../../../kit/server/store-layers.ts';
import { drop } from '../offline/caches.ts';
import { endWorker, keepGround, keepPage } from '../offline/package.ts';
import { cacheOfRound } from '../offline/shell.ts';
import type { Book } from './book.ts';
import type { KeptRound } from './shelf.ts';
import type { Walk } from './wire.ts';

/** Around the outermost meters, in degrees: a block of houses. */
const AROUND = 0.0015;

export interface Taking {
  book: Book;
  walk: Walk;
  who: string;
  look: string;
  official: OfficialStyle | undefined;
}

/** True if the ground is on the phone, too. Refused if the round or the page is not. */
export async function takeRound({ book, walk, who, look, official }: Taking, told: (done: number, all: number) => void): Promise<boolean> {
  await book.keepRound({ network: walk.network, round: walk.round, walk, at: new Date().toISOString(), who });
  // The page stays as long as there is a cache of a round, be it without tiles.
  await caches.open(cacheOfRound(walk.network, walk.round));
  await keepPage(look, official, told);
  const box = boxOf(walk);
  if (!box) return false;
  return keepGround(cacheOfRound(walk.network, walk.round), box, official, told).catch(() => false);
}

/** Of the round nothing stays; readings that wait are not part of it. */
export async function leaveRound(book: Book, kept: KeptRound): Promise<void> {
  await book.dropRound(kept);
  if (await drop(cacheOfRound(kept.network, kept.round))) await endWorker();
}

function boxOf({ meters }: Walk): Box | undefined {
  const places = meters.flatMap(({ at }) => (at ? [at] : []));
  if (places.length === 0) return undefined;
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  return [Math.min(...lons) - AROUND, Math.min(...lats) - AROUND, Math.max(...lons) + AROUND, Math.max(...lats) + AROUND];
}
