// Draws the sprite of a style: one hatch, as distances from its lines, so that the map gives it any colour
// (MapLibre: "SDF" images; the edge lies at three quarters of the alpha channel). `node sprite.mjs` writes the files.

import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../styles/planning');

/** CSS pixels: the hatch repeats after so many, its lines run at 45° and are so thick. */
const REPEAT = 12;
const THICK = 1.4;
/** Pixels over which the distance runs from nothing to all. */
const SPREAD = 8;

for (const [ratio, suffix] of [[1, ''], [2, '@2x']]) {
  const size = REPEAT * ratio;
  writeFileSync(join(folder, `sprite${suffix}.png`), png(size, hatch(size, ratio)));
  const image = { x: 0, y: 0, width: size, height: size, pixelRatio: ratio, sdf: true };
  writeFileSync(join(folder, `sprite${suffix}.json`), `${JSON.stringify({ hatch: image })}\n`);
}

/** Alpha of each pixel. */
function hatch(size, ratio) {
  return Uint8Array.from({ length: size * size }, (_, at) => {
    const along = ((at % size) + Math.floor(at / size) + 1) % size;
    const away = Math.min(along, size - along) / Math.SQRT2 - (THICK * ratio) / 2;
    return Math.round(255 * Math.min(1, Math.max(0, 0.75 - away / SPREAD)));
  });
}

/** A grey PNG (ISO/IEC 15948) whose pixels are black and as opaque as said. */
function png(size, alpha) {
  const rows = Buffer.alloc(size * (1 + size * 2));
  alpha.forEach((value, at) => (rows[Math.floor(at / size) * (1 + size * 2) + 2 + (at % size) * 2] = value));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 4], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
