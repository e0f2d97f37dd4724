// What was done is said for a while, and no shorter than somebody reads it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { Passing, PASSING_MS } = await load('kit/map/passing.ts');

/** A clock that is wound by hand. */
function clock() {
  const waiting = new Map();
  return {
    after: (ms, then) => (waiting.set(then, ms), then),
    forget: (timer) => waiting.delete(timer),
    waits: () => [...waiting.values()],
    strike() {
      const [then] = [...waiting.keys()];
      waiting.delete(then);
      then();
    },
  };
}

test('what was done goes by itself after a while', () => {
  const [time, gone] = [clock(), []];
  new Passing(() => gone.push('gone'), time);
  assert.deepEqual([time.waits(), gone], [[PASSING_MS], []]);
  time.strike();
  assert.deepEqual([time.waits(), gone], [[], ['gone']]);
});

test('as long as somebody points at it or has the focus in it, it stays', () => {
  const [time, gone] = [clock(), []];
  const passing = new Passing(() => gone.push('gone'), time);
  passing.held('pointer', true);
  passing.held('focus', true);
  passing.held('pointer', false);
  assert.deepEqual(time.waits(), []);
  passing.held('focus', false);
  assert.deepEqual(time.waits(), [PASSING_MS], 'and then as long as at first');
  time.strike();
  assert.deepEqual(gone, ['gone']);
});
