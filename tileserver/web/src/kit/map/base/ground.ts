// The ground the data lies on: sea, rivers, parks, roads, buildings and places of the layers of kind `base`, in one of three looks. How it is
// drawn stands beside the official style, in ground.json; a layer is known by its shape and the classes of its features, never by its name.

import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Theme } from '../../page/theme.ts';
import { playing, type Kind, type StoreLayer } from '../../server/store-layers.ts';
import { rowsOf, type Stack } from '../../layers/layer-stack.ts';

/** Full colours where the ground is what is looked at, greys under a subject, and one for the night. */
export type GroundLook = 'light' | 'grey' | 'dark';

export interface Ground {
  /** Colours of each look by their names, which paints mention after an `@`. */
  looks: Record<GroundLook, Record<string, string>>;
  /** From the ground up. */
  layers: (Omit<LayerSpecification, 'source'> & { shape: string; filter?: unknown })[];
}

/** Before the ids of the ground's parts; the background itself has it for a name. */
const PREFIX = 'ground';
/** What is written in a part's metadata: its paint before a look gave it colours. */
const PAINT = 'diaban:ground';
/** Roads people know a region by. */
const THROUGH = ['motorway', 'trunk', 'primary'];
/** Kinds that are the subject of a map when they are drawn. */
const SUBJECTS: readonly Kind[] = ['parcel', 'zone'];

/** The parts that draw the ground, in the colours of a quiet look. Where the data names its streets, only roads that lead
 *  through are named besides; where it has wards, their limits are drawn once. */
export function groundParts(ground: Ground | undefined, layers: readonly StoreLayer[], data: readonly StoreLayer[]): LayerSpecification[] {
  if (!ground) return [];
  const isNamed = data.some((layer) => layer.kind === 'line' && playing(layer, 'name') !== undefined);
  const narrower: Record<string, unknown> = {
    ...(isNamed ? { 'roads-name': ['in', ['get', 'class'], ['literal', THROUGH]] } : {}),
    ...(data.some(({ kind }) => kind === 'ward') ? { boundaries: ['!=', ['get', 'class'], 'commune'] } : {}),
  };
  const background = { id: PREFIX, type: 'background', metadata: { [PAINT]: { 'background-color': '@land' } }, paint: {} };
  const parts = ground.layers.flatMap(({ shape, ...part }) => {
    const under = layers.filter((layer) => layer.shape === shape || layer.shape === 'mixed');
    const filter = narrower[part.id] === undefined ? part.filter : ['all', part.filter, narrower[part.id]];
    return under.map(({ name, source }) => ({ ...part, ...(filter ? { filter } : {}), id: `${PREFIX}-${part.id}-${name}`, source, 'source-layer': name, metadata: { [PAINT]: part.paint } }));
  });
  return [background, ...parts].map((part) => inLook(part as unknown as LayerSpecification, ground, 'grey'));
}

export function isGround({ id }: { id: string }): boolean {
  return id === PREFIX || id.startsWith(`${PREFIX}-`);
}

/** A part of the ground in a look; others as they are. */
export function inLook(part: LayerSpecification, ground: Ground | undefined, look: GroundLook): LayerSpecification {
  const paint = (part.metadata as Record<string, unknown> | undefined)?.[PAINT];
  return paint === undefined || !ground ? part : ({ ...part, paint: coloured(paint, ground.looks[look]) } as LayerSpecification);
}

/** The look that suits what lies above: quiet under a subject. */
export function groundLook(stack: Stack, theme: Theme): GroundLook {
  if (theme === 'dark') return 'dark';
  return rowsOf(stack).some(({ layer, strength }) => strength > 0 && SUBJECTS.includes(layer.kind)) ? 'grey' : 'light';
}

/** Paints the ground of a map that is drawn in another look; one colour passes into the other. */
export function paintGround(map: MapLibre, parts: readonly LayerSpecification[], ground: Ground | undefined, look: GroundLook): void {
  for (const part of parts.filter(isGround)) {
    const { paint = {} } = inLook(part, ground, look);
    for (const [property, value] of Object.entries(paint)) map.setPaintProperty(part.id, property as 'fill-color', value as string);
  }
}

/** A value with the colours it mentions, wherever they stand in it. */
function coloured(value: unknown, colours: Record<string, string>): unknown {
  if (typeof value === 'string') return value.startsWith('@') ? colours[value.slice(1)] : value;
  if (Array.isArray(value)) return value.map((part) => coloured(part, colours));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part, colours)]));
}
