// Shapes while they are changed: corners moved, added, taken away, drawn to what lies near, and steps taken back.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { drawnOf, shapeOf, cornersOf, edgesOf, endsOf, withMoved, withInserted, withRemoved, measured } = await load('kit/place/edit/shape/drawn-shape.ts');
const { snapOf, REACH } = await load('kit/place/edit/shape/snapping.ts');
const { UndoSteps } = await load('kit/place/edit/shape/undo-steps.ts');
const { handKey } = await load('kit/place/edit/shape/shape-keys.ts');
const { linesOf } = await load('kit/place/edit/shape/neighbours.ts');
const { gridOf, toDegrees } = await load('kit/grid/vn2000.ts');

const SHELL = [[107.084829879, 10.343761511], [107.08486744, 10.343789525], [107.084774119, 10.343912192], [107.084736559, 10.343884187], [107.084829879, 10.343761511]];
const polygon = { type: 'Polygon', coordinates: [SHELL] };

test('a shape nobody touched is the very shape the server gave, of every kind', () => {
  const ring = SHELL;
  for (const shape of [
    { type: 'Point', coordinates: [107.1, 10.2] },
    { type: 'MultiPoint', coordinates: [[107.1, 10.2], [107.2, 10.3]] },
    { type: 'LineString', coordinates: [[107.1, 10.2], [107.2, 10.3], [107.3, 10.2]] },
    { type: 'MultiLineString', coordinates: [[[107.1, 10.2], [107.2, 10.3]], [[1, 2], [3, 4]]] },
    polygon,
    { type: 'Polygon', coordinates: [ring, ring] },
    { type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] },
  ]) {
    assert.equal(JSON.stringify(shapeOf(drawnOf(shape))), JSON.stringify(shape), shape.type);
  }
  assert.equal(drawnOf(null), undefined);
  assert.equal(drawnOf({ type: 'GeometryCollection', geometries: [] }), undefined);
});

test('a moved corner is moved, and in a closed ring its end with it; all others keep their digits', () => {
  const drawn = drawnOf(polygon);
  const [ring] = shapeOf(withMoved(drawn, { part: 0, at: 0 }, [107.0848000004, 10.3437])).coordinates;
  assert.deepEqual(ring[0], [107.0848, 10.3437], 'to a tenth of a millimetre, as the server writes');
  assert.deepEqual(ring.at(-1), ring[0]);
  assert.deepEqual(ring.slice(1, -1), SHELL.slice(1, -1));
  assert.equal(drawnOf(polygon).parts[0].corners.length, 4, 'the end is no corner of its own');
});

test('a corner is added on the edge that was meant, also on the one that closes the ring', () => {
  const drawn = drawnOf(polygon);
  const edges = edgesOf(drawn);
  assert.equal(edges.length, 4);
  assert.deepEqual(endsOf(drawn, edges[3]), [SHELL[3], SHELL[0]]);
  const [ring] = shapeOf(withInserted(drawn, edges[3], [107.0847, 10.3438])).coordinates;
  assert.deepEqual(ring.slice(3), [SHELL[3], [107.0847, 10.3438], SHELL[0]]);
  assert.equal(edgesOf(drawnOf({ type: 'LineString', coordinates: [[0, 0], [1, 1], [2, 0]] })).length, 2, 'a line does not close');
  assert.equal(edgesOf(drawnOf({ type: 'MultiPoint', coordinates: [[0, 0], [1, 1]] })).length, 0);
});

test('corners can be taken away until no shape would be left', () => {
  const three = withRemoved(drawnOf(polygon), { part: 0, at: 0 });
  const [ring] = shapeOf(three).coordinates;
  assert.deepEqual(ring, [SHELL[1], SHELL[2], SHELL[3], SHELL[1]], 'the ring closes at its new first corner');
  assert.equal(withRemoved(three, { part: 0, at: 0 }), undefined);
  assert.equal(withRemoved(drawnOf({ type: 'LineString', coordinates: [[0, 0], [1, 1]] }), { part: 0, at: 1 }), undefined);
  assert.equal(cornersOf(three).length, 3);
});

