// The same answer as the server's, from the network kept on the device. Names of customers are not on the device: they are counted.

import { say } from '../../../kit/page/text.ts';
import { placesOf } from '../case/asking.ts';
import type { Burst, BurstTold, Isolation, Part, Place, Valve } from '../case/wire.ts';
import { STATE, type NetworkGraph } from './graph.ts';
import { isolate, type BurstAt, type Isolated } from './isolation.ts';
import { edgesNear, stretch } from './near.ts';
import type { Net, Piece } from './net.ts';
import '../texts.ts';

/** As many as the server tells. */
const MOST_CANDIDATES = 10;

/** Nothing if the burst is not in the network. Valves that were named and are not in it are told. */
export function answered(net: Net, burst: Burst, inoperable: readonly string[]): Isolation | undefined {
  const { graph } = net;
  const places = placesOf(burst).map((place) => placed(net, place));
  const [found, ...more] = places;
  const failed = inoperable.map((id) => graph.devices.ids.indexOf(id)).filter((device) => device >= 0);
  if (!found || !more.every((place) => place !== undefined)) return undefined;
  const isolated = isolate(net, { burst: found.at, more: more.map(({ at }) => at), inoperable: failed, isAware: true });
  if (!isolated) return undefined;
  const names = (devices: readonly number[]) => devices.map((device) => graph.devices.ids[device] ?? '').sort();
  const [segment, unintended] = [part(net, isolated.segment), part(net, isolated.unintended)];
  return {
    network: graph.network,
    on_device: true,
    data_revision: graph.data_revision,
    graph: graph.graph,
    mode: 'aware',
    burst: found.told,
    ...(more.length > 0 ? { bursts: [found, ...more].map(({ told }) => told) } : {}),
    segment,
    boundary_valves: names(isolated.boundaryValves),
    valves_to_close: names(isolated.valvesToClose),
    valves: isolated.boundaryValves.map((device) => valve(graph, device, isolated)),
    unintended,
    sources_inside: isolated.sourcesInside.map((node) => graph.nodes.ids[node] ?? '').sort(),
    customers: customers(net, isolated),
    hydrants: names(hydrants(net, isolated)),
    hints: isolated.valvesToOpen.map(({ open, closeFirst }) => hint(graph.devices.ids[open] ?? '', names(closeFirst))),
    warnings: [...warnings(net, isolated), ...unknownValves(inoperable.filter((id) => !graph.devices.ids.includes(id)))],
  };
}

function hint(valve: string, first: string[]): Isolation['hints'][number] {
  const text = first.length === 0 ? say('web-water-hint-open', { valve }) : say('web-water-hint-close-first', { valve, first: first.join(', ') });
  return { code: 'open', valve, close_first: first, text };
}

/** Where the burst is in the graph, and what is said of it. */
function placed({ graph }: Net, { edge, along_m, node, device, at, within_m }: Place): { at: BurstAt; told: BurstTold } | undefined {
  const place = (ids: readonly string[], id: string) => ids.indexOf(id);
  if (edge !== undefined) {
    const found = place(graph.edges.ids, edge);
    if (found < 0) return undefined;
    const course = graph.edges.course[found] ?? [];
    const share = along_m === undefined ? 0.5 : along_m / (graph.edges.length_m[found] || 1);
    const on = stretch(course, 0, Math.min(share, 0.999_999)).at(-1) ?? course[0];
    const told = { edge, ...(on ? { at: on } : {}) };
    return along_m === undefined ? { at: { edge: found }, told } : { at: { edge: found, measure_m: along_m }, told: { ...told, along_m } };
  }
  if (node !== undefined) {
    const found = place(graph.nodes.ids, node);
    return found < 0 ? undefined : { at: { node: found }, told: { node } };
  }
  if (device !== undefined) {
    const found = place(graph.devices.ids, device);
    return found < 0 ? undefined : { at: { device: found }, told: { device } };
  }
  const near = at ? edgesNear(graph, at, within_m ?? 20).slice(0, MOST_CANDIDATES) : [];
  const [first] = near;
  if (!first) return undefined;
  const candidates = near.map(({ edge: each, distance_m }) => ({
    edge: graph.edges.ids[each] ?? '',
    distance_m,
    diameter_mm: graph.edges.diameter_mm[each] || null,
    material: null,
    year: null,
  }));
  const measure_m = first.share * (graph.edges.length_m[first.edge] ?? 0);
  return { at: { edge: first.edge, measure_m }, told: { edge: candidates[0]?.edge ?? '', at: first.at, candidates } };
}

