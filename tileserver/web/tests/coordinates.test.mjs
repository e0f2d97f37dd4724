// What people type and paste as coordinates.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { readCorners, readNumbers, writeMetres, writeSexagesimal, writeZone } = await load('kit/grid/coordinates.ts');
const { gridOf, toGrid } = await load('kit/grid/vn2000.ts');
const grid = gridOf('EPSG:9218');

test('numbers are read with points, commas and groups', () => {
  for (const [text, expected] of [
    ['1208622.92 456313.40', [1208622.92, 456313.4]],
    ['1.208.622,92; 456.313,40', [1208622.92, 456313.4]],
    ['1 208 622,92 456 313,40', [1208622.92, 456313.4]],
    ['1\u202f208\u202f622,92; 456\u202f313,40', [1208622.92, 456313.4]],
    ['X (Bắc) = 1 208 622,92; Y (Đông) = 456 313,40', [1208622.92, 456313.4]],
    ['X=1208622.92 Y=456313.40', [1208622.92, 456313.4]],
    ['10.776, 106.700', [10.776, 106.7]],
    ['10.776,106.700', [10.776, 106.7]],
    ['3\t1208622.92\t456313.40\t12,5', [3, 1208622.92, 456313.4, 12.5]],
  ]) {
    assert.deepEqual(readNumbers(text), expected, text);
  }
});

test('either order of the axes leads to the same place, and a corner table is read as it is printed', () => {
  for (const text of ['1208622.92 456313.40', '456313,40; 1208622,92', '1 1208622.92 456313.40', '7; 1208622.92; 456313.40; 12.5']) {
    const [corner] = readCorners(text, grid) ?? [];
    const [east, north] = toGrid(grid, corner);
    assert.ok(Math.hypot(east - 456313.4, north - 1208622.92) < 1e-3, text);
  }
  assert.deepEqual(readCorners('10.9289, 108.1021', grid), [[108.1021, 10.9289]]);
  assert.deepEqual(readCorners('108.1021; 10.9289', grid), [[108.1021, 10.9289]]);
  assert.equal(readCorners('1 1208622.92 456313.40\n2 1208632.92 456313.40\n', grid).length, 2);
});

test('what is no place is refused as a whole', () => {
  for (const text of ['', 'so', '12', '1208622.92', '5000 6000', '1208622.92 456313.40\n12']) {
    assert.equal(readCorners(text, grid), undefined, text);
  }
});

test('coordinates are written as surveyors write them', () => {
  assert.equal(writeMetres(1208622.9214), '1\u202f208\u202f622,92');
  assert.equal(writeZone(gridOf('EPSG:5899')), 'KTT 107°45′ múi 3°');
  assert.equal(writeZone(gridOf('EPSG:3405')), 'KTT 105° múi 6°');
  assert.equal(writeSexagesimal([107.0843, 10.34599999]), '10°20′45.6″N 107°05′03.5″E');
});
