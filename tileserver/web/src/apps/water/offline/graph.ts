// A network as data, as it is kept on the device, so that a burst is worked out without a line: in columns, for a hundred thousand pipes are
// searched on a phone. Only what everybody may see: customers are numbers.

import type { Degrees } from '../case/wire.ts';

/** `GET /v1/networks/{network}/graph` */
export interface WireGraph {
  network: string;
  revision: number;
  graph: string;
  /** When it was told, RFC 3339. */
  as_of: string;
  nodes: { id: string; source: boolean; customers: number }[];
  edges: {
    id: string;
    from: string;
    to: string;
    passing: 'both' | 'forward' | 'backward' | 'closed';
    length_m: number;
    /** 0 if unknown. */
    diameter_mm: number;
    customers: number;
    course: Degrees[][];
  }[];
  devices: {
    id: string;
    kind: 'closable' | 'hydrant' | 'other';
    edge: string | null;
    /** Alone, or the end of its edge. */
    node: string | null;
    measure_m: number | null;
    closed: boolean;
    operable: boolean;
    accessible: boolean;
    tight: boolean;
    at: Degrees | null;
  }[];
}

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
    way: Way[];
    length_m: number[];
    /** 0 if nobody knows. */
    diameter_mm: number[];
    course: Degrees[][];
  };
  devices: {
    ids: string[];
    kind: Kind[];
    /** The place of its edge in `edges.ids`, of its node in `nodes.ids`; −1 for none. With both it stands at that end of the edge. */
    edge: number[];
    node: number[];
    /** Metres from the first node of its edge, of who stands along one; 0 otherwise. */
    measure_m: number[];
    /** Flags of `STATE`, added up. */
    state: number[];
    at: (Degrees | null)[];
  };
  /** How many customers hang on an edge or, without one, on a node. Those of an edge are somewhere along it. */
  customers: { edge: number[]; node: number[]; count: number[] };
}

export type Kind = WireGraph['devices'][number]['kind'];
export type Way = WireGraph['edges'][number]['passing'];
export const STATE = { closed: 1, stuck: 2, buried: 4, leaks: 8 } as const;

export function columnsOf({ network, revision, graph, as_of, nodes, edges, devices }: WireGraph): NetworkGraph {
  const [nodeAt, edgeAt] = [placesOf(nodes), placesOf(edges)];
  const place = (places: ReadonlyMap<string, number>, id: string | null) => (id === null ? -1 : (places.get(id) ?? -1));
  const hung = [...edges.map(({ customers }, edge) => ({ edge, node: -1, customers })), ...nodes.map(({ customers }, node) => ({ edge: -1, node, customers }))];
  const some = hung.filter(({ customers }) => customers > 0);
  return {
    network, data_revision: revision, read_at: as_of, graph,
    nodes: { ids: nodes.map(({ id }) => id), sources: nodes.flatMap(({ source }, node) => (source ? [node] : [])) },
    edges: {
      ids: edges.map(({ id }) => id),
      from: edges.map(({ from }) => place(nodeAt, from)),
      to: edges.map(({ to }) => place(nodeAt, to)),
      way: edges.map(({ passing }) => passing),
      length_m: edges.map(({ length_m }) => length_m),
      diameter_mm: edges.map(({ diameter_mm }) => diameter_mm),
      course: edges.map(({ course }) => course.flat()),
    },
    devices: {
      ids: devices.map(({ id }) => id),
      kind: devices.map(({ kind }) => kind),
      edge: devices.map(({ edge }) => place(edgeAt, edge)),
      node: devices.map(({ node }) => place(nodeAt, node)),
      measure_m: devices.map(({ measure_m }) => measure_m ?? 0),
      state: devices.map(stateOf),
      at: devices.map(({ at }) => at),
    },
    customers: { edge: some.map(({ edge }) => edge), node: some.map(({ node }) => node), count: some.map(({ customers }) => customers) },
  };
}

/** The flags of what is not as it should be. */
export function stateOf({ closed, operable, accessible, tight }: { closed: boolean; operable: boolean; accessible: boolean; tight: boolean }): number {
  return (closed ? STATE.closed : 0) | (operable ? 0 : STATE.stuck) | (accessible ? 0 : STATE.buried) | (tight ? 0 : STATE.leaks);
}

/** Of several with one id the first is meant, as on the server. */
function placesOf(rows: readonly { id: string }[]): Map<string, number> {
  const places = new Map<string, number>();
  rows.forEach(({ id }, at) => places.has(id) || places.set(id, at));
  return places;
}
