// The grids measures are taken in, against points PROJ and the authority agree on.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { load, web } from './typescript.mjs';

const { area, edges, gridAround, gridOf, isCrossed, toDegrees, toGrid } = await load('kit/grid/vn2000.ts');

const MILLIMETRE = 1e-3;
const METRES_PER_DEGREE = 111_320;
const shared = join(web, '../../../shared/facts/vn2000_points.csv');

test('control points agree within a millimetre both ways', { skip: existsSync(shared) ? false : `${shared} is missing` }, () => {
  const [, ...lines] = readFileSync(shared, 'utf8').trim().split('\n');
  assert.equal(lines.length, 16);
  for (const line of lines) {
    const [place, ...cells] = line.split(',');
    const [lat, lon, code, east, north] = cells.map(Number);
    const grid = gridOf(`EPSG:${code}`);
    const [x, y] = toGrid(grid, [lon, lat]);
    assert.ok(Math.hypot(x - east, y - north) < MILLIMETRE, `${place} in EPSG:${code}: ${x - east} ${y - north}`);
    const back = toDegrees(grid, [east, north]);
    const off = Math.hypot((back[0] - lon) * Math.cos((lat * Math.PI) / 180), back[1] - lat) * METRES_PER_DEGREE;
    assert.ok(off < MILLIMETRE, `${place} from EPSG:${code}: ${off} m`);
  }
});

test('a published point of Phan Thiet needs no file', () => {
  const [east, north] = toGrid(gridOf('EPSG:9218'), [108.1021, 10.9289]);
  assert.ok(Math.hypot(east - 456313.4063, north - 1208622.9214) < MILLIMETRE, `${east} ${north}`);
});

test('the zone comes from the code alone', () => {
  assert.deepEqual([gridOf('EPSG:5899').meridian, gridOf('EPSG:5899').width], [107.75, 3]);
  assert.deepEqual([gridOf('EPSG:3405').meridian, gridOf('EPSG:3405').width], [105, 6]);
  for (const other of ['EPSG:4326', 'EPSG:3857', 'local', '', 'EPSG:']) assert.equal(gridOf(other), undefined, other);
});

test('a place without a VN-2000 data set is measured true to scale', () => {
  const grid = gridAround(0.12);
  const [west, east] = [[0.12, 52.2], [0.13, 52.2]].map((at) => toGrid(grid, at));
  // A hundredth of a degree of longitude at 52.2° N on the ellipsoid of WGS 84.
  assert.ok(Math.abs(edges([west, east], false)[0] - 683.716) < 0.01, String(edges([west, east], false)));
});

test('lengths and areas are those of the grid', () => {
  const square = [[427_000, 1_144_000], [427_100, 1_144_000], [427_100, 1_144_050], [427_000, 1_144_050]];
  assert.deepEqual(edges(square, true), [100, 50, 100, 50]);
  assert.deepEqual(edges(square, false), [100, 50, 100]);
  assert.equal(area(square), 5000);
  assert.equal(area([...square].reverse()), 5000);
  const grid = gridOf('EPSG:5899');
  const there = square.map((corner) => toGrid(grid, toDegrees(grid, corner)));
  assert.ok(Math.abs(area(there) - 5000) < MILLIMETRE);
});

test('a ring whose edges cross is told', () => {
  const [a, b, c, d] = [[0, 0], [10, 0], [10, 10], [0, 10]];
  assert.equal(isCrossed([a, b, c, d]), false);
  assert.equal(isCrossed([a, c, b, d]), true);
  assert.equal(isCrossed([a, b, c]), false);
});
