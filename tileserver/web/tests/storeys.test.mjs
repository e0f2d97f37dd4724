// Houses as high as they are: what is raised of them, how it looks by day, by night and over a picture, and what is switched off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { load } from './typescript.mjs';

const element = () => Object.assign(new EventTarget(), { style: {}, append() {}, setAttribute() {}, classList: { add() {} }, dataset: {} });
globalThis.document = Object.assign(element(), { createElement: element, documentElement: element() });
globalThis.matchMedia = () => ({ matches: false, addEventListener() {} });
globalThis.window = new EventTarget();
const { Storeys } = await load('kit/map/look/storeys.ts');
const { seamPhoto } = await load('kit/map/look/photo-edge.ts');

/** As much of a map as raises houses. */
function mapWith(layers, hidden = []) {
  const drawn = new Map(layers.map((layer) => [layer.id, { ...layer, layout: {}, paint: { ...layer.paint } }]));
  for (const id of hidden) drawn.get(id).visibility = 'none';
  return {
    drawn,
    addControl: ({ onAdd }) => onAdd(),
    on() {}, once() {}, easeTo() {}, setMaxPitch() {}, setLight() {}, getZoom: () => 17, getPitch: () => 0,
    getStyle: () => ({ layers: [...drawn.values()] }),
    getLayersOrder: () => [...drawn.keys()],
    getLayer: (id) => drawn.get(id),
    addLayer: (layer) => drawn.set(layer.id, { ...layer, layout: {} }),
    removeLayer: (id) => drawn.delete(id),
    setLayoutProperty: (id, name, value) => (drawn.get(id).layout[name] = value),
    setPaintProperty: (id, name, value) => (drawn.get(id).paint[name] = value),
  };
}

const BUILDINGS = { name: 'buildings', source: 'diaban', kind: 'building', fields: [{ name: 'so_tang' }, { name: 'chieu_cao', unit: 'm' }] };
const FILL = { id: 'buildings-fill', type: 'fill', source: 'diaban', 'source-layer': 'buildings', paint: {} };
const GROUND = { id: 'ground-buildings-fill', type: 'fill', source: 'ground', 'source-layer': 'base_buildings', paint: {} };
const PHOTO = { id: 'base-map-anh', type: 'raster', source: 'base-map-anh', paint: {} };

function raised(layers, hidden) {
  const map = mapWith(layers, hidden);
  new Storeys().addTo(map, [BUILDINGS], [GROUND], { get: (key) => (key === '3d' ? 'on' : undefined), set() {} });
  return [...map.drawn.values()].filter(({ id }) => id.startsWith('storeys-'));
}

test('a house is walls, an edge and a roof, one upon the other, in words the map understands', () => {
  const parts = raised([FILL]);
  assert.deepEqual(parts.map(({ id }) => id.split('-').slice(0, 2).join('-')), ['storeys-roof', 'storeys-edge', 'storeys-walls', 'storeys-roof', 'storeys-edge', 'storeys-walls'], 'of the data, and of the ground');
  const sources = Object.fromEntries(['diaban', 'ground'].map((name) => [name, { type: 'vector', tiles: ['http://x/{z}/{x}/{y}'] }]));
  assert.deepEqual(validateStyleMin({ version: 8, sources, layers: parts }).map(({ message }) => message), []);
  const [roof, edge, walls] = parts;
  assert.deepEqual(roof.paint['fill-extrusion-base'], edge.paint['fill-extrusion-height'], 'the roof lies on the edge');
  assert.deepEqual(edge.paint['fill-extrusion-base'], walls.paint['fill-extrusion-height'], 'and the edge on the walls');
});

test('over a picture from above houses are raised though their shapes are off, and the picture shows through', () => {
  const opacity = (parts) => parts.find(({ id }) => id === 'storeys-roof-buildings').paint['fill-extrusion-opacity'];
  const visible = (parts) => parts.find(({ id }) => id === 'storeys-walls-buildings').layout.visibility;
  const [plain, off, photo] = [raised([FILL]), raised([FILL], ['buildings-fill']), raised([PHOTO, FILL], ['buildings-fill'])];
  assert.deepEqual([visible(plain), visible(off), visible(photo)], ['visible', 'none', 'visible']);
  assert.ok(opacity(plain) > 0.9 && opacity(photo) < 0.4, `${opacity(plain)} ${opacity(photo)}`);
});

test('a picture from above passes into the ground at its edge, as long as it lies there', () => {
  const order = ['ground', 'base-map-anh', 'parcels-fill'];
  const sources = { anh: { bounds: [107, 10, 107.1, 10.1] } };
  const map = {
    getLayersOrder: () => [...order],
    getLayer: (id) => (id === 'base-map-anh' ? { type: 'raster', source: 'anh' } : order.includes(id) ? { type: 'fill' } : undefined),
    getSource: (name) => sources[name],
    addSource: (name, source) => (sources[name] = source),
    removeSource: (name) => delete sources[name],
    addLayer: ({ id }, before) => order.splice(order.indexOf(before), 0, id),
    removeLayer: (id) => order.splice(order.indexOf(id), 1),
  };
  seamPhoto(map, 'light');
  seamPhoto(map, 'light');
  assert.deepEqual(order, ['ground', 'base-map-anh', 'photo-edge-base-map-anh', 'parcels-fill'], 'once, between the picture and what is drawn on it');
  assert.deepEqual(sources['photo-edge-base-map-anh'].data.geometry.coordinates[0][2], [107.1, 10.1]);
  order.splice(1, 1);
  seamPhoto(map, 'light');
  assert.deepEqual([order, Object.keys(sources)], [['ground', 'parcels-fill'], ['anh']]);
});
