// A new shape while it is drawn: what its corners make, what says that it is done, and what keys mean meanwhile.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { drawnFrom, measured, shapeOf } = await load('kit/place/edit/shape/drawn-shape.ts');
const { closes } = await load('kit/place/edit/shape/snapping.ts');
const { doneByEnter } = await load('kit/map/map-keys.ts');
const { gridAround, toDegrees, toGrid } = await load('kit/grid/vn2000.ts');

const grid = gridAround(107.08);
const [east, north] = toGrid(grid, [107.0842, 10.3442]);
const at = (x, y) => toDegrees(grid, [east + x, north + y]);

test('corners become the shape a layer takes, and none where they are too few', () => {
  const corners = [at(0, 0), at(30, 0), at(30, 20), at(0, 20)];
  assert.equal(shapeOf(drawnFrom('point', corners.slice(0, 1))).type, 'Point');
  assert.equal(shapeOf(drawnFrom('line', corners)).coordinates.length, 4);
  const [ring] = shapeOf(drawnFrom('polygon', corners)).coordinates;
  assert.deepEqual([ring.length, ring[0]], [5, ring[4]], 'a ring ends where it begins');
  assert.ok(Math.abs(measured(drawnFrom('polygon', corners), grid).area - 600) < 0.01);
  for (const [kind, count] of [['point', 0], ['line', 1], ['polygon', 2]]) assert.equal(drawnFrom(kind, corners.slice(0, count)), undefined, kind);
});

test('numbers are sent as the server writes them, and what a corner was drawn to keeps its own', () => {
  const exact = [107.084829879, 10.343761511];
  const [first, second] = shapeOf(drawnFrom('line', [exact, [107.08486744123456, 10.34378952512345]])).coordinates;
  assert.deepEqual(first, exact);
  assert.deepEqual(second, [107.084867441, 10.343789525]);
});

test('a press on the last corner ends a shape, and on the first an area of three', () => {
  const corners = [[100, 100], [200, 100], [200, 200]];
  const mouse = (pointer, isArea, pressed) => closes(pointer, corners, pressed, isArea, false);
  assert.equal(mouse([203, 202], true), true);
  assert.equal(mouse([107, 103], true), true, 'within reach of the first');
  assert.equal(mouse([107, 103], false), false, 'a line may come back to where it began');
  assert.equal(mouse([215, 200], false), false);
  assert.equal(mouse([215, 200], false, [216, 201]), true, 'pressed again where the corner was pressed that was drawn elsewhere');
  assert.equal(closes([107, 103], corners.slice(0, 2), undefined, true, false), false, 'two corners are no area');
  assert.equal(closes([214, 212], corners, undefined, false, true), true, 'a finger hits less well');
  assert.equal(closes([1, 1], [], undefined, true, true), false);
});

/** Keys and presses over a map, heard as an ancestor of its canvas hears them. */
function hearing(isTaken) {
  class HTMLCanvasElement extends EventTarget {}
  globalThis.HTMLCanvasElement = HTMLCanvasElement;
  const [view, canvas] = [new EventTarget(), new HTMLCanvasElement()];
  const free = doneByEnter(view, isTaken);
  const key = (name, target = canvas) => {
    const event = Object.defineProperty(Object.assign(new Event('keydown', { cancelable: true }), { key: name }), 'target', { value: target });
    view.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { key, press: () => view.dispatchEvent(new Event('pointerdown')), free };
}

test('Enter ends what was set by hand, and sets a corner where keys have led', () => {
  let asked = 0;
  const { key, press, free } = hearing(() => (asked += 1) > 0);
  press();
  assert.equal(key('Enter'), true, 'after a press it is all');
  key('ArrowLeft');
  assert.equal(key('Enter'), false, 'where arrows have led a corner is set');
  assert.equal(key('Enter'), true, 'and once more it is all');
  key('ArrowUp');
  press();
  assert.equal(key('Enter'), true, 'a press is newer than the arrow');
  assert.equal(key('Enter', new EventTarget()), false, 'a field beside the map has its own Enter');
  assert.equal(asked, 3);
  free();
  assert.equal(key('Enter'), false);
});

test('Enter picks as ever while there is nothing to end', () => {
  assert.equal(hearing(() => false).key('Enter'), false);
});

/** A pen over a view whose map was not drawn: corners are added, nothing is shown. */
async function penOver(view) {
  class Element extends EventTarget {
    matches = () => true;
  }
  globalThis.HTMLCanvasElement = class extends EventTarget {};
  globalThis.Element = Element;
  globalThis.HTMLElement = Element;
  globalThis.document = { documentElement: { dataset: {} }, createComment() {}, createTreeWalker() {}, createElementNS: () => ({ setAttribute() {}, remove() {} }) };
  const { ShapePen } = await load('kit/place/edit/shape/shape-pen.ts');
  const pen = new ShapePen(view, 'line', () => [], () => undefined, () => undefined);
  pen.start();
  const key = (name, target) => view.dispatchEvent(Object.defineProperty(Object.assign(new Event('keydown', { cancelable: true }), { key: name }), 'target', { value: target }));
  return { pen, key, field: new Element() };
}

test('Backspace takes the last corner back, and in a field that lies over the map a letter', async () => {
  const view = new EventTarget();
  const { pen, key, field } = await penOver(view);
  pen.add([at(0, 0)]);
  pen.add([at(10, 0)]);
  assert.equal(key('Backspace', field), true, 'left to the field');
  assert.equal(pen.corners.length, 2);
  assert.equal(key('Backspace', view), false);
  assert.equal(pen.corners.length, 1);
});

test('the double press that ends a shape brings the map no nearer', async () => {
  const view = new EventTarget();
  const { pen } = await penOver(view);
  let isNearing = false;
  view.map = { off() {}, doubleClickZoom: { enable: () => (isNearing = true) } };
  pen.stop();
  assert.equal(isNearing, false, 'the browser tells of the double press only now');
  await new Promise((done) => setTimeout(done));
  assert.equal(isNearing, true);
});
