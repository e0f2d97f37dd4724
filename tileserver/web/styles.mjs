// Writes the colours of each legend.json into the style.json beside it: one list of colours, two readers.
// `node styles.mjs` rewrites, `node styles.mjs --check` fails if they differ. A style layer asks for the colours of a
// store layer by `metadata."diaban:colours"`, with `"diaban:tone": "edge"` for their darker tones; all else is written by hand.

import { readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../styles');

/** Compact arrays on one line, as the styles are written by hand. */
const WIDTH = 120;
/** How light an edge is at most, and how much of its colour's strength it keeps (HSL): it bounds an area, and does not glow. */
const EDGE = { light: 0.4, strength: 0.62 };

for (const name of readdirSync(folder)) {
  const [legendFile, styleFile] = [join(folder, name, 'legend.json'), join(folder, name, 'style.json')];
  if (!existsSync(legendFile)) continue;
  const legends = JSON.parse(readFileSync(legendFile, 'utf8')).layers;
  const text = readFileSync(styleFile, 'utf8');
  const style = JSON.parse(text);
  for (const layer of style.layers) {
    const asked = layer.metadata?.['diaban:colours'];
    if (!asked) continue;
    const legend = legends.find((entry) => entry.layer === asked);
    if (!legend) throw new Error(`${styleFile}: ${layer.id} asks for the colours of ${asked}, which legend.json lacks`);
    const isEdge = layer.metadata['diaban:tone'] === 'edge';
    // A line that areas above may cover is the outline of a fill.
    const property = isEdge && layer.type === 'fill' ? 'fill-outline-color' : `${layer.type}-color`;
    layer.paint[property] = match(legend, isEdge ? edge : (colour) => colour);
  }
  const written = `${write(style, '')}\n`;
  if (written === text) continue;
  if (process.argv.includes('--check')) throw new Error(`${styleFile} differs from its legend: run npm run styles`);
  writeFileSync(styleFile, written);
}

/** Classes of one colour share an arm; of joined codes ("ODT+CLN") the first decides. */
function match(legend, tone) {
  const arms = new Map();
  for (const { code, colour } of legend.classes) arms.set(tone(colour), [...(arms.get(tone(colour)) ?? []), code]);
  const text = ['to-string', ['get', legend.field]];
  const first = ['slice', text, 0, ['index-of', legend.joined_by, ['concat', text, legend.joined_by]]];
  return ['match', legend.joined_by ? first : text, ...[...arms].flatMap(([colour, codes]) => [codes, colour]), tone(legend.colour)];
}

/** The darker tone of a colour that its edge is drawn in, of the same hue. */
function edge(colour) {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(...channels), Math.min(...channels)];
  const light = (most + least) / 2;
  const spread = most === least ? 0 : (most - least) / (1 - Math.abs(2 * light - 1));
  const darker = Math.min(light * 0.85, EDGE.light);
  const reach = spread * EDGE.strength * (1 - Math.abs(2 * darker - 1));
  const within = (channel) => (most === least ? 0 : (channel - least) / (most - least) - 0.5);
  return `#${channels.map((channel) => Math.round((darker + within(channel) * reach) * 255).toString(16).padStart(2, '0')).join('')}`;
}

function write(value, indent) {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ').replace(/\[ /g, '[').replace(/ \]/g, ']');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (indent !== '' && flat.length + indent.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((part) => `${inner}${write(part, inner)}`)
    : Object.entries(value).map(([key, part]) => `${inner}${JSON.stringify(key)}: ${write(part, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
