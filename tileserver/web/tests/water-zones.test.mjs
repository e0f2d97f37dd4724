// Zones and networks that lie on one another: which is meant, and how it looks.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ kindsOf, ofKind }, { zoneLook }, { networkOf, pipeOf, valveOf }] = await Promise.all(
  ['zones/wire', 'map/zone-look', 'map/pressed'].map((name) => load(`apps/water/${name}.ts`)),
);

test('zones of one kind are shown together, of the first where none is wanted', () => {
  const zones = [['dma', 'D1'], ['dma', 'D2'], ['sector', 'S1']].map(([kind, id]) => ({ kind, id }));
  assert.deepEqual(kindsOf(zones), ['dma', 'sector']);
  const ids = (wanted) => ofKind(zones, wanted).map(({ id }) => id);
  assert.deepEqual([ids(''), ids('sector'), ids('lost')], [['D1', 'D2'], ['S1'], ['D1', 'D2']]);
  assert.deepEqual(ofKind([], ''), []);
});

test('no two of fourteen zones look the same', () => {
  const looks = new Set(Array.from({ length: 14 }, (_, place) => JSON.stringify(zoneLook(place))));
  assert.equal(looks.size, 14);
});

test('where networks lie on one another the chosen one is asked, and elsewhere the one that was pressed', () => {
  const pipe = (mang, ma) => ({ layer: 'network_edges', fields: { mang, ma } });
  const hits = [pipe('a', 'P1'), pipe('b', 'Q1'), { layer: 'parcels', fields: { ma: 'x' } }];
  assert.deepEqual([networkOf(hits, 'b'), networkOf(hits, 'c'), networkOf([], 'b')], ['b', 'a', undefined]);
  assert.deepEqual([pipeOf(hits, 'b'), pipeOf(hits, 'c')], ['Q1', undefined]);
  const device = (loai) => [{ layer: 'network_devices', fields: { loai, ma: 'V' } }, ...hits];
  assert.deepEqual([valveOf(device('isolation')), valveOf(device('hydrant')), valveOf(hits)], ['V', undefined, undefined]);
});
