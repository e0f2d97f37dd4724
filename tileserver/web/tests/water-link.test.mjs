// The link of the water app: what it says comes back as it was.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ readAsked, withAsked, askedBy, placedBurst }, { readView, writeView }] = await Promise.all([load('apps/water/link.ts'), load('kit/share/permalink.ts')]);

/** Through the hash of an address and back. */
function again(asked) {
  const view = { ...readView('#v1/water?at=17/10.35/107.08&later=x', 'water') };
  view.rest = withAsked(view.rest, asked);
  const hash = writeView(view);
  return { hash, asked: readAsked(readView(hash, 'water').rest), rest: readView(hash, 'water').rest };
}

test('a burst by place with its stuck valves survives a reload', () => {
  const { hash, asked, rest } = again({ network: 'cấp nước', burst: { at: [107.0812345, 10.3512345] }, stuck: ['V-1', 'a,b', '5%,'], zones: undefined });
  assert.ok(hash.includes('burst=107.0812345,10.3512345') && hash.includes('stuck=V-1,'), hash);
  assert.deepEqual([asked.network, asked.burst, asked.stuck], ['cấp nước', { at: [107.0812345, 10.3512345] }, ['V-1', 'a,b', '5%,']]);
  assert.deepEqual(rest.find(([key]) => key === 'later'), ['later', 'x'], 'parts of others stay');
});

test('a burst by code, a report and zones are kept, and what is over is taken out', () => {
  for (const burst of [{ edge: 'O-1' }, { node: '#7' }, { device: 'V 1' }]) assert.deepEqual(again({ burst, stuck: [] }).asked.burst, burst);
  const waits = { at: [107, 10], when: '2026-11-30T08:15:00Z' };
  const { asked, rest } = again({ reported: waits, stuck: ['V'], zones: '' });
  assert.deepEqual([asked.reported, asked.zones, asked.stuck, asked.burst], [waits, '', [], undefined]);
  assert.deepEqual(withAsked(rest, { stuck: [] }), [['later', 'x']]);
});

test('what is no place asks nothing', () => {
  for (const text of ['', '1', '1,2,3', 'x,y', '200,10', '107,', ',10']) assert.equal(readAsked([['burst', text]]).burst, undefined, text);
  assert.equal(readAsked([['reported', '107,10,soon']]).reported.when, undefined);
});

test('the hash goes before what stands before it, and a place is kept as it was found on the pipe', () => {
  assert.deepEqual(askedBy([], '?edge=O-1&network=n').burst, { edge: 'O-1' });
  assert.deepEqual(askedBy([['burst', '1,2']], '?edge=O-1').burst, { at: [1, 2] });
  const burst = { network: 'n', at: [1, 2], within_m: 60 };
  assert.deepEqual(placedBurst(burst, { burst: { at: [1.5, 2.5] } }), { network: 'n', at: [1.5, 2.5], within_m: 60 });
  assert.deepEqual(placedBurst(burst, undefined), burst);
});
