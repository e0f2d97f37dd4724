// A map style for the dark theme: the ground, the lines, the letters and edges of areas turn round or become lighter; official fills and
// whatever a legend gives a colour keep theirs. A part may say itself how it looks then (`metadata."diaban:dark"`).

import type { LayerSpecification } from 'maplibre-gl';

const GROUND = '#20262b';
/** Channels closer than this make a grey, which may be turned; farther apart a colour, which means something. */
const GREY = 40;
/** What is painted in greys: lines, letters and rims. Fills carry the law's colours. */
const TURNED = /^(line-color|text-color|text-halo-color|circle-stroke-color|icon-halo-color)$/;

/** A layer of the style as it looks at night. */
export function inTheDark(layer: LayerSpecification): LayerSpecification {
  if (layer.type === 'background') return { ...layer, paint: { ...layer.paint, 'background-color': GROUND } };
  // Colours of a legend mean the same by day and by night.
  const metadata = (layer.metadata ?? {}) as Record<string, unknown>;
  const isLegend = metadata['diaban:colours'] !== undefined;
  const isEdge = metadata['diaban:tone'] === 'edge';
  const paint = Object.entries(layer.paint ?? {}).map(([name, value]) => [
    name,
    (name === 'line-color' || name === 'fill-outline-color') && isEdge ? lighter(value) : !TURNED.test(name) || (isLegend && name.startsWith('line')) ? value : turned(value),
  ]);
  return { ...layer, paint: { ...Object.fromEntries(paint), ...(metadata['diaban:dark'] as object | undefined) } } as LayerSpecification;
}

/** Greys of a value, wherever they stand in an expression. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  const hex = typeof value === 'string' ? /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(value)?.[1] : undefined;
  if (hex === undefined) return value;
  const whole = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const channels = [0, 2, 4].map((at) => parseInt(whole.slice(at, at + 2), 16));
  if (Math.max(...channels) - Math.min(...channels) > GREY) return lit(channels);
  // White becomes almost black, and black almost white: neither is restful.
  const bright = Math.round(240 - (Math.max(...channels) / 255) * 218);
  return `#${bright.toString(16).padStart(2, '0').repeat(3)}`;
}

/** Colours of edges, wherever they stand in an expression: dark tones bound nothing on a dark ground. */
function lighter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lighter);
  const hex = typeof value === 'string' ? /^#([0-9a-f]{6})$/i.exec(value)?.[1] : undefined;
  return hex === undefined ? value : mixed([0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)), 0.3);
}

/** A dark colour as light as the night asks for. */
function lit(channels: number[]): string {
  const bright = Math.max(...channels) > 200 ? 0 : 0.55;
  return mixed(channels, bright);
}

/** A colour with so much white. */
function mixed(channels: number[], white: number): string {
  return `#${channels.map((each) => Math.round(each + (255 - each) * white).toString(16).padStart(2, '0')).join('')}`;
}
