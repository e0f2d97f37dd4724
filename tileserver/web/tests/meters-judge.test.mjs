// Readings that can be and readings that cannot: the cases of the server's own tests, so that a phone without a line says the same.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { asks, dialValue, judged, usualOf } = await load('apps/water/meters/judge.ts');
const LIMITS = {
  history: 6, high_factor: 3, high_more_m3: 0.5, high_spreads: 2, low_factor: 0.25, least_missing_m3: 1, shortest_days: 1, dial_m3: 100_000, rollover_from: 0.9, rollover_to: 0.1,
};
const day = (number) => new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString();
const past = (readings) => readings.map(([at, value]) => ({ read_at: day(at), value, verdict: 'ok' }));
const judge = (readings, at, value, how = 'read') => judged(past(readings), day(at), [value, how], LIMITS);

/** Half a cubic metre a day, read every thirty days; the last shows 160. */
const STEADY = [[0, 100], [30, 115], [60, 130], [90, 145], [120, 160]];
const HOTEL = [[0, 0], [30, 10], [60, 200], [90, 210], [120, 400]];
const THRIFTY = [[0, 10], [30, 11], [60, 12]];

test('verdicts follow from what was read before, as on the server', () => {
  const cases = [
    ['as usual', STEADY, 150, 175, 'ok'],
    ['twice the usual', STEADY, 150, 190, 'ok'],
    ['three times the usual and a little', STEADY, 150, 206, 'high'],
    ['a digit too many', STEADY, 150, 1750, 'high'],
    ['four times of little', THRIFTY, 90, 16, 'ok'],
    ['of little, a running toilet', THRIFTY, 90, 60, 'high'],
    ['who always varies', HOTEL, 150, 700, 'ok'],
    ['even for who always varies', HOTEL, 150, 1100, 'high'],
    ['a quarter of the usual', STEADY, 150, 163.9, 'ok'],
    ['less than that', STEADY, 150, 163, 'low'],
    ['nothing', STEADY, 150, 160, 'zero'],
    ['nothing on the next day', STEADY, 121, 160, 'ok'],
    ['less than before', STEADY, 150, 159, 'backwards'],
    ['the first of all', [], 0, 98_765, 'ok'],
    ['the second of all, whatever it is', [[0, 5]], 30, 4000, 'ok'],
    ['the second of all, less', [[0, 5]], 30, 4, 'backwards'],
    ['past the end of the dial', [[0, 99_960], [30, 99_980]], 60, 2, 'rollover'],
    ['past the end of the dial by too much', [[0, 99_960], [30, 99_980]], 60, 5000, 'backwards'],
  ];
  for (const [what, readings, at, value, expected] of cases) assert.equal(judge(readings, at, value).verdict, expected, what);
});

test('a dial that begins anew goes on counting, a new meter begins from nothing', () => {
  assert.deepEqual([judge([[0, 99_990]], 30, 5).verdict, judge([[0, 99_990]], 30, 5).used], ['rollover', 15]);
  const replaced = judge(STEADY, 121, 0, 'replaced');
  assert.deepEqual([replaced.verdict, replaced.used, asks(replaced.verdict)], ['replaced', undefined, false]);
  const then = [...past(STEADY), { read_at: day(121), value: 0, verdict: 'replaced' }];
  assert.equal(judged(then, day(151), [15, 'read'], LIMITS).verdict, 'ok');
  assert.equal(judged(then, day(151), [90, 'read'], LIMITS).verdict, 'high');
});

test('what was estimated asks nothing unless it runs backwards, and teaches nothing', () => {
  assert.equal(judge(STEADY, 150, 500, 'estimated').verdict, 'estimated');
  assert.equal(judge(STEADY, 150, 1, 'estimated').verdict, 'backwards');
  const then = [...past(STEADY), { read_at: day(150), value: 500, verdict: 'estimated' }];
  assert.ok(Math.abs(usualOf(then, LIMITS).daily - 0.5) < 1e-9);
});

test('a number is typed with a comma or a point before the litres', () => {
  assert.deepEqual(['1234', ' 1234,5 ', '0.125', '99999'].map(dialValue), [1234, 1234.5, 0.125, 99_999]);
  for (const none of ['', '12.345.678', '1,2,3', '-1', '1e9', '1234567890', 'năm', '1,2345', '12 3']) assert.equal(dialValue(none), undefined, none);
});
