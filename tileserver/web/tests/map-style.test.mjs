// An official look is for layers that have the fields it reads, not for all that happen to be called alike.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

Object.assign(globalThis, { location: { origin: 'http://127.0.0.1' } });

const { composeStyle } = await load('kit/map/map-style.ts');

const OFFICIAL = {
  layers: [
    { id: 'streets-line', type: 'line', source: 'official', 'source-layer': 'streets' },
    { id: 'streets-label', type: 'symbol', source: 'official', 'source-layer': 'streets', layout: { 'text-field': ['coalesce', ['get', 'ten'], ''] } },
    { id: 'lamps-point', type: 'circle', source: 'official', 'source-layer': 'lamps' },
  ],
  legends: ['streets', 'lamps'].map((layer) => ({ layer, title: layer, shape: 'line', classes: [] })),
};

function composed(...layers) {
  const published = { tilesets: [{ source: 'diaban', tiles: [], minzoom: 0, maxzoom: 16 }], layers: layers.map((layer) => ({ source: 'diaban', title: layer.name, kind: 'line', shape: 'line', ...layer })) };
  return composeStyle(published, OFFICIAL);
}

test('streets that have the field of the official name are drawn officially', () => {
  const { improvised, style } = composed({ name: 'streets', fields: [{ name: 'ten', type: 'text' }] });
  assert.equal(improvised.has('streets'), false);
  assert.ok(style.layers.some(({ id }) => id === 'streets-line'));
});

test('streets of somebody who calls the field of names otherwise are named by it', () => {
  const { improvised, style } = composed({ name: 'streets', fields: [{ name: 'Street_Name', type: 'text', role: 'name' }] });
  assert.ok(improvised.has('streets'));
  assert.ok(style.layers.some(({ type, layout }) => type === 'symbol' && JSON.stringify(layout['text-field']).includes('Street_Name')));
});

test('a look that writes no names needs no field', () => {
  assert.equal(composed({ name: 'lamps', kind: 'feature', shape: 'point', fields: [] }).improvised.has('lamps'), false);
});
