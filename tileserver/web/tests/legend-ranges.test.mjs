// Numbers in classes: where ranges begin, how they are written, and that each step is darker than the one before.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { edgesByShare, edgesByStep, quantilesOf, ramp, rangeClasses } = await load('kit/symbols/ranges.ts');
const { asDeuteranope, labOf } = await load('kit/symbols/oklch.ts');
const { MISSING, rangeOf } = await load('kit/symbols/legend.ts');
const { summaryOfView } = await load('kit/server/field-summary.ts');

const values = Array.from({ length: 1001 }, (_, at) => (at * at) / 100);

test('ranges by share hold equally many features', () => {
  for (const count of [3, 5, 9]) {
    const edges = edgesByShare(quantilesOf(values), count);
    assert.equal(edges.length, count - 1);
    const held = new Map();
    for (const value of values) held.set(rangeOf(edges, value), (held.get(rangeOf(edges, value)) ?? 0) + 1);
    assert.equal(held.size, count);
    for (const number of held.values()) assert.ok(Math.abs(number - 1001 / count) < 40, `${number} of 1001 in one of ${count}`);
  }
});

test('equal steps are equal and written in few digits', () => {
  assert.deepEqual(edgesByStep(0, 100, 5), [20, 40, 60, 80]);
  assert.deepEqual(edgesByStep(0.1, 0.4, 3), [0.2, 0.3]);
  assert.ok(edgesByStep(12.3456, 987.6543, 4).every((edge) => Number.isInteger(edge)));
  assert.ok(edgesByStep(0.0001, 0.0009, 4).every((edge) => String(edge).length <= 8));
});

test('what is all one value has one range, and values that crowd make fewer', () => {
  assert.deepEqual(edgesByStep(7, 7, 5), []);
  assert.deepEqual(edgesByShare(quantilesOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 9]), 5), []);
  const crowded = edgesByShare(quantilesOf([...Array(60).fill(1), ...Array(40).fill(2), 3]), 9);
  assert.deepEqual(crowded, [...new Set(crowded)]);
  assert.ok(crowded.every((edge) => edge > 1 && edge <= 3));
});

test('a range holds the number it begins with, and what is no number has no range', () => {
  assert.deepEqual([9, 10, 19.9, 20, 400].map((value) => rangeOf([10, 20], value)), ['r1', 'r2', 'r2', 'r3', 'r3']);
  assert.equal(rangeOf([10, 20], NaN), MISSING);
});

test('ranges are written as people read them, with their unit', () => {
  const names = rangeClasses([100, 2000], { name: 'duong_kinh', unit: 'mm' }, true).map(({ code, names }) => `${code} ${names.vi}`);
  assert.deepEqual(names, ['r1 Dưới 100 mm', 'r2 100 – 2.000 mm', 'r3 Từ 2.000 mm trở lên', `${MISSING} Không có dữ liệu`]);
  assert.equal(rangeClasses([100], { name: 'x' }, false).length, 2);
  assert.deepEqual(rangeClasses([1995, 2010], { name: 'nam' }, false).map(({ names }) => names.vi), ['Dưới 1995', '1995 – 2010', 'Từ 2010 trở lên'], 'years have no thousands');
});

test('each step of the ramp is darker than the one before, whoever looks', () => {
  for (let count = 2; count <= 9; count += 1) {
    for (const see of [labOf, asDeuteranope]) {
      const light = ramp(count).map((colour) => see(colour)[0]);
      light.slice(1).forEach((each, at) => assert.ok(light[at] - each > 0.03, `step ${at + 2} of ${count}: ${light}`));
    }
  }
});

test('what is in view is counted as the server counts: the most frequent first, what is missing apart', () => {
  const told = summaryOfView(['b', 'a', 'b', null, ''], quantilesOf);
  assert.deepEqual(told.values, [{ value: 'b', count: 2 }, { value: 'a', count: 1 }]);
  assert.deepEqual([told.count, told.missing, told.distinct, told.quantiles], [3, 2, 2, undefined]);
  assert.equal(summaryOfView(values, quantilesOf).quantiles.length, 21);
  assert.equal(summaryOfView([1, 'x'], quantilesOf).quantiles, undefined, 'words among numbers are kinds');
});
