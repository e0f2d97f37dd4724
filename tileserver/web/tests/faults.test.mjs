// Faults that people met: each stays mended.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { dataGrid } = await load('kit/grid/data-grid.ts');
const { mayPass, pauseBefore, Refused } = await load('kit/server/ask.ts');
const { alike } = await load('kit/search/search.ts');
const { area, isCrossed, opened, toGrid, zoneAround } = await load('kit/grid/vn2000.ts');

const RING = [[107.08, 10.34], [107.081, 10.34], [107.081, 10.341], [107.08, 10.341]];

test('a ring that is handed over closed, or says a corner twice, has its area and no crossed edges', () => {
  const grid = zoneAround(107.75);
  const measured = (corners) => opened(corners).map((corner) => toGrid(grid, corner));
  for (const closed of [[...RING, RING[0]], [RING[0], ...RING], [RING[0], RING[1], RING[1], RING[2], RING[3], RING[0]]]) {
    assert.deepEqual(opened(closed), RING);
    assert.equal(isCrossed(measured(closed)), false);
    assert.equal(area(measured(closed)), area(measured(RING)));
  }
  assert.equal(opened([RING[0], RING[1]]).length, 2);
});

test('data in degrees is shown in the zone of the province it lies in, and far from Vietnam in a grid of its own', () => {
  const layers = [{ name: 'parcels', kind: 'parcel', storedIn: 'EPSG:4326', box: [100, 5, 112, 25], fields: [] }];
  const meridian = (at) => dataGrid(layers, at).meridian;
  for (const [name, at, expected] of [
    ['Vũng Tàu', [107.08, 10.35], 107.75],
    ['Hà Nội', [105.85, 21.03], 105],
    ['Thành phố Hồ Chí Minh', [106.7, 10.78], 105.75],
    ['Đà Nẵng', [108.2, 16.06], 107.75],
    ['Huế', [107.6, 16.46], 107],
    ['Cà Mau', [105.15, 9.18], 104.5],
    ['Buôn Ma Thuột', [108.04, 12.68], 108.5],
  ]) {
    assert.equal(meridian(at), expected, name);
    assert.equal(dataGrid(layers, at).isShifted, true, name);
  }
  const cambridge = dataGrid([], [0.12, 52.2]);
  assert.deepEqual([cambridge.isShifted, cambridge.width], [false, undefined]);
});

test('the zone the data names goes before that of the province', () => {
  const layers = [{ name: 'parcels', kind: 'parcel', storedIn: 'EPSG:9214', box: [107, 10, 108, 11], fields: [] }];
  assert.equal(dataGrid(layers, [107.08, 10.35]).code, 9214);
});

test('trouble that passes by itself is waited for, ever longer up to half a minute', () => {
  for (const passes of [new TypeError('Failed to fetch'), new Refused('', 503), new Refused('', 502), new Refused('', 429)]) assert.equal(mayPass(passes), true);
  for (const stays of [new Refused('', 404), new Refused('', 403), new Error('ours')]) assert.equal(mayPass(stays), false);
  assert.deepEqual([0, 1, 2, 9].map(pauseBefore), [2000, 4000, 8000, 30_000]);
});

test('of what was found only what answers best is meant, and several that answer alike are all told', () => {
  const found = (kind, title) => ({ kind, title, at: [0, 0] });
  const titles = (results, text) => alike({ results, readings: [] }, text).map(({ title }) => title);
  const streets = [found('street', 'Đường Nguyễn Huệ'), found('street', 'Nguyễn Huệ'), found('street', 'Nguyễn Huệ kéo dài')];
  assert.deepEqual(titles(streets, 'nguyen hue'), ['Nguyễn Huệ']);
  assert.deepEqual(titles(streets, 'nguyen'), ['Nguyễn Huệ', 'Nguyễn Huệ kéo dài']);
  const parcels = [found('parcel', 'Tờ 12, thửa 345'), found('parcel', 'Tờ 12, thửa 345'), found('parcel', 'Tờ 345, thửa 12')];
  const keyed = (results) => alike({ results, readings: [{ as: 'parcel', text: '' }] }, '12/345').length;
  assert.equal(keyed(parcels), 3, 'a sheet or a parcel: nobody can tell');
  assert.equal(keyed(parcels.slice(2)), 1);
  assert.equal(keyed([parcels[0], { ...parcels[1], elsewhere: true }]), 1);
  assert.deepEqual(titles([], 'x'), []);
});

test('crosses of the grid lie at round metres of a true sheet, and where the ground is', async () => {
  const { ticksOn, tickSpacing } = await load('kit/print/grid-ticks.ts');
  const { toDegrees } = await load('kit/grid/vn2000.ts');
  const grid = zoneAround(107.75);
  const [west, south] = toDegrees(grid, [426_890, 1_144_190]);
  const [east, north] = toDegrees(grid, [427_110, 1_144_310]);
  const size = { width: 220, height: 120 };
  const ticks = ticksOn({ west, south, east, north }, size, grid, 1000);
  assert.equal(tickSpacing(1000), 50);
  const eastings = [...new Set(ticks.map((tick) => tick.east))].sort();
  assert.deepEqual(eastings, [426_900, 426_950, 427_000, 427_050, 427_100]);
  const tick = ticks.find((each) => each.east === 427_000 && each.north === 1_144_250);
  // The meridian of the zone is a degree away: the grid is turned a little.
  assert.ok(Math.abs(tick.x - 110) < 1 && Math.abs(tick.y - 60) < 1, JSON.stringify(tick));
  assert.deepEqual(ticksOn({ west: 100, south: 8, east: 110, north: 20 }, size, grid, 500), [], 'no sheet');
});

test('the answer in a line is what most of the parcel is for', async () => {
  const { headline } = await load('kit/extract/words.ts');
  const zone = (name, percent) => ({ function: name, area_m2: percent * 10.1, percent });
  const looks = (name) => ({ name, colour: '' });
  const governs = { area_m2: 1, percent: 100, reason: 'level' };
  const plans = [{ governs: null, zones: [zone('Sông', 100)] }, { governs, zones: [zone('Đường', 28), zone('Nhà ở', 30), zone('Nhà ở', 42)] }];
  assert.equal(headline({ plans, as_of: '2026-11-30' }, looks), 'Nhà ở · 727,2 m² · 72,0% và 1 chức năng khác');
  assert.match(headline({ plans: [], as_of: '2026-11-30' }, looks), /30\/11\/2026/);
});
