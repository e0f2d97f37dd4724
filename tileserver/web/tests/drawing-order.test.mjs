// What lies over what on the map.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { inDrawingOrder, yielding } = await load('kit/map/drawing-order.ts');
const { moved, stackOf, switched } = await load('kit/layers/layer-stack.ts');

const layers = [['parcels', 'parcel'], ['zones', 'zone'], ['streets', 'line']].map(([name, kind]) => ({ name, kind }));
const stack = stackOf(layers, new Map(), new Map());
const part = (name, type, rival) => ({
  id: `${name}-${type}`,
  type,
  'source-layer': name,
  ...(rival ? { metadata: { 'diaban:yields-to': rival } } : {}),
});
const parts = [
  { id: 'ground', type: 'background' },
  part('parcels', 'symbol'),
  part('parcels', 'fill', 'zones'),
  part('zones', 'fill', 'parcels'),
  part('zones', 'line'),
  part('streets', 'line'),
  part('parcels', 'line'),
];
const order = (of) => inDrawingOrder(parts, of).map(({ id }) => id).join(' ');

test('areas lie under lines and lines under names, whatever the order of layers', () => {
  assert.equal(order(stack), 'ground parcels-fill zones-fill parcels-line zones-line streets-line parcels-symbol');
  assert.equal(order(moved(stack, 'parcels', -1)), 'ground zones-fill parcels-fill zones-line parcels-line streets-line parcels-symbol');
});

test('of two fills only that of the upper layer is drawn, and the other when it is alone', () => {
  assert.deepEqual([...yielding(parts, stack)], ['parcels-fill']);
  assert.deepEqual([...yielding(parts, moved(stack, 'parcels', -1))], ['zones-fill']);
  assert.deepEqual([...yielding(parts, switched(stack, ['zones'], false))], []);
  assert.deepEqual([...yielding([part('parcels', 'fill', 'plan_zones zones')], stack)], ['parcels-fill'], 'to any of several');
});
