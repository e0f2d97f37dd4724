// What the page of the water app keeps for when there is no line, and under which names. Pure.

import { isCacheOf, shellOf } from '../../../kit/viewer/shell/names.ts';

/** The page, its files, styles, what layers there are, their tiles; nothing that tells of people. */
export const SHELL = shellOf('water', /^\/collections$/, /^\/xyz\//, /^\/styles\//, /^\/v1\/networks$/);

/** The cache of the browser with the page and its files. */
export const CACHE = SHELL.cache;

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
  return isCacheOf(SHELL, name);
}

/** Where the page of the app is. */
export const PAGE = SHELL.page;
