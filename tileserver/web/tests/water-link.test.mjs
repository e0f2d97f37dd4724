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

test('all places that burst survive a reload, with the metres along their pipes', () => {
  const more = [{ edge: 'P-17', along_m: 12.5 }, { edge: 'a:b,5%3A' }, { node: 'N-3' }, { device: 'V 1:2' }, { at: [107.0812345, 10.3512345] }];
  const { hash, asked } = again({ network: 'n', burst: { edge: 'O:1', along_m: 0, more }, stuck: ['V-1'] });
  assert.ok(hash.includes('&edge=O:1&along=0&more=edge:P-17:12.5&more='), hash);
  assert.deepEqual([asked.burst, asked.stuck], [{ edge: 'O:1', along_m: 0, more }, ['V-1']]);
  assert.deepEqual(withAsked(again({ burst: { at: [107, 10], more }, stuck: [] }).rest, { stuck: [] }), [['later', 'x']]);
  for (const text of ['', 'edge', 'edge:', 'pump:P', '1', '200,10']) assert.deepEqual(readAsked([['edge', 'O'], ['more', text]]).burst, { edge: 'O' }, text);
  assert.deepEqual(readAsked([['edge', 'O'], ['along', 'far'], ['more', 'edge:P:-1'], ['more', 'node:N:3']]).burst, { edge: 'O', more: [{ edge: 'P' }, { node: 'N' }] });
});

test('each place that was pointed at is kept as it was found on its pipe', () => {
  const burst = { network: 'n', edge: 'P', more: [{ at: [1, 2], within_m: 60 }, { node: 'N' }] };
  const answer = { burst: { at: [5, 5] }, bursts: [{ at: [5, 5] }, { at: [1.5, 2.5] }, { at: [6, 6] }] };
  assert.deepEqual(placedBurst(burst, answer), { ...burst, more: [{ at: [1.5, 2.5], within_m: 60 }, { node: 'N' }] });
});
