// Isolates a burst as the server does, by the same definitions: the segment is all that hangs together with the burst without passing a
// barrier; boundary valves have one side in it; those of them are to be closed that are open and have water beyond; what was supplied, lies
// outside and has no source left goes dry unintentionally. Pure.

import { STATE } from './graph.ts';
import { blocks, enters, isBarrier, leaves, type Net } from './net.ts';

/** Where it burst, by places in the graph's columns. */
export type BurstAt = { edge: number } | { node: number } | { device: number } | { edge: number; measure_m: number };

export interface Question {
  burst: BurstAt;
  /** What burst besides, and is isolated with it. */
  more?: readonly BurstAt[];
  /** Devices that cannot be closed, whatever the graph says. */
  inoperable: readonly number[];
  /** Pipes that are shut, check valves and pumps are heeded. */
  isAware: boolean;
}

/** Places in the graph's columns; elements of the net. Lists ascend. */
export interface Isolated {
  segment: number[];
  unintended: number[];
  boundaryValves: number[];
  valvesToClose: number[];
  /** Closed valves by which what goes dry unintentionally could be fed again. */
  valvesToOpen: Feeding[];
  sourcesInside: number[];
  wasSupplied: boolean;
  /** True of elements that are supplied as the network stands. */
  isWet(element: number): boolean;
}

/** A closed valve that would feed again what lies behind it. */
export interface Feeding {
  open: number;
  /** Boundary valves that need no closing as long as what lies behind them is dry: closed before, or water comes back to the burst that way. */
  closeFirst: number[];
}

/** Nothing if the burst is not in the network. */
export function isolate(net: Net, question: Question): Isolated | undefined {
  const tracer = new Tracer(net, question);
  const starts = [question.burst, ...(question.more ?? [])].map((burst) => tracer.starts(burst));
  return starts.every((each) => each !== undefined) ? tracer.answer(starts.flat()) : undefined;
}

class Tracer {
  /** Of each device, as the question has it. */
  private readonly states: number[];

  constructor(
    private readonly net: Net,
    private readonly question: Question,
  ) {
    this.states = [...net.graph.devices.state];
    const burst = [question.burst, ...(question.more ?? [])].flatMap((each) => ('device' in each ? [each.device] : []));
    for (const device of [...question.inoperable, ...burst]) this.states[device] = (this.states[device] ?? 0) | STATE.stuck | STATE.leaks;
  }

  starts(burst: BurstAt): number[] | undefined {
    const { net } = this;
    if ('node' in burst) return burst.node < net.graph.nodes.ids.length ? [net.element(burst.node)] : undefined;
    if ('measure_m' in burst) {
      const piece = net.pieceAt(burst.edge, burst.measure_m);
      return piece === undefined ? undefined : [piece];
    }
    if ('edge' in burst) {
      const [first, end] = net.piecesOf(burst.edge);
      return end > first ? Array.from({ length: end - first }, (_, at) => first + at) : undefined;
    }
    const own = net.elementOf[burst.device];
    const elements = [...(net.contactsOf[burst.device] ?? []).map((contact) => contact >> 1), ...(own === undefined ? [] : [own])];
    return elements.length > 0 ? elements : undefined;
  }

  answer(starts: number[]): Isolated {
    const { net } = this;
    const inside = this.flood(starts, (contact) => this.holding(contact) === undefined);
    const sources = net.graph.nodes.sources.map((node) => net.element(node));
    const wet = this.supplied(sources, () => false);
    const outside = sources.filter((source) => !inside[source]);
    const fed = (shut: ReadonlySet<number>) => this.supplied(outside, (element) => inside[element] === 1, shut);
    const wetUnclosed = fed(new Set());
    const numbers = (is: (element: number) => boolean) => Array.from({ length: net.elements }, (_, at) => at).filter(is);
    const segment = numbers((element) => inside[element] === 1);
    const around = this.around(segment, (element) => inside[element] === 1);
    const open = ([device, beyond]: [number, number]) => !((this.states[device] ?? 0) & STATE.closed) && wetUnclosed[beyond] === 1;
    const valvesToClose = once(around.filter(open).map(([device]) => device));
    const elsewhere = this.shutElsewhere(valvesToClose, inside);
    const wetAfter = elsewhere.size > 0 ? fed(elsewhere) : wetUnclosed;
    const unintended = numbers((element) => wet[element] === 1 && wetAfter[element] === 0 && inside[element] === 0);
    return {
      segment,
      unintended,
      boundaryValves: once(around.map(([device]) => device)),
      valvesToClose,
      valvesToOpen: this.feedingBack(unintended, inside, wetAfter),
      sourcesInside: net.graph.nodes.sources.filter((node) => inside[net.element(node)] === 1),
      wasSupplied: segment.some((element) => wet[element] === 1),
      isWet: (element) => wet[element] === 1,
    };
  }

