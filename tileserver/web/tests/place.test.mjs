// What stands first under a point, and how its fields are told.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { inForceFirst, inForceOf, overOf, plansAmong } = await load('kit/place/in-force.ts');
const { fieldValue } = await load('kit/place/feature-words.ts');

const fields = [{ name: 'quy_hoach', type: 'integer', role: 'parent' }, { name: 'trang_thai', type: 'text', role: 'state', codes: { replaced: 'Đã được thay thế' } }];
const zones = { name: 'plan_zones', title: 'Ô', kind: 'zone', subject: 'planning/zone', fields };
const parcels = { name: 'parcels', title: 'Thửa', kind: 'parcel', fields: [] };
const layers = [zones, parcels];
const zone = (id, quy_hoach, trang_thai) => ({ layer: 'plan_zones', id, fields: { quy_hoach, trang_thai } });
const group = (layer, hits, more = {}) => ({ layer, title: layer, kind: 'zone', count: hits.length, hits, ...more });
const PLACE = {
  from: 'store',
  groups: [
    group('parcels', [{ layer: 'parcels', id: 9, fields: {} }]),
    group('plan_zones', [zone(1, 5, 'replaced'), zone(2, 6, 'consultation'), zone(3, 7, 'published'), zone(4, 5, 'replaced'), zone(5, 8, 'annulled'), zone(6, 7, 'adjusted')]),
  ],
};
const ids = (groups) => groups.flatMap(({ hits }) => hits.map(({ id }) => id));

test('what is in force stands first, then what may come to be, and last what was', () => {
  assert.deepEqual(ids(inForceFirst(PLACE, layers).groups), [9, 3, 6, 2, 1, 4, 5]);
});

test('what has had its time is told apart, by plans, and not counted with the rest', () => {
  const [now, over] = [inForceOf(PLACE, layers), overOf(PLACE, layers)];
  assert.deepEqual([ids(now), ids(over)], [[9, 2, 3, 6], [1, 4, 5]]);
  assert.deepEqual(now.map(({ count }) => count), [1, 3]);
  assert.equal(plansAmong(over.flatMap(({ hits }) => hits), layers), 2);
});

test('what is not listed yet stays with what is in force, and a layer of nothing else is no group there', () => {
  const place = { from: 'store', groups: [group('plan_zones', [zone(1, 5, 'replaced')], { count: 30, next: 'http://here/v1/search?after=1' })] };
  assert.deepEqual(inForceOf(place, layers).map(({ count, next }) => [count, next]), [[29, 'http://here/v1/search?after=1']]);
  assert.equal(overOf(place, layers)[0].next, undefined);
  assert.deepEqual(inForceOf({ from: 'map', groups: [group('plan_zones', [zone(1, 5, 'replaced')])] }, layers), []);
});

test('rows of other tables are no plans', () => {
  const others = { ...zones, subject: undefined };
  assert.equal(plansAmong([zone(1, 5, 'replaced')], [others]), undefined);
});

test('a code is told by what it means, another value as it stands', () => {
  assert.equal(fieldValue('trang_thai', 'replaced', zones, undefined), 'Đã được thay thế');
  assert.equal(fieldValue('trang_thai', 'lạ', zones, undefined), 'lạ');
  assert.equal(fieldValue('khac', 12, zones, undefined), '12');
});
