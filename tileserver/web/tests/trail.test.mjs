// Where Back leads: out of what was opened over the map, down from a raised sheet, to what was looked at before.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './typescript.mjs';

/** A browser's history, as far as the trail knows it; going back is told at once, or when the browser comes to it. */
class Entries {
  isLate = false;
  list = [{ state: null, href: '#start' }];
  at = 0;
  told = () => undefined;
  get state() {
    return this.list[this.at].state;
  }
  pushState(state, _, href) {
    this.list = [...this.list.slice(0, this.at + 1), { state, href }];
    this.go(1, false);
  }
  replaceState(state, _, href) {
    this.list[this.at] = { state, href };
    location.href = href;
  }
  go(by, isTold = true) {
    this.at += by;
    location.href = this.list[this.at].href;
    if (isTold) this.told();
  }
  back() {
    if (!this.isLate) this.go(-1);
  }
}

globalThis.location = { href: '#start' };
globalThis.history = new Entries();
const { Trail } = await load('kit/panel/trail.ts');

let trail, sheet;
beforeEach(() => {
  globalThis.location.href = '#start';
  globalThis.history = new Entries();
  trail = new Trail();
  // A sheet tells when it moves, as the viewer hears it.
  sheet = { own: 'half', get stop() { return this.own; }, set stop(stop) { this.own = stop; trail.moved(stop); } };
  history.told = () => trail.came(sheet);
  trail.moved('half');
  trail.write('#map', 'nothing');
});

test('Back closes what was opened over the map, and the map stays where it is', () => {
  let closed = 0;
  trail.opened(() => (closed += 1));
  trail.write('#map-moved', 'nothing');
  history.back();
  assert.deepEqual([closed, history.at, location.href], [1, 0, '#map-moved']);
});

test('what was closed by hand leaves no entry behind, nor is it closed again', () => {
  let closed = 0;
  const close = () => (closed += 1);
  trail.opened(close);
  trail.write('#map-moved', 'nothing');
  trail.closed(close);
  assert.deepEqual([closed, history.at, location.href], [0, 0, '#map-moved']);
  trail.closed(close);
  assert.equal(history.at, 0);
});

test('of two things over the map Back closes the one that was opened last', () => {
  const closed = [];
  trail.opened(() => closed.push('table'));
  trail.opened(() => closed.push('tools'));
  history.back();
  assert.deepEqual(closed, ['tools']);
  history.back();
  assert.deepEqual(closed, ['tools', 'table']);
});

test('what was looked at while something was open is a step of its own', () => {
  let closed = 0;
  trail.opened(() => (closed += 1));
  trail.step();
  trail.write('#parcel', 'parcel');
  history.back();
  assert.deepEqual([closed, location.href], [0, '#map']);
  history.back();
  assert.equal(closed, 1);
});

test('closed by hand after a step, the entry of the step stays', () => {
  const close = () => undefined;
  trail.opened(close);
  trail.step();
  trail.write('#parcel', 'parcel');
  trail.closed(close);
  assert.deepEqual([history.at, location.href], [2, '#parcel']);
});

test('a raised sheet goes down by Back, and the map stays where it is', () => {
  sheet.stop = 'full';
  trail.write('#map-moved', 'nothing');
  history.back();
  assert.deepEqual([sheet.stop, location.href], ['half', '#map-moved']);
});

test('lowered by hand, a sheet leaves no entry, and what was looked at before is a step away', () => {
  trail.step();
  trail.write('#parcel', 'parcel');
  sheet.stop = 'full';
  sheet.stop = 'half';
  assert.deepEqual([history.at, location.href], [1, '#parcel']);
  history.back();
  assert.equal(location.href, '#map');
  history.go(1);
  assert.equal(location.href, '#parcel', 'and forward again');
});

test('a row that closes the table over the map is looked at with its sheet raised, and Back leads to what was there before', () => {
  sheet.stop = 'peek';
  const close = () => undefined;
  trail.opened(close);
  history.isLate = true;
  trail.step();
  trail.closed(close);
  sheet.stop = 'half';
  trail.write('#parcel', 'parcel');
  history.isLate = false;
  history.back();
  assert.deepEqual([sheet.stop, history.at, location.href], ['half', 1, '#parcel']);
  history.back();
  assert.equal(location.href, '#map');
});
