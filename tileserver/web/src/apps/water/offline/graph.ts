// A network as data: `GET /v1/networks/{network}/graph`, kept on the device, so that a burst is worked out without a line. In columns,
// for a hundred thousand pipes are read on a phone. Only what everybody may see: customers are numbers.

import type { Degrees } from '../case/wire.ts';

export interface NetworkGraph {
  network: string;
  /** The commit it is true for, and when it was read: RFC 3339. */
  data_revision: number;
  read_at: string;
  /** Which graph it is: the same word as in answers of the server. */
  graph: string;
  nodes: {
    ids: string[];
    /** Places in `ids` of those that feed the network. */
    sources: number[];
  };
  edges: {
    ids: string[];
    /** Places of the first and the last node in `nodes.ids`. */
    from: number[];
    to: number[];
    /** 0 both ways, 1 from the first node to the last only, 2 the other way only, 3 shut. */
    way: number[];
    length_m: number[];
    /** 0 if nobody knows. */
    diameter_mm: number[];
    material: (string | null)[];
    year: (number | null)[];
    /** Longitude and latitude in ten-millionths of a degree, in turn, each but the first two as the step from the one before. */
    course: number[][];
  };
  devices: {
    ids: string[];
    /** 0 anything else, 1 somebody may close it to isolate a part, 2 a hydrant. */
    kind: number[];
    /** The place of its edge in `edges.ids`, of its node in `nodes.ids`; −1 for none. With both it stands at that end of the edge. */
    edge: number[];
    node: number[];
    /** Metres from the first node of its edge, of who stands along one; 0 otherwise. */
    measure_m: number[];
    /** 1 closed, 2 cannot be turned, 4 cannot be reached, 8 does not hold when shut: added up. */
    state: number[];
    /** The commit that last changed it. */
    version: number[];
    /** In ten-millionths of a degree; null for what lies nowhere. */
    at: ([number, number] | null)[];
  };
  /** Customers, those of one stretch between two devices together. */
  connections: {
    edge: number[];
    node: number[];
    measure_m: number[];
    count: number[];
    /** How many of them depend on water more than others. */
    critical: number[];
  };
}

export const KIND = { other: 0, closable: 1, hydrant: 2 } as const;
export const WAY = { both: 0, forward: 1, backward: 2, shut: 3 } as const;
export const STATE = { closed: 1, stuck: 2, buried: 4, leaks: 8 } as const;

const DEGREES = 1e-7;

/** The places of an edge's course. */
export function courseOf({ edges }: NetworkGraph, edge: number): Degrees[] {
  const steps = edges.course[edge] ?? [];
  const course: Degrees[] = [];
  let [east, north] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    east += steps[at] as number;
    north += steps[at + 1] as number;
    course.push([east * DEGREES, north * DEGREES]);
  }
  return course;
}

export function placeOf({ devices }: NetworkGraph, device: number): Degrees | null {
  const at = devices.at[device];
  return at ? [at[0] * DEGREES, at[1] * DEGREES] : null;
}