function part(net: Net, elements: readonly number[]): Part {
  const { graph } = net;
  const pieces = elements.filter((element) => element < net.pieces.length).map((piece) => net.pieces[piece] as Piece);
  const nodes = elements.map((element) => element - net.pieces.length).filter((node) => node >= 0 && node < graph.nodes.ids.length);
  const volume = ({ edge, length_m }: Piece) => (Math.PI * ((graph.edges.diameter_mm[edge] ?? 0) / 1000) ** 2 * length_m) / 4;
  const coordinates = pieces.map(({ edge, from_m, length_m }) => {
    const [whole, course] = [net.lengthOf(edge), graph.edges.course[edge] ?? []];
    return whole > 0 ? stretch(course, from_m / whole, (from_m + length_m) / whole) : course;
  });
  return {
    edges: [...new Set(pieces.map(({ edge }) => graph.edges.ids[edge] ?? ''))].sort(),
    nodes: nodes.map((node) => graph.nodes.ids[node] ?? '').sort(),
    length_m: pieces.reduce((sum, { length_m }) => sum + length_m, 0),
    volume_m3: pieces.reduce((sum, piece) => sum + volume(piece), 0),
    geometry: { type: 'MultiLineString', coordinates: coordinates.filter(({ length }) => length > 1) },
  };
}

function valve(graph: NetworkGraph, device: number, { valvesToClose }: Isolated): Valve {
  const state = graph.devices.state[device] ?? 0;
  return {
    id: graph.devices.ids[device] ?? '',
    position: state & STATE.closed ? 'closed' : 'open',
    operable: !(state & STATE.stuck),
    accessible: !(state & STATE.buried),
    tight: !(state & STATE.leaks),
    close: valvesToClose.includes(device),
    keep_closed: (state & STATE.closed) !== 0 && !valvesToClose.includes(device),
    at: graph.devices.at[device] ?? null,
  };
}

/** Customers of a pipe that valves part are shared among its pieces by length, for where along it they are is not on the device. Who depends
 *  on water more than others is not on it either. */
function customers(net: Net, { segment, unintended, isWet }: Isolated): Isolation['customers'] {
  const { customers: hung } = net.graph;
  const [direct, besides] = [new Set(segment), new Set(unintended)];
  const lotOf = (element: number) => (!isWet(element) ? undefined : direct.has(element) ? 'direct' : besides.has(element) ? 'unintended' : undefined);
  const told = { direct: 0, unintended: 0, is_about: false, critical_count: null, critical: [] };
  hung.count.forEach((count, at) => {
    const shares = sharesOf(net, hung.edge[at] ?? -1, hung.node[at] ?? -1, count);
    const lots = shares.map(({ element }) => lotOf(element));
    told.is_about ||= new Set(lots).size > 1;
    shares.forEach((share, place) => {
      const lot = lots[place];
      if (lot !== undefined) told[lot] += share.count;
    });
  });
  return told;
}

/** Customers of an edge, or of a node, by element; whole people, all of them. */
function sharesOf(net: Net, edge: number, node: number, count: number): { element: number; count: number }[] {
  const [first, end] = edge < 0 ? [0, 0] : net.piecesOf(edge);
  if (end - first < 2) {
    const element = net.elementAt(edge, edge < 0 ? node : -1, 0);
    return element === undefined ? [] : [{ element, count }];
  }
  const whole = net.lengthOf(edge);
  // What lies before the end of each piece, rounded, so that nobody is lost and nobody is counted twice.
  const before = (piece: number) => {
    const { from_m } = net.pieces[piece] as Piece;
    return Math.round((count * from_m) / whole);
  };
  const pieces = Array.from({ length: end - first }, (_, place) => first + place);
  return pieces.map((piece) => ({ element: piece, count: (piece + 1 < end ? before(piece + 1) : count) - before(piece) }));
}

function hydrants(net: Net, { segment, unintended, isWet }: Isolated): number[] {
  const dry = new Set([...segment, ...unintended]);
  const isDry = (element: number | undefined) => element !== undefined && dry.has(element) && isWet(element);
  return net.graph.devices.kind.flatMap((kind, device) => (kind === 'hydrant' && isDry(net.elementOf[device]) ? [device] : []));
}

function warnings(net: Net, { sourcesInside, wasSupplied, segment }: Isolated): Isolation['warnings'] {
  const { edges, nodes } = net.graph;
  const sources = sourcesInside.map((node) => nodes.ids[node] ?? '').sort().join(', ');
  const isUnknown = segment.some((element) => element < net.pieces.length && !edges.diameter_mm[(net.pieces[element] as Piece).edge]);
  const all: [boolean, string, string][] = [
    [sourcesInside.length > 0, 'source_inside', say('web-water-source-inside', { sources })],
    [!wasSupplied, 'not_supplied', say('web-water-not-supplied')],
    [isUnknown, 'volume_in_part', say('web-water-volume-in-part')],
    [true, 'critical_unknown', say('web-water-critical-unknown')],
  ];
  return all.flatMap(([is, code, text]) => (is ? [{ code, text }] : []));
}

/** The network on the device is older than a valve, or somebody mistook its code: the answer takes it for one that closes. */
function unknownValves(ids: readonly string[]): Isolation['warnings'] {
  if (ids.length === 0) return [];
  return [{ code: 'inoperable_unknown', text: say('web-water-inoperable-unknown', { count: ids.length, valves: [...ids].sort().join(', ') }) }];
}
