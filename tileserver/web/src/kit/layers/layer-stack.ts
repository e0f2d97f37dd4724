// The layers of the map as a reader arranges them: four groups, in each an order and a strength. Pure: what the tree
// shows, the map draws and the link holds comes from here.

import type { GroupName, Legend } from '../symbols/legend.ts';
import type { Kind, StoreLayer } from '../server/store-layers.ts';

/** A layer in its place. */
export interface Row {
  layer: StoreLayer;
  /** 0 hidden, 1 as the style draws it. */
  strength: number;
  /** The strength it comes back with when it is switched on again. */
  kept: number;
  /** Its strength and its place in the group before anybody touched them. */
  usual: { strength: number; place: number };
}

export interface Group {
  name: GroupName;
  /** The topmost first. */
  rows: Row[];
}

export type Stack = readonly Group[];

const GROUPS: readonly GroupName[] = ['land', 'streets', 'networks', 'others'];
const GROUP_OF: Record<Kind, GroupName> = {
  parcel: 'land',
  zone: 'land',
  line: 'streets',
  building: 'streets',
  network: 'networks',
  feature: 'others',
  ward: 'others',
};
/** Within a group, the topmost first. */
const ORDER: readonly Kind[] = ['line', 'building', 'zone', 'parcel', 'network', 'ward', 'feature'];

/** The layers of a store in their usual order, as strong as an app usually shows them, then as a link asks for them. */
export function stackOf(
  layers: readonly StoreLayer[],
  legends: ReadonlyMap<string, Legend>,
  asked: ReadonlyMap<string, number>,
  usually: ReadonlyMap<string, number> = new Map(),
): Stack {
  const group = (layer: StoreLayer) => legends.get(layer.name)?.group ?? GROUP_OF[layer.kind];
  const isPlan = layers.some(({ kind }) => kind === 'parcel' || kind === 'zone');
  // Pipes and cables would hide the plan; whoever looks for them switches them on.
  const strength = (layer: StoreLayer) => usually.get(layer.name) ?? (isPlan && group(layer) === 'networks' ? 0 : 1);
  const inOrder = [...layers].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const usual = GROUPS.map((name) => ({
    name,
    rows: inOrder
      .filter((layer) => group(layer) === name)
      .map((layer, place) => ({ layer, strength: strength(layer), kept: 1, usual: { strength: strength(layer), place } })),
  }));
  return usual.filter(({ rows }) => rows.length > 0).map((found) => ({ ...found, rows: asAsked(found.rows, asked) }));
}

/** What differs from the usual, for the link: named layers share out the places they take, in the order they are named. */
export function asked(stack: Stack): Map<string, number> {
  const changed = stack.flatMap(({ rows }) =>
    rows.filter(({ strength, usual }, place) => strength !== usual.strength || place !== usual.place),
  );
  return new Map(changed.map(({ layer, strength }) => [layer.name, strength]));
}

export function strengths(stack: Stack): Map<string, number> {
  return new Map(stack.flatMap(({ rows }) => rows.map(({ layer, strength }) => [layer.name, strength] as const)));
}

/** All layers, the topmost of the first group first. */
export function rowsOf(stack: Stack): Row[] {
  return stack.flatMap(({ rows }) => rows);
}

/** Some layers as strong as said; 1 stands for what they were before they were switched off. */
export function withStrength(stack: Stack, names: readonly string[], strength: number): Stack {
  return changed(stack, (row) => {
    if (!names.includes(row.layer.name)) return row;
    return { ...row, strength, kept: strength > 0 ? strength : row.strength > 0 ? row.strength : row.kept };
  });
}

export function switched(stack: Stack, names: readonly string[], isOn: boolean): Stack {
  return names.reduce((all, name) => {
    const row = rowsOf(all).find(({ layer }) => layer.name === name);
    if (!row || row.strength > 0 === isOn) return all;
    return withStrength(all, [name], isOn ? row.kept : 0);
  }, stack);
}

/** A layer one place higher (−1) or lower (1) in its group; at the end it stays. */
export function moved(stack: Stack, name: string, by: -1 | 1): Stack {
  return stack.map((group) => {
    const rows = [...group.rows];
    const from = rows.findIndex(({ layer }) => layer.name === name);
    const [row, other] = [rows[from], rows[from + by]];
    if (!row || !other) return group;
    [rows[from], rows[from + by]] = [other, row];
    return { ...group, rows };
  });
}

function asAsked(rows: Row[], asked: ReadonlyMap<string, number>): Row[] {
  const named = [...asked.keys()].flatMap((name) => rows.find(({ layer }) => layer.name === name) ?? []);
  const turns = named[Symbol.iterator]();
  const placed = rows.map((row) => (asked.has(row.layer.name) ? ((turns.next().value as Row | undefined) ?? row) : row));
  return placed.map((row) => {
    const strength = asked.get(row.layer.name) ?? row.strength;
    return { ...row, strength, kept: strength > 0 ? strength : 1 };
  });
}

function changed(stack: Stack, change: (row: Row) => Row): Stack {
  return stack.map((group) => ({ ...group, rows: group.rows.map(change) }));
}
