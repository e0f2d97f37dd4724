// What is loud on the map, and the quiet ground under it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { load, web } from './typescript.mjs';

const { lookOf, looksOf, withLook } = await load('kit/layers/looks.ts');
const { asked, stackOf, strengths } = await load('kit/layers/layer-stack.ts');
const { arranged } = await load('kit/map/drawing-order.ts');
const { groundLook, groundParts, inLook, isGround } = await load('kit/map/base/ground.ts');

const stack = (...kinds) => stackOf(kinds.map((kind) => ({ name: `${kind}s`, kind, fields: [] })), new Map(), new Map());
const full = stack('parcel', 'zone', 'line', 'ward');

test('each look of a store is told from the layers it leaves, and the plan comes back as it was', () => {
  assert.deepEqual(looksOf(full, false), ['plan', 'land-use', 'base']);
  assert.deepEqual(looksOf(stack('parcel', 'line'), true), ['land-use', 'base', 'photo']);
  for (const look of looksOf(full, false)) assert.equal(lookOf(withLook(full, look, 'plan'), undefined), look);
  assert.equal(lookOf(full, { name: 'aerial', strength: 1 }), 'photo');
  assert.equal(asked(withLook(withLook(full, 'base', 'plan'), 'plan', 'base')).size, 0, 'nothing to say in the link');
  const onPhoto = withLook(full, 'photo', 'plan');
  assert.equal(strengths(onPhoto).get('lines'), 0.2, 'streets hide no picture');
  assert.equal(asked(withLook(onPhoto, 'plan', 'photo')).size, 0, 'and come back');
  assert.equal(strengths(withLook(full, 'base', 'plan')).get('lines'), 1, 'streets are no subject');
});

test('the ground is quiet under a subject, and has its colours without', () => {
  assert.equal(groundLook(full, 'light'), 'grey');
  assert.equal(groundLook(withLook(full, 'base', 'plan'), 'light'), 'light');
  assert.equal(groundLook(full, 'dark'), 'dark');
});

const ground = JSON.parse(readFileSync(join(web, '../../styles/planning/ground.json'), 'utf8'));
const under = ['polygon', 'line', 'point'].map((shape) => ({ name: `the_${shape}s`, source: 'diaban-2', shape }));

test('the ground is valid in every look, from all shapes, and nothing in it has no colour', () => {
  const names = Object.values(ground.looks).map((colours) => Object.keys(colours).sort().join());
  assert.equal(new Set(names).size, 1, 'looks name the same colours');
  const parts = groundParts(ground, under, []);
  assert.equal(new Set(parts.map(({ id }) => id)).size, parts.length);
  assert.ok(parts.every(isGround));
  for (const look of Object.keys(ground.looks)) {
    const layers = parts.map((part) => inLook(part, ground, look)).map(({ metadata, ...part }) => part);
    assert.ok(!JSON.stringify(layers).includes('"@'), look);
    const style = { version: 8, glyphs: '/fonts/{fontstack}/{range}.pbf', sources: { 'diaban-2': { type: 'vector', tiles: [] } }, layers };
    assert.deepEqual(validateStyleMin(style).map(({ message }) => message), [], look);
  }
});

test('the ground lies under all data, its names under those of the data, and is never switched off', () => {
  const data = ['fill', 'line', 'symbol'].map((type) => ({ id: `zones-${type}`, type, source: 'diaban', 'source-layer': 'zones', paint: {}, layout: {} }));
  const off = withLook(full, 'base', 'plan');
  const drawn = arranged([...data, ...groundParts(ground, under, [])], off);
  const at = (wanted) => drawn.map(({ id }, place) => (wanted.test(id) ? place : -1)).filter((place) => place >= 0);
  const isName = ({ type }) => type === 'symbol';
  assert.ok(Math.max(...drawn.flatMap((part, place) => (isGround(part) && !isName(part) ? [place] : []))) < Math.min(...at(/^zones-/)));
  assert.ok(Math.max(...drawn.flatMap((part, place) => (isGround(part) && isName(part) ? [place] : []))) < Math.min(...at(/^zones-symbol/)));
  for (const part of drawn) assert.equal(part.layout.visibility, isGround(part) ? 'visible' : 'none', part.id);
});

test('where the data names streets, only roads that lead through are named besides', () => {
  const streets = { name: 'streets', kind: 'line', fields: [{ name: 'ten', role: 'name' }] };
  const named = (data) => JSON.stringify(groundParts(ground, under, data).find(({ id }) => id.startsWith('ground-roads-name')).filter);
  assert.ok(!named([]).includes('"literal",["motorway","trunk","primary"]'));
  assert.ok(named([streets]).endsWith('["literal",["motorway","trunk","primary"]]]]'), named([streets]));
});
