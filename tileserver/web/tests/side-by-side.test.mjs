// Two maps side by side: how a link says it, which plans a day has, and what of the style draws them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { featureFilter } from '@maplibre/maplibre-gl-style-spec';
import { load, web } from './typescript.mjs';

const { readSides, writeSides } = await load('kit/share/sides.ts');
const { readView, writeView } = await load('kit/share/permalink.ts');
const { drawnOn, plansOn } = await load('apps/planning/versions/side-by-side/shown-side.ts');
const { boxesOfPieces, differing } = await load('apps/planning/versions/side-by-side/leading.ts');
const { placeAfter } = await load('apps/planning/versions/side-by-side/handle-place.ts');
const { asInForce } = await load('kit/extract/plans-on-map.ts');

const plan = (id, level, from, until, more = {}) => ({ id, level, from, until, kind: 'urban', state: 'published', ...more });
const PLANS = [
  plan(3, 'general', '2005-09-12', '2023-10-09', { state: 'replaced' }),
  plan(4, 'general', '2023-10-09', null),
  plan(5, 'subdivision', '2019-05-10', '2026-05-15', { state: 'replaced' }),
  plan(6, 'subdivision', '2026-05-15', null),
  plan(8, 'general', '2022-07-08', null, { kind: 'land_use' }),
  plan(14, 'detailed', null, null, { state: 'consultation' }),
];

test('a link names both sides and where the handle stands, and nothing else is read as one', () => {
  for (const text of ['plan:5,look:photo', 'map,day:2020-02-29,.25', 'look:land-use,map,1']) assert.equal(writeSides(readSides(text)), text);
  for (const text of ['', 'map', 'map,map,2', 'map,map,', 'plan:x,map', 'day:1.1.2020,map', 'look:,map', 'map,map,.5,map']) assert.equal(readSides(text), undefined, text);
  const link = '#v1/planning?at=15.20/10.344/107.084&sides=plan:5,look:photo,.25';
  assert.equal(writeView(readView(link, 'planning')).includes('sides=plan:5,look:photo,.25'), true);
});

test('a day has the plans that were in force on it: a plan ends before the day that ends it', () => {
  const on = (day) => plansOn(day, PLANS).map(({ id }) => id);
  assert.deepEqual(on('2010-01-01'), [3]);
  assert.deepEqual(on('2026-05-14'), [4, 5, 8]);
  assert.deepEqual(on('2026-05-15'), [4, 6, 8]);
});

test('a general plan is drawn where no plan beneath it was in force yet', () => {
  assert.deepEqual(drawnOn('2010-01-01', PLANS), { ids: [3], bare: true });
  assert.deepEqual(drawnOn('2020-01-01', PLANS), { ids: [5], bare: false });
  assert.deepEqual(drawnOn('2000-01-01', PLANS).ids, []);
});

const style = JSON.parse(readFileSync(join(web, '../../styles/planning/style.json'), 'utf8'));
const filterOf = (id) => style.layers.find((part) => part.id === id).filter;
const draws = (id, ids, bare, properties) => {
  const { filter } = featureFilter(asInForce(filterOf(id), ids, bare), 'layers[0].filter');
  return filter({ zoom: 16 }, { type: 3, properties, id: 1 });
};

test('the style draws plans of a day as it draws those of today, whatever became of them', () => {
  const replaced = { quy_hoach: 5, trang_thai: 'replaced', cap_do: 'subdivision' };
  assert.equal(draws('plan_zones-fill', [5], false, replaced), true);
  assert.equal(draws('plan_zones-fill', [6], false, { ...replaced, trang_thai: 'published' }), false);
  assert.equal(draws('plan_zones-fill', [5], false, { ...replaced, merged: true }), false);
  assert.equal(draws('plan_zones-fill-detailed', [5], false, replaced), false);
  assert.equal(draws('plan_zones-hatch', [14], false, { quy_hoach: 14, trang_thai: 'consultation', cap_do: 'detailed' }), false);
  const general = { quy_hoach: 3, trang_thai: 'replaced', cap_do: 'general' };
  assert.equal(draws('plan_zones-fill', [3], true, general), true);
  assert.equal(draws('plan_zones-fill', [3], false, general), false);
});

test('keys move the handle and never beyond the map', () => {
  assert.equal(placeAfter('ArrowLeft', 0.5), 0.48);
  assert.equal(placeAfter('PageUp', 0.95), 1);
  assert.equal(placeAfter('Home', 0.3), 0);
  assert.equal(placeAfter('a', 0.3), undefined);
});

test('while nobody knows which plans there are, a day is drawn as the map is, and not without plans', async () => {
  const { styleOf } = await load('apps/planning/versions/side-by-side/shown-side.ts');
  const composed = { style: { ...style, layers: style.layers.filter(({ id }) => id === 'plan_zones-fill') }, sources: new Map(), legends: new Map() };
  const filter = (side, plans) => JSON.stringify(styleOf(side, { composed, stack: [], baseMaps: [], plans }, 'light').layers[0]?.filter);
  assert.equal(filter({ show: 'day', day: '2020-01-01' }, undefined), filter({ show: 'map' }, undefined));
  assert.notEqual(filter({ show: 'day', day: '2020-01-01' }, []), filter({ show: 'map' }, []));
});

const square = (lon, lat, wide) => ({
  type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[lon, lat], [lon + wide, lat], [lon + wide, lat + wide], [lon, lat]]] },
});

test('two plans are told apart where their pieces lie, the whole first and then the largest', () => {
  const pieces = [{ became: 'function', areaM2: 20 }, { became: 'added', areaM2: 400 }, { became: 'removed', areaM2: 9000 }];
  const found = { difference: { pieces }, shapes: [square(107, 10, 1), square(109, 12, 2), square(100, 5, 3)] };
  assert.deepEqual(boxesOfPieces(found, false), [[100, 5, 111, 14], [100, 5, 103, 8]]);
  assert.deepEqual(boxesOfPieces(found, true), [[107, 10, 111, 14], [109, 12, 111, 14]], 'a local adjustment removes nothing beside it');
  assert.deepEqual(boxesOfPieces({ difference: { pieces: [] }, shapes: [] }, false), []);
  assert.deepEqual(boxesOfPieces({ difference: { pieces }, shapes: [] }, false), [], 'shapes of another state were left out');
});

test('two days are told apart where plans lie that one of them has not, and one plan where it lies', async () => {
  const boxed = PLANS.map((each) => ({ ...each, bbox: [each.id, each.id, each.id + 1, each.id + 1] }));
  const asked = (left, right) => differing({ left, right }, boxed, new AbortController().signal);
  const day = (text) => ({ show: 'day', day: text });
  assert.deepEqual(await asked(day('2026-05-14'), day('2026-05-15')), [[5, 5, 7, 7]]);
  assert.deepEqual(await asked(day('2026-05-15'), day('2026-05-16')), []);
  assert.deepEqual(await asked({ show: 'map' }, { show: 'plan', plan: 14 }), [[14, 14, 15, 15]]);
  assert.deepEqual(await asked({ show: 'map' }, { show: 'look', look: 'photo' }), []);
});
