// Which plans a plan is compared with, what a link says of it, and how days are read.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

// Pages find the language of the reader in the document.
globalThis.document = { documentElement: { dataset: {} } };
globalThis.location = { origin: 'http://here', href: 'http://here/' };

const { candidates, isLocal } = await load('apps/planning/versions/asking.ts');
const { readView, writeView, readCompared } = await load('kit/share/permalink.ts');
const { readDay } = await load('kit/page/days.ts');

const box = [107, 10, 108, 11];
const plan = (id, more) => ({ id, kind: 'urban', level: 'subdivision', bbox: box, zones: 1, ...more });
const ids = (plans) => plans.map(({ id }) => id);

test('a plan is compared with what it came from, the nearest first, then with others of its kind on its ground', () => {
  const plans = [
    plan(5, { decisionDate: '2019-04-26' }),
    plan(6, { adjusts: 5, adjustment: 'whole' }),
    plan(7, { adjusts: 6, adjustment: 'local' }),
    plan(4, { level: 'general', decisionDate: '2023-10-09' }),
    plan(8, { kind: 'land_use' }),
    plan(9, { bbox: [100, 10, 101, 11] }),
    plan(10, { decisionDate: '2026-01-01' }),
  ];
  const { before, others } = candidates(plans[2], plans);
  assert.deepEqual([ids(before), ids(others)], [[6, 5], [10, 4]]);
  assert.deepEqual(ids(candidates(plans[0], plans).before), []);
  assert.deepEqual(candidates(undefined, plans), { before: [], others: [] });
});

test('plans that name each other in a circle, or one nobody sees, are no way out', () => {
  const plans = [plan(1, { replaces: 2 }), plan(2, { replaces: 1 }), plan(3, { adjusts: 99 })];
  assert.deepEqual(ids(candidates(plans[0], plans).before), [2]);
  assert.deepEqual(ids(candidates(plans[2], plans).before), []);
});

test('a local adjustment leaves the rest of what it adjusts as it was; a whole one does not', () => {
  const plans = [plan(5), plan(6, { adjusts: 5, adjustment: 'whole' }), plan(7, { adjusts: 6, adjustment: 'local' })];
  assert.equal(isLocal({ before: 6, after: 7 }, plans), true);
  assert.equal(isLocal({ before: 5, after: 6 }, plans), false);
  assert.equal(isLocal({ before: 7, after: 6 }, plans), false);
});

test('a link names two plans, and what it does not understand is kept', () => {
  const link = '#v1/planning?at=16.00/10.340000/107.080000&c=5/6&zz=1';
  const view = readView(link, 'planning');
  assert.deepEqual(view.compared, { before: 5, after: 6 });
  assert.equal(writeView(view), link);
  assert.deepEqual(readCompared('5,6'), { before: 5, after: 6 });
  for (const bad of ['', '5', '5/', '/6', '5/6/7', 'a/b', '-5/6', '5.5/6']) assert.equal(readCompared(bad), undefined, bad);
});

test('a day is read day first, in every way people write it', () => {
  for (const text of ['05/03/2026', '5/3/2026', '5-3-2026', '05.03.2026', ' 5 3 2026 ', '05032026', '2026-03-05']) assert.equal(readDay(text), '2026-03-05', text);
  for (const bad of ['', '31/02/2026', '29/02/2025', '13/13/2026', '5/3/26', '03/2026', 'hôm nay', '2026-13-01']) assert.equal(readDay(bad), undefined, bad);
  assert.equal(readDay('29/02/2024'), '2024-02-29');
});
