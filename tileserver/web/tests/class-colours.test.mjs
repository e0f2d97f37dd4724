// Colours of classes nobody chose colours for: told apart, related within a family, the same on every visit.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';
import { CODES } from './zoning-codes.mjs';

const { APART, APART_IN_FAMILY, looksFor } = await load('kit/symbols/palette.ts');
const { familyOf } = await load('kit/symbols/families.ts');
const { apart, asDeuteranope, colourOf, hueOf, labOf, luminance } = await load('kit/symbols/oklch.ts');
const { PATTERNS, pictureOf } = await load('kit/symbols/patterns.ts');

const looks = looksFor(CODES, new Map(), true);
const pairs = (all) => all.flatMap((one, at) => all.slice(0, at).map((other) => [one, other]));
const turn = (one, other) => Math.min(Math.abs(one - other), 360 - Math.abs(one - other));

test('each of 57 zoning codes is told apart from every other by its colour or its pattern', () => {
  assert.equal(CODES.length, 57);
  assert.equal(looks.size, 57);
  for (const [[code, look], [other, beside]] of pairs([...looks])) {
    const isApart = look.pattern !== beside.pattern || apart(labOf(look.colour), labOf(beside.colour)) >= APART;
    assert.ok(isApart, `${code} ${JSON.stringify(look)} and ${other} ${JSON.stringify(beside)}`);
  }
});

test('codes of one family are told apart by who does not see green, too', () => {
  for (const [[code, look], [other, beside]] of pairs([...looks])) {
    if (familyOf(code) !== familyOf(other) || look.pattern !== beside.pattern) continue;
    assert.ok(apart(asDeuteranope(look.colour), asDeuteranope(beside.colour)) >= APART_IN_FAMILY, `${code} and ${other}`);
  }
});

test('codes of one family have one hue, and each family another', () => {
  const hues = new Map();
  for (const [code, { colour }] of looks) {
    const hue = hues.get(familyOf(code)) ?? hues.set(familyOf(code), hueOf(colour)).get(familyOf(code));
    assert.ok(turn(hueOf(colour), hue) < 8, `${code} is of another hue than its family`);
  }
  for (const [[name, hue], [other, beside]] of pairs([...hues])) assert.ok(turn(hue, beside) > 9, `${name} and ${other}: ${hue} and ${beside}`);
});

test('families are read from words, and from the letters of codes', () => {
  const same = (...values) => assert.deepEqual([...new Set(values.map(familyOf))].length, 1, values.join());
  same('C-1', 'C-1A', 'C-3B');
  same('BA', 'BA-1', 'BB-2');
  same('SD-10(F)', 'SD-4A', 'PUD-2');
  same('Đất ở tại đô thị', 'Residence A-1', 'Res B');
  same('Đất thương mại, dịch vụ', 'Business A');
  same('OS', 'Đất cây xanh', 'Open space');
  assert.notEqual(familyOf('O-1'), familyOf('OS'));
  assert.notEqual(familyOf('1'), familyOf('2'), 'numbers are no family');
  assert.notEqual(familyOf('Parking'), familyOf('Park'));
});

test('what people know has its hue everywhere: green is open space, water is blue', () => {
  const few = looksFor(['OS', 'Đất ở', 'Mặt nước', 'X-1'], new Map(), true);
  assert.ok(turn(hueOf(few.get('OS').colour), 145) < 10);
  assert.ok(turn(hueOf(few.get('Mặt nước').colour), 225) < 12);
  assert.ok(turn(hueOf(few.get('Đất ở').colour), 90) < 10);
});

test('the same values have the same looks in whatever order they come, and keep them when others come', () => {
  assert.deepEqual([...looksFor([...CODES].reverse(), new Map(), true)], [...looks]);
  const some = looksFor(CODES.filter((_, at) => at % 3 === 0), new Map(), true);
  const more = looksFor(CODES, some, true);
  assert.ok([...some.keys()].every((code) => !more.has(code)), 'only new values get a look');
  const all = [...some, ...more];
  for (const [[code, look], [other, beside]] of pairs(all)) {
    assert.ok(look.pattern !== beside.pattern || look.colour !== beside.colour, `${code} and ${other} look the same`);
  }
});

test('five classes need no pattern, and lines and points never get one', () => {
  assert.ok([...looksFor(['A', 'F', 'K', 'P', 'U'], new Map(), true).values()].every(({ pattern }) => pattern === undefined));
  assert.ok([...looksFor(CODES, new Map(), false).values()].every(({ pattern }) => pattern === undefined));
});

test('dark letters stand out from every class at half strength', () => {
  const ink = luminance('#1a1a1a');
  for (const [code, { colour }] of looks) {
    const half = `#${[1, 3, 5].map((at) => Math.round((parseInt(colour.slice(at, at + 2), 16) + 0xf2) / 2).toString(16).padStart(2, '0')).join('')}`;
    assert.ok((luminance(half) + 0.05) / (ink + 0.05) >= 7, `${code}: ${half}`);
  }
});

test('a colour a screen cannot show keeps its lightness and hue', () => {
  const [lightness] = labOf(colourOf(0.7, 0.4, 145));
  assert.ok(Math.abs(lightness - 0.7) < 0.01);
  assert.ok(turn(hueOf(colourOf(0.7, 0.4, 145)), 145) < 3);
});

test('no two patterns are the same, and the ground shows through each', () => {
  const pictures = PATTERNS.map((pattern) => pictureOf(pattern, 20));
  assert.equal(new Set(pictures.map(({ data }) => data.join())).size, PATTERNS.length);
  for (const { width, height, data } of pictures) {
    assert.equal(data.length, width * height * 4);
    const ink = data.filter((_, at) => at % 4 === 3).reduce((sum, alpha) => sum + alpha, 0) / (width * height * 255);
    assert.ok(ink > 0.03 && ink < 0.4, `the ground shows through: ${ink}`);
  }
});