test('areas are measured in the grid, without their holes, and a crossed outline is told', () => {
  const grid = gridOf('EPSG:5899');
  const at = (x, y) => toDegrees(grid, [427000 + x, 1144000 + y]);
  const ring = (size, from = 0) => [at(from, from), at(from + size, from), at(from + size, from + size), at(from, from + size), at(from, from)];
  const whole = measured(drawnOf({ type: 'Polygon', coordinates: [ring(10)] }), grid);
  assert.ok(Math.abs(whole.area - 100) < 1e-3 && Math.abs(whole.length - 40) < 1e-3 && !whole.isCrossed, JSON.stringify(whole));
  assert.ok(Math.abs(measured(drawnOf({ type: 'Polygon', coordinates: [ring(10), ring(2, 4)] }), grid).area - 96) < 1e-3);
  assert.ok(Math.abs(measured(drawnOf({ type: 'MultiPolygon', coordinates: [[ring(10)], [ring(2, 20)]] }), grid).area - 104) < 1e-3);
  const bow = [at(0, 0), at(10, 10), at(10, 0), at(0, 10), at(0, 0)];
  assert.ok(measured(drawnOf({ type: 'Polygon', coordinates: [bow] }), grid).isCrossed);
  const line = measured(drawnOf({ type: 'LineString', coordinates: [at(0, 0), at(3, 4)] }), grid);
  assert.ok(line.area === undefined && Math.abs(line.length - 5) < 1e-3);
});

test('a corner is drawn to corners first, to edges else, and to nothing far away', () => {
  const line = { corners: [[107, 10], [107.001, 10]], pixels: [[100, 100], [200, 100]] };
  assert.deepEqual(snapOf([104, 107], [line]), { to: 'corner', at: [107, 10], pixel: [100, 100] }, 'although the edge is nearer');
  const edge = snapOf([150, 95], [line]);
  assert.equal(edge.to, 'edge');
  assert.deepEqual(edge.pixel, [150, 100]);
  assert.ok(Math.abs(edge.at[0] - 107.0005) < 1e-9 && edge.at[1] === 10);
  assert.equal(snapOf([150, 100 + REACH + 1], [line]), undefined);
  assert.equal(snapOf([220, 100], [line]), undefined, 'an edge ends');
  const near = { corners: [[108, 11]], pixels: [[103, 106]] };
  assert.deepEqual(snapOf([104, 107], [line, near]).at, [108, 11], 'of two corners the nearer');
  assert.deepEqual(linesOf({ type: 'Point', coordinates: [1, 2] }), [[[1, 2]]]);
  assert.equal(linesOf({ type: 'MultiPolygon', coordinates: [[SHELL, SHELL], [SHELL]] }).length, 3);
  assert.deepEqual(linesOf(null), []);
});

test('steps are taken back and again; nudges of one corner are one step', () => {
  const steps = new UndoSteps(0);
  steps.take(1);
  steps.take(2, 'nudge');
  steps.take(3, 'nudge');
  steps.take(4, 'other');
  steps.undo();
  assert.equal(steps.now, 3);
  steps.undo();
  assert.equal(steps.now, 1);
  steps.redo();
  assert.equal(steps.now, 3);
  steps.take(9, 'nudge');
  assert.deepEqual([steps.now, steps.canRedo], [9, false], 'another step ends what was taken back');
  steps.undo();
  assert.equal(steps.now, 3, 'a run goes on no longer once it was gone back to');
  for (let at = 0; at < 5; at += 1) steps.undo();
  assert.deepEqual([steps.now, steps.canUndo], [0, false]);
});

test('arrows move a corner by one pixel, with Shift by ten; keys of the browser stay its own', () => {
  const key = (name, held = {}) => handKey({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });
  assert.deepEqual(key('ArrowLeft'), { is: 'nudge', by: [-1, 0] });
  assert.deepEqual(key('ArrowDown', { shiftKey: true }), { is: 'nudge', by: [0, 10] });
  assert.deepEqual(key('PageUp'), { is: 'walk', by: -1 });
  assert.deepEqual(key('Delete'), { is: 'remove' });
  assert.equal(key('ArrowLeft', { altKey: true }), undefined);
  assert.equal(key('Tab'), undefined);
  assert.equal(key('Insert', { ctrlKey: true }), undefined);
});