  /** Marks all that is reached by contacts that let through. */
  private flood(starts: readonly number[], passes: (contact: number, from: number) => boolean, isCut: (element: number) => boolean = () => false): Uint8Array {
    const marks = new Uint8Array(this.net.elements);
    const reached: number[] = [];
    const reach = (element: number) => {
      if (marks[element] || isCut(element)) return;
      marks[element] = 1;
      reached.push(element);
    };
    starts.forEach(reach);
    for (let next = 0; next < reached.length; next += 1) {
      const element = reached[next] as number;
      this.net.beyond(element, (contact, beyond) => {
        if (passes(contact, element)) reach(beyond);
      });
    }
    return marks;
  }

  private supplied(sources: readonly number[], isCut: (element: number) => boolean, shut: ReadonlySet<number> = new Set()): Uint8Array {
    const { net, question } = this;
    const lets = (contact: number, from: number): boolean => {
      if (shut.has(contact) || this.isBlocked(contact)) return false;
      const way = net.graph.edges.way[net.pieces[contact >> 1]?.edge ?? -1] ?? 'both';
      return !question.isAware || (from >= net.pieces.length ? enters : leaves)(way, contact % 2);
    };
    return this.flood(sources, lets, isCut);
  }

  private isBlocked(contact: number): boolean {
    return (this.net.devicesOn.get(contact) ?? []).some((device) => blocks(this.states[device] ?? 0));
  }

  /** Contacts that devices shut which have no side in the segment: a device where more than two pipes meet parts all of them. */
  private shutElsewhere(devices: readonly number[], inside: Uint8Array): Set<number> {
    const { net } = this;
    const isElsewhere = (contact: number) => {
      const node = net.pieces[contact >> 1]?.nodes[contact % 2] ?? -1;
      return inside[contact >> 1] !== 1 && (node < 0 || inside[net.element(node)] !== 1);
    };
    return new Set(devices.flatMap((device) => net.contactsOf[device] ?? []).filter(isElsewhere));
  }

  /** The device that is to be closed at a contact: one that is closed, or else the first that can be; none if the contact is no barrier. */
  private holding(contact: number): number | undefined {
    const holding = (this.net.devicesOn.get(contact) ?? []).filter((device) => isBarrier(this.states[device] ?? 0));
    return holding.find((device) => (this.states[device] ?? 0) & STATE.closed) ?? holding[0];
  }

  /** Devices with one side in a part, each with the element on the other side. */
  private around(part: readonly number[], isIn: (element: number) => boolean): [number, number][] {
    const found: [number, number][] = [];
    for (const element of part) {
      this.net.beyond(element, (contact, beyond) => {
        const device = isIn(beyond) ? undefined : this.holding(contact);
        if (device !== undefined) found.push([device, beyond]);
      });
    }
    return found;
  }

  /** Closed devices between what goes dry unintentionally and what stays supplied, each with what is to be closed before it is opened. */
  private feedingBack(dry: readonly number[], inside: Uint8Array, wetAfter: Uint8Array): Feeding[] {
    const isDry = new Set(dry);
    // By device: the first element it would feed.
    const found = new Map<number, number>();
    for (const element of dry) {
      this.net.beyond(element, (contact, beyond) => {
        if (isDry.has(beyond) || wetAfter[beyond] !== 1 || !this.isBlocked(contact)) return;
        for (const device of this.net.devicesOn.get(contact) ?? []) {
          const isGood = ((this.states[device] ?? 0) & (STATE.closed | STATE.stuck | STATE.buried)) === STATE.closed;
          if (isGood && !found.has(device)) found.set(device, element);
        }
      });
    }
    const waysBack = (element: number) => this.waysBack(element, isDry, inside);
    return once([...found.keys()]).map((open) => ({ open, closeFirst: waysBack(found.get(open) as number) }));
  }

  /** Open devices between the segment and what hangs together with a dry element outside it. */
  private waysBack(from: number, isDry: ReadonlySet<number>, inside: Uint8Array): number[] {
    const [reached, seen, ways] = [[from], new Set([from]), [] as number[]];
    for (let next = 0; next < reached.length; next += 1) {
      this.net.beyond(reached[next] as number, (contact, beyond) => {
        if (this.isBlocked(contact)) return;
        if (inside[beyond] === 1) {
          const device = this.holding(contact);
          if (device !== undefined) ways.push(device);
        } else if (isDry.has(beyond) && !seen.has(beyond)) {
          seen.add(beyond);
          reached.push(beyond);
        }
      });
    }
    return once(ways);
  }
}

function once(devices: readonly number[]): number[] {
  return [...new Set(devices)].sort((a, b) => a - b);
}
