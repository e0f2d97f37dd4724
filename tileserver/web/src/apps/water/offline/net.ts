// Who meets whom, as the server's tracer has it: pieces of edges and nodes are *elements*, pieces first; a *contact* is the end of a piece
// at a node, twice the piece and one more for its last end. Devices stand on contacts, whichever way they are placed. Pure.

import { STATE, type NetworkGraph, type Way } from './graph.ts';

/** Nearer than a millimetre to an end of its edge, a device stands at that end. */
const NEAREST_M = 0.001;

export interface Piece {
  edge: number;
  /** First and last node. */
  nodes: [number, number];
  length_m: number;
  /** Metres from the edge's first node to where it begins. */
  from_m: number;
}

export class Net {
  readonly pieces: Piece[] = [];
  /** The first piece of each edge, and one past the last piece. */
  readonly firsts: number[] = [];
  /** Contacts of each node, ascending. */
  readonly contacts: number[][];
  /** Devices on a contact, and contacts of a device. */
  readonly devicesOn = new Map<number, number[]>();
  readonly contactsOf: number[][] = [];
  /** The element a device stands on; undefined for one that stands nowhere. */
  readonly elementOf: (number | undefined)[] = [];

  constructor(readonly graph: NetworkGraph) {
    const { edges, nodes, devices } = graph;
    const cuts = this.cuts();
    let places = nodes.ids.length;
    edges.ids.forEach((_, edge) => {
      this.firsts.push(this.pieces.length);
      let [first, behind] = [edges.from[edge] as number, 0];
      for (const measure of cuts.get(edge) ?? []) {
        this.pieces.push({ edge, nodes: [first, places], length_m: measure - behind, from_m: behind });
        [first, behind] = [places, measure];
        places += 1;
      }
      this.pieces.push({ edge, nodes: [first, edges.to[edge] as number], length_m: this.lengthOf(edge) - behind, from_m: behind });
    });
    this.firsts.push(this.pieces.length);
    this.contacts = Array.from({ length: places }, () => []);
    this.pieces.forEach(({ nodes: ends }, piece) => ends.forEach((node, end) => this.contacts[node]?.push(piece * 2 + end)));
    devices.ids.forEach((_, device) => this.place(device));
  }

  get elements(): number {
    return this.pieces.length + this.contacts.length;
  }

  element(node: number): number {
    return this.pieces.length + node;
  }

  piecesOf(edge: number): [number, number] {
    return [this.firsts[edge] ?? 0, this.firsts[edge + 1] ?? 0];
  }

  /** The piece of an edge at so many metres from its first node. */
  pieceAt(edge: number, measure_m: number): number | undefined {
    const [first, end] = this.piecesOf(edge);
    for (let piece = first; piece < end; piece += 1) {
      const { from_m, length_m } = this.pieces[piece] as Piece;
      if (measure_m < from_m + length_m) return piece;
    }
    return end > first ? end - 1 : undefined;
  }

  /** Each contact of an element with the element beyond it. */
  beyond(element: number, found: (contact: number, beyond: number) => void): void {
    const node = element - this.pieces.length;
    if (node >= 0) for (const contact of this.contacts[node] ?? []) found(contact, contact >> 1);
    else {
      const [first, last] = (this.pieces[element] as Piece).nodes;
      // A file of another program may name a node that it has not.
      if (first >= 0) found(element * 2, this.element(first));
      if (last >= 0) found(element * 2 + 1, this.element(last));
    }
  }

  lengthOf(edge: number): number {
    const length = this.graph.edges.length_m[edge];
    return length !== undefined && Number.isFinite(length) ? Math.max(0, length) : 0;
  }

  /** The element of a place; of the end of an edge, its piece there. */
  elementAt(edge: number, node: number, measure_m: number): number | undefined {
    if (edge >= 0 && node >= 0) {
      const end = this.endOf(edge, node);
      return end === undefined ? undefined : end >> 1;
    }
    if (edge >= 0) return this.pieceAt(edge, measure_m);
    return node >= 0 && node < this.graph.nodes.ids.length ? this.element(node) : undefined;
  }

