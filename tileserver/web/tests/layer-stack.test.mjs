// How layers are grouped, ordered and carried in a link.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { asked, moved, stackOf, strengths, switched, withStrength } = await load('kit/layers/layer-stack.ts');
const { readView, writeView } = await load('kit/share/permalink.ts');

const layers = [
  ['wards', 'ward'],
  ['parcels', 'parcel'],
  ['zones', 'zone'],
  ['streets', 'line'],
  ['pipes', 'network'],
  ['red_lines', 'line'],
].map(([name, kind]) => ({ name, kind }));
const legends = new Map([['red_lines', { group: 'land' }]]);
const stack = (link = '') => stackOf(layers, legends, readView(link, 'planning').layers);
const names = (of) => of.map(({ name, rows }) => [name, rows.map(({ layer }) => layer.name).join(' ')]);
const link = (of) => writeView({ app: 'planning', layers: asked(of), rest: [] });

test('layers stand in at most four groups, the topmost first, and networks are off beside a plan', () => {
  assert.deepEqual(names(stack()), [
    ['land', 'red_lines zones parcels'],
    ['streets', 'streets'],
    ['networks', 'pipes'],
    ['others', 'wards'],
  ]);
  assert.equal(strengths(stack()).get('pipes'), 0);
  assert.equal(strengths(stackOf([layers[4]], legends, new Map())).get('pipes'), 1, 'alone they are what there is to see');
});

test('a link holds what is not as usual, and gives it back', () => {
  const changed = withStrength(switched(moved(stack(), 'parcels', -1), ['pipes'], true), ['zones'], 0.5);
  assert.equal(link(changed), '#v1/planning?l=parcels,zones:.5,pipes');
  assert.deepEqual(names(stack(link(changed))), names(changed));
  assert.deepEqual(strengths(stack(link(changed))), strengths(changed));
  assert.equal(link(stack()), '#v1/planning');
});

test('links of the grammar of the first day, and with parts of later days, are read', () => {
  const view = readView('#v1/planning?at=16/10.34/107.08&l=qsdd:.5,dcd,anh:0&p=26506-12-45&d=2026-11-21&rev=8412&lang=vi', 'planning');
  assert.deepEqual([...view.layers], [['qsdd', 0.5], ['dcd', 1], ['anh', 0]]);
  assert.equal(view.parcel, '26506-12-45');
  assert.equal(view.revision, 8412);
  assert.ok(writeView(view).includes('d=2026-11-21'), 'what is not known is kept');
  assert.equal(strengths(stack('#v1/map?l=zones:0')).get('zones'), 0);
});

test('a layer switched off and on again is as strong as before, and at the end of its group it stays', () => {
  const faint = withStrength(stack(), ['zones'], 0.3);
  assert.equal(strengths(switched(switched(faint, ['zones'], false), ['zones'], true)).get('zones'), 0.3);
  assert.deepEqual(names(moved(stack(), 'parcels', 1)), names(stack()));
});
