// Styles as other programs read them: valid, and written in letters we have.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { PbfReader } from 'pbf';
import { FACES, STARTS, writeGlyphs } from '../glyphs.mjs';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../../styles');
const styles = readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'style.json'), 'utf8'))]);

for (const [name, style] of styles) {
  test(`the style ${name} is valid`, () => {
    assert.deepEqual(validateStyleMin(style).map(({ message }) => message), []);
    assert.equal(style.glyphs, '/fonts/{fontstack}/{range}.pbf');
  });

  test(`the style ${name} names fonts there are, and the one source the server fills`, () => {
    for (const layer of style.layers) {
      if (layer['source-layer']) assert.equal(layer.source, 'diaban', layer.id);
      if (layer.type === 'symbol') assert.ok(layer.layout['text-font'].every((font) => font in FACES), layer.id);
    }
  });
}

for (const [name, style] of styles) {
  test(`parts of the style ${name} speak of parts and layers there are`, () => {
    const fills = style.layers.filter(({ type }) => type === 'fill').map(({ id }) => id);
    const layers = style.layers.map((layer) => layer['source-layer']);
    for (const { id, metadata = {} } of style.layers) {
      for (const fill of metadata['diaban:hover-on']?.split(' ') ?? []) assert.ok(fills.includes(fill), `${id}: ${fill}`);
      for (const rival of metadata['diaban:yields-to']?.split(' ') ?? []) assert.ok(layers.includes(rival), `${id}: ${rival}`);
      assert.equal(metadata['diaban:hover-from'] === undefined, metadata['diaban:hover-on'] === undefined, id);
    }
  });
}

const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const VIETNAMESE = ['bcdđghklmnpqrstvx0123456789', ...[...'aăâeêioôơuưy'].flatMap((vowel) => TONES.map((tone) => vowel + tone))].join('').normalize('NFC');

/** Drawn twice, by two runs that know nothing of each other. */
const made = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'glyphs-')));
for (const place of made) writeGlyphs(place);
after(() => made.forEach((place) => rmSync(place, { recursive: true })));

test('every Vietnamese letter is drawn in both faces, and twice the same', () => {
  for (const face of Object.keys(FACES)) {
    const drawn = new Map(STARTS.flatMap((start) => glyphs(face, `${start}-${start + 255}.pbf`)).map((glyph) => [glyph.code, glyph]));
    for (const letter of VIETNAMESE + VIETNAMESE.toUpperCase()) {
      const { width, height, advance, bitmap } = drawn.get(letter.codePointAt(0)) ?? assert.fail(`${face} lacks ${letter}`);
      assert.equal(bitmap.length, (width + 6) * (height + 6), letter);
      assert.ok(advance > 0 && Math.max(...bitmap) >= 192 && Math.min(...bitmap) < 64, letter);
    }
  }
});

test('a letter stands on its line as the pages draw it', () => {
  const drawn = glyphs('Be Vietnam Pro Regular', '0-255.pbf');
  const [space, h] = [...' H'].map((letter) => drawn.find(({ code }) => code === letter.codePointAt(0)));
  assert.equal(h.top - h.height, -27, 'its foot is on the baseline, 27 px under the top of the line');
  assert.ok(space.advance > 0 && space.bitmap === undefined);
});

/** The letters of a range, which is the same in both runs and packed. */
function glyphs(face, file) {
  const [bytes, again] = made.map((place) => readFileSync(join(place, face, file)));
  assert.deepEqual(again, bytes, file);
  assert.deepEqual(gunzipSync(readFileSync(join(made[0], face, `${file}.gz`))), bytes);
  const found = [];
  const glyph = (tag, at, reader) => {
    if (tag === 2) at.bitmap = reader.readBytes();
    else if (tag === 5 || tag === 6) at[tag === 5 ? 'left' : 'top'] = reader.readSVarint();
    else at[{ 1: 'code', 3: 'width', 4: 'height', 7: 'advance' }[tag]] = reader.readVarint();
  };
  const stack = (tag, _, reader) => {
    if (tag === 1) assert.equal(reader.readString(), face);
    else if (tag === 3) found.push(reader.readMessage(glyph, {}));
  };
  new PbfReader(bytes).readFields((tag, _, reader) => tag === 1 && reader.readMessage(stack, undefined), undefined);
  return found;
}
