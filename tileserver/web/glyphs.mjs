// Draws the letters of the pages' typeface as glyph ranges, for maps that other programs draw by our styles: MapLibre's
// "glyphs" (protocol buffers of letters as distances from their outlines). The build puts them into dist/fonts.
// Our own pages do not ask for them: their browsers draw from the web font itself.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import opentype from 'opentype.js';
import { PbfWriter } from 'pbf';

const files = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/@fontsource/be-vietnam-pro/files');

/** As a style's `text-font` names them (`src/kit/map/fonts.ts`), with their weight. */
export const FACES = { 'Be Vietnam Pro Regular': 400, 'Be Vietnam Pro SemiBold': 600 };
/** The first file that has a letter draws it, as in the pages. */
const SUBSETS = ['vietnamese', 'latin', 'latin-ext'];

/** Letters a range holds, and where the ranges begin that hold letters of Vietnamese and Latin, marks, punctuation and signs. */
const RANGE = 256;
export const STARTS = [0, 256, 512, 768, 7680, 8192, 8448, 8704];

/** Pixels: MapLibre draws letters as if they had been drawn at this size, with so much room around them for distances. */
const SIZE = 24;
const BUFFER = 3;
/** Pixels over which a distance runs through all values, and the share of them that lies inside the outline. */
const RADIUS = 8;
const CUTOFF = 0.25;
/** Pixels from the top of a line to its baseline: MapLibre takes 27.5 for letters it draws itself. */
const ASCENT = 27;
/** Straight pieces a curve is drawn with: at this size no curve leaves them by a fiftieth of a pixel. */
const PIECES = 8;

/** Writes every range of every face, plain and packed. */
export function writeGlyphs(folder) {
  for (const [face, weight] of Object.entries(FACES)) {
    mkdirSync(join(folder, face), { recursive: true });
    const fonts = SUBSETS.map((subset) => font(`be-vietnam-pro-${subset}-${weight}-normal.woff`));
    for (const start of STARTS) {
      const file = join(folder, face, `${start}-${start + RANGE - 1}.pbf`);
      const bytes = range(face, fonts, start);
      writeFileSync(file, bytes);
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    }
  }
}

function font(name) {
  const bytes = readFileSync(join(files, name));
  return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** One range: `glyphs { stacks = 1 { name = 1, range = 2, glyphs = 3 } }` of node-fontnik's glyphs.proto. */
function range(face, fonts, start) {
  const writer = new PbfWriter();
  writer.writeMessage(1, (_, stack) => {
    stack.writeStringField(1, face);
    stack.writeStringField(2, `${start}-${start + RANGE - 1}`);
    for (let code = start; code < start + RANGE; code += 1) {
      const holder = fonts.find((font) => font.charToGlyphIndex(String.fromCodePoint(code)) > 0);
      if (holder) stack.writeMessage(3, writeGlyph, glyph(holder, code));
    }
  });
  return writer.finish();
}

function writeGlyph({ code, bitmap, width, height, left, top, advance }, writer) {
  writer.writeVarintField(1, code);
  if (bitmap) writer.writeBytesField(2, bitmap);
  writer.writeVarintField(3, width);
  writer.writeVarintField(4, height);
  writer.writeSVarintField(5, left);
  writer.writeSVarintField(6, top);
  writer.writeVarintField(7, advance);
}

/** A letter: its distances, and where they stand on the line. Sizes are without the buffer. */
function glyph(font, code) {
  const letter = font.charToGlyph(String.fromCodePoint(code));
  const advance = Math.round((letter.advanceWidth * SIZE) / font.unitsPerEm);
  const edges = outline(letter.getPath(0, 0, SIZE).commands);
  if (edges.length === 0) return { code, width: 0, height: 0, left: 0, top: -ASCENT, advance };
  const [xs, ys] = [edges.flatMap(([a, , b]) => [a, b]), edges.flatMap(([, a, , b]) => [a, b])];
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const [width, height] = [Math.ceil(Math.max(...xs)) - left, Math.ceil(Math.max(...ys)) - top];
  return { code, bitmap: distances(edges, left, top, width, height), width, height, left, top: -top - ASCENT, advance };
}

/** The outline as straight edges [x, y, x, y], y downwards from the baseline. */
function outline(commands) {
  const edges = [];
  let [here, begun] = [[0, 0], [0, 0]];
  const to = (x, y) => {
    if (x !== here[0] || y !== here[1]) edges.push([...here, x, y]);
    here = [x, y];
  };
  for (const { type, x, y, x1, y1, x2, y2 } of commands) {
    if (type === 'M') here = begun = [x, y];
    else if (type === 'L') to(x, y);
    else if (type === 'Z') to(...begun);
    else bend(type === 'Q' ? [here, [x1, y1], [x, y]] : [here, [x1, y1], [x2, y2], [x, y]], to);
  }
  return edges;
}

/** A Bézier curve by de Casteljau's rule. */
function bend(points, to) {
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const share = piece / PIECES;
    let row = points;
    while (row.length > 1) row = row.slice(1).map(([x, y], at) => [row[at][0] + (x - row[at][0]) * share, row[at][1] + (y - row[at][1]) * share]);
    to(...(piece === PIECES ? points.at(-1) : row[0]));
  }
}

/** For the middle of each pixel how far the outline is: 191 on it, more inside, less outside. */
function distances(edges, left, top, width, height) {
  const across = width + 2 * BUFFER;
  const bitmap = new Uint8Array(across * (height + 2 * BUFFER));
  for (let at = 0; at < bitmap.length; at += 1) {
    const x = left - BUFFER + (at % across) + 0.5;
    const y = top - BUFFER + Math.floor(at / across) + 0.5;
    const away = away2(edges, x, y) ** 0.5 * (isInside(edges, x, y) ? -1 : 1);
    bitmap[at] = Math.round(255 * Math.min(1, Math.max(0, 1 - CUTOFF - away / RADIUS)));
  }
  return bitmap;
}

/** The square of the distance to the nearest edge. */
function away2(edges, x, y) {
  let least = Infinity;
  for (const [x1, y1, x2, y2] of edges) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    const [ax, ay] = [x - x1 - along * dx, y - y1 - along * dy];
    least = Math.min(least, ax * ax + ay * ay);
  }
  return least;
}

/** By the winding rule, as fonts are filled: parts of a letter may lie over each other. */
function isInside(edges, x, y) {
  let turns = 0;
  for (const [x1, y1, x2, y2] of edges) {
    if (y1 <= y === y2 <= y) continue;
    if (x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) > x) turns += y2 > y1 ? 1 : -1;
  }
  return turns !== 0;
}