  /** Where devices that can be closed stand within edges, ascending, each place once. */
  private cuts(): Map<number, number[]> {
    const { devices } = this.graph;
    const cuts = new Map<number, number[]>();
    devices.kind.forEach((kind, device) => {
      const [edge, measure] = [devices.edge[device] ?? -1, devices.measure_m[device] ?? 0];
      const isAlong = kind === 'closable' && edge >= 0 && (devices.node[device] ?? -1) < 0;
      if (isAlong && this.isWithin(edge, measure)) cuts.set(edge, [...(cuts.get(edge) ?? []), measure]);
    });
    for (const [edge, measures] of cuts) {
      const kept: number[] = [];
      for (const measure of measures.sort((a, b) => a - b)) if (measure - (kept.at(-1) ?? -1) >= NEAREST_M) kept.push(measure);
      cuts.set(edge, kept);
    }
    return cuts;
  }

  private isWithin(edge: number, measure_m: number): boolean {
    return measure_m >= NEAREST_M && this.lengthOf(edge) - measure_m >= NEAREST_M;
  }

  private place(device: number): void {
    const { devices } = this.graph;
    const [edge, node, measure] = [devices.edge[device] ?? -1, devices.node[device] ?? -1, devices.measure_m[device] ?? 0];
    const element = this.elementAt(edge, node, measure);
    this.elementOf.push(element);
    const isClosable = devices.kind[device] === 'closable' && element !== undefined;
    const contacts = isClosable ? this.closes(edge, node, measure, element) : [];
    this.contactsOf.push(contacts);
    for (const contact of contacts) this.devicesOn.set(contact, [...(this.devicesOn.get(contact) ?? []), device]);
  }

  /** The contacts somebody closes who closes a device there. */
  private closes(edge: number, node: number, measure_m: number, element: number): number[] {
    if (edge >= 0 && node >= 0) {
      const end = this.endOf(edge, node);
      return end === undefined ? [] : [end];
    }
    if (edge >= 0) return [this.within(edge, measure_m, element)];
    const all = this.contacts[node] ?? [];
    // Between two pipes one side is enough.
    return all.length <= 2 ? all.slice(0, 1) : [...all];
  }

  /** The contact of a device within an edge, or at the end it is nearest to. */
  private within(edge: number, measure_m: number, piece: number): number {
    const [first, end] = this.piecesOf(edge);
    if (!this.isWithin(edge, measure_m)) return measure_m * 2 < this.lengthOf(edge) ? first * 2 : (end - 1) * 2 + 1;
    const { from_m, length_m } = this.pieces[piece] as Piece;
    const isFirst = measure_m - from_m < length_m / 2;
    return piece * 2 + (!isFirst || piece === first ? 1 : 0);
  }

  /** The contact of an edge's end at a node; where both ends meet it, the first. */
  private endOf(edge: number, node: number): number | undefined {
    const [first, end] = this.piecesOf(edge);
    return [first * 2, (end - 1) * 2 + 1].find((contact) => this.pieces[contact >> 1]?.nodes[contact % 2] === node);
  }
}

/** Holds what flows back, as it stands or once somebody has turned it. */
export function isBarrier(state: number): boolean {
  return blocks(state) || (state & (STATE.closed | STATE.stuck | STATE.buried)) === 0;
}

/** Nothing gets through as it stands. */
export function blocks(state: number): boolean {
  return (state & STATE.closed) !== 0 && (state & STATE.leaks) === 0;
}

/** True if water gets from a node into the first (or last) end of an edge. */
export function enters(way: Way, end: number): boolean {
  return way === 'both' || (way === 'forward' && end === 0) || (way === 'backward' && end === 1);
}

/** True if water gets out there. */
export function leaves(way: Way, end: number): boolean {
  return way === 'both' || (way === 'forward' && end === 1) || (way === 'backward' && end === 0);
}
