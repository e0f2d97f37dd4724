// Computed zones: `GET /v1/networks/{network}/zones`.

import { ask } from '../../../kit/server/ask.ts';
import { networkPath } from '../case/asking.ts';
import type { Degrees } from '../case/wire.ts';

export interface Zone {
  /** `pressure_zone`, `dma`, `sector`. */
  kind: string;
  id: string;
  name: string | null;
  edges: string[];
  length_m: number;
  customers: number;
  /** A source reaches it. */
  supplied: boolean;
  controllers: string[];
  /** Controllers its row names and the network has not. */
  unknown_controllers: string[];
  /** Closed devices that part it from its neighbours. */
  boundary: string[];
  /** Zones of its kind that nothing parts it from. */
  meets: string[];
  geometry: { type: 'MultiLineString'; coordinates: Degrees[][] };
}

export interface ZoneList {
  network: string;
  revision: number;
  zones: Zone[];
}

export function askZones(network: string, signal: AbortSignal): Promise<ZoneList> {
  return ask<ZoneList>(`${networkPath(network)}/zones?f=json`, signal);
}

/** The kinds there are, each once, in the server's order. */
export function kindsOf(zones: readonly Zone[]): string[] {
  return [...new Set(zones.map(({ kind }) => kind))];
}

/** Zones of a kind, and the first kind for one that is not there. */
export function ofKind(zones: readonly Zone[], wanted: string): Zone[] {
  const kinds = kindsOf(zones);
  const kind = kinds.includes(wanted) ? wanted : kinds[0];
  return zones.filter((zone) => zone.kind === kind);
}
