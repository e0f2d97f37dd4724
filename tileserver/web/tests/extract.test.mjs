// What is said of a parcel in plain words, how two days are told apart, and which places a link may name.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

// Pages find the language of the reader in the document.
globalThis.document = { documentElement: { dataset: {} } };
globalThis.location = { origin: 'http://here', href: 'http://here/' };

const { plainSentences, meanings } = await load('apps/public/plain-words.ts');
const { areasOf, parcelName, underHeadline } = await load('kit/extract/words.ts');
const { compared } = await load('apps/planning/compared.ts');
const { readAt, pageOf, linkOf, withShares } = await load('kit/extract/asking.ts');

const looks = (of) => ({ name: of ?? '', colour: '#000000' });
const zone = (zone_id, use, percent) => ({ zone_id, sign: null, function: use, area_m2: percent, percent, indicators: {} });
const none = { area_m2: 0, percent: 0 };
const all = { area_m2: 100, percent: 100 };

function plan(plan_id, more) {
  return {
    plan_id, code: null, name: `Đồ án ${plan_id}`, kind: 'urban', level: 'detailed', status: 'published', law_state: 'in_force', folded: false,
    governs: { ...all, reason: 'only' }, adjusted_by: [], decision: {}, covers: all, zones: [], uncovered: none, ...more,
  };
}

test('most of a parcel is said before the rest, in whole per cents', () => {
  const zones = [zone(1, 'Nhóm nhà ở', 60.2), zone(2, 'Đường giao thông', 39.8)];
  assert.deepEqual(plainSentences({ plans: [plan(1, { zones })] }, looks), { first: ['Phần lớn thửa này (60%) là đất nhóm nhà ở; 40% là đất đường giao thông.'], beside: [] });
  assert.equal(meanings({ plans: [plan(1, { zones })] }).length, 2);
});

test('zones of one function are one share, and what nobody planned is one, too', () => {
  const zones = [zone(1, 'Nhóm nhà ở', 30), zone(2, 'Đất ở tại đô thị', 20), zone(3, 'Nhóm nhà ở', 20)];
  const { first: told } = plainSentences({ plans: [plan(1, { zones, uncovered: { area_m2: 30, percent: 30 } })] }, looks);
  assert.deepEqual(told, ['Phần lớn thửa này (50%) là đất nhóm nhà ở; 30% là phần chưa có quy hoạch, 20% là đất ở tại đô thị.']);
});

test('each meaning says which part of the parcel it is of, of what the plan covers', () => {
  const zones = [zone(1, 'Nhóm nhà ở', 30), zone(2, 'Đường giao thông', 10), zone(3, 'Đất ở tại đô thị', 10)];
  const half = { area_m2: 50, percent: 50 };
  const told = meanings({ plans: [plan(1, { covers: half, zones })] });
  assert.deepEqual(told, ['Theo quy hoạch, 40 m² (40,0% thửa) dành cho nhà ở.', 'Theo quy hoạch, 10 m² (10,0% thửa) dành cho đường giao thông hoặc bãi đỗ xe.']);
  const [, second] = meanings({ plans: [plan(1, { zones: zones.slice(1, 2) }), plan(2, { zones })] });
  assert.equal(second, 'Theo quy hoạch, 40 m² (40,0% thửa) dành cho nhà ở. (“Đồ án 2”)');
});

test('all of it is not called most of it, and a sliver is under one per cent', () => {
  assert.deepEqual(plainSentences({ plans: [plan(1, { zones: [zone(1, 'ODT', 99.7), zone(2, 'DGT', 0.3)] })] }, looks).first, ['Toàn bộ thửa này là đất ODT.']);
  const { first: told } = plainSentences({ plans: [plan(1, { zones: [zone(1, 'ODT', 99.2), zone(2, 'DGT', 0.8)] })] }, looks);
  assert.match(told[0], /dưới 1% là đất DGT/);
});

test('where two plans of a kind decide, each is named with its part; a plan that decides nothing is not', () => {
  const governs = (percent) => ({ area_m2: percent, percent, reason: 'level' });
  const plans = [
    plan(1, { governs: governs(12.5), covers: governs(12.5), zones: [zone(1, 'DGD', 100)] }),
    plan(2, { governs: governs(87.5), zones: [zone(2, 'ODT', 100)] }),
    plan(3, { governs: null, zones: [zone(3, 'CLN', 100)] }),
  ];
  const { first: told } = plainSentences({ plans }, looks);
  assert.equal(told.length, 2);
  assert.equal(told[0], 'Theo “Đồ án 1” (áp dụng cho 13% của thửa): Toàn bộ phần thửa nằm trong đồ án là đất DGD.');
});

test('the plan that says what may be built goes first, and what holds beside it follows; without one all stand beside each other', () => {
  const use = plan(2, { kind: 'land_use', zones: [zone(2, 'ODT', 100)] });
  const told = plainSentences({ plans: [use, plan(1, { zones: [zone(1, 'DGT', 100)] })] }, looks);
  assert.deepEqual(told, { first: ['Quy hoạch đô thị: Toàn bộ thửa này là đất DGT.'], beside: ['Quy hoạch sử dụng đất: Toàn bộ thửa này là đất ODT.'] });
  assert.deepEqual(plainSentences({ plans: [use] }, looks).first, []);
});

test('whole per cents in words add up', () => {
  const zones = [zone(1, 'A', 33.4), zone(2, 'B', 33.3), zone(3, 'C', 33.3)];
  const { first } = plainSentences({ plans: [plan(1, { zones })] }, looks);
  assert.deepEqual(first, ['Thửa này nằm trong nhiều ô chức năng: 34% là đất a, 33% là đất b, 33% là đất c.']);
});

test('shares of all a plan covers add up to a hundred as they are written; others stay as they are', () => {
  const shares = (percents, rest = 0) => {
    const told = withShares(plan(1, { zones: percents.map((percent, at) => zone(at, 'ODT', percent)), uncovered: { area_m2: rest, percent: rest } }));
    return [...told.zones.map(({ percent }) => percent), told.uncovered.percent];
  };
  assert.deepEqual(shares([33.333, 33.333, 33.333]), [33.4, 33.3, 33.3, 0]);
  assert.deepEqual(shares([50.25, 25.38], 24.37), [50.2, 25.4, 24.4]);
  assert.deepEqual(shares([60.06, 39.94]), [60.1, 39.9, 0]);
  assert.deepEqual(shares([12.5, 99.97]), [12.5, 99.97, 0]);
  assert.deepEqual(shares([]), [0]);
});

test('where a certificate and the grid know two areas, it is said which one counts', () => {
  const keys = { commune: null, sheet: null, number: null, identifier: null };
  const areas = (registered_area_m2, grid_area_m2) => areasOf({ id: 1, keys, registered_area_m2, grid_area_m2 });
  assert.equal(areas(77.08, 77.12), 'diện tích pháp lý 77,08 m² · diện tích trên lưới 77,12 m² (các số liệu ở đây tính theo diện tích này)');
  assert.equal(areas(null, 77.12), 'diện tích trên lưới 77,12 m²');
});

test('what a road takes is said right under the answer, by which decision, and with its doubt', () => {
  const road = (more) => ({ area_m2: 51.2, percent: 11.34, method: 'red_lines', plan_id: 1, ambiguous: false, ...more });
  const decided = (decision) => [plan(1, { decision })];
  for (const [plans, more, expected] of [
    [decided({ number: '1017/QĐ-UBND', date: '2026-03-05' }), {}, ['Trong thửa, 51,2 m² (11,3%) dành cho đường, theo quyết định 1017/QĐ-UBND ngày 05/03/2026.']],
    [decided({ number: '7', date: null }), {}, ['Trong thửa, 51,2 m² (11,3%) dành cho đường, theo quyết định 7.']],
    [decided({ number: null, date: null }), {}, ['Trong thửa, 51,2 m² (11,3%) dành cho đường.']],
    [[], {}, ['Trong thửa, 51,2 m² (11,3%) dành cho đường.']],
    [[], { area_m2: 0, percent: 0 }, []],
  ]) {
    assert.deepEqual(underHeadline({ plans, road: road(more) }, looks), expected);
  }
  assert.match(underHeadline({ plans: [], road: road({ ambiguous: true }) }, looks)[0], /^Có thể 51,2 m² .* đối chiếu bản vẽ\.$/);
  assert.deepEqual(underHeadline({ plans: [] }, looks), []);
});

test('a contradiction of plans is said right under the answer, on all its ground; what goes together is none', () => {
  const conflict = (text, area_m2, verdict) => ({ kind: 'levels', text, functions: text.split('; '), area_m2, percent: area_m2, verdict });
  const conflicts = [conflict('A: ở; B: đường', 10.1, 'conflict'), conflict('A: ở; C: công viên', 15, 'conflict'), conflict('A: ở; B: đường', 10.2, 'conflict'), conflict('khác', 90, 'conditional')];
  assert.deepEqual(underHeadline({ plans: [], conflicts }, looks), ['Các đồ án mâu thuẫn nhau ở 20,3 m² (20,3%): “A: ở” và “B: đường”.']);
  assert.deepEqual(underHeadline({ plans: [], conflicts: [conflict('x', 50, 'compatible'), conflict('y', 50, 'unmapped')] }, looks), []);
});

test('two days differ in what only one of them says', () => {
  const before = [plan(1, { zones: [zone(1, 'ODT', 100)] })];
  const after = [plan(1, { law_state: 'replaced', governs: null, zones: [zone(1, 'ODT', 100)] }), plan(2, { zones: [zone(7, 'DGT', 100)] })];
  const [first, second] = compared(before, after, looks);
  assert.deepEqual(first.rows.map(({ differs }) => differs), [true, true, false]);
  assert.deepEqual([first.rows[1].b, second.rows[0].a], [undefined, undefined]);
  assert.ok(second.rows.every(({ differs }) => differs));
  assert.ok(compared(before, before, looks)[0].rows.every(({ differs }) => !differs));
});

test('a plan that is not decided yet on a day, or over, has no share in that day', () => {
  const zones = [zone(1, 'ODT', 100)];
  const early = [plan(1, { law_state: 'not_yet_decided', governs: null, folded: true, zones })];
  const [told] = compared(early, [plan(1, { zones })], looks);
  const share = told.rows.find(({ what }) => what === 'ODT');
  assert.deepEqual([share.a, share.b, share.differs, share.idle], [undefined, '100 m² · 100,0%', true, [true, false]]);
  assert.equal(compared(early, early, looks)[0].rows.length, 1);
});

test('a link names a place on earth by longitude and latitude, or none', () => {
  assert.deepEqual(readAt('107.084,10.343'), [107.084, 10.343]);
  for (const bad of [null, '', '107.084', '107.084,', ',10', '107,10,3', '181,10', '107,91', 'a,b']) assert.equal(readAt(bad), undefined, bad);
});

test('links go by the key that lasts, and name a day only if one was asked for', () => {
  const keys = { commune: '26506', sheet: '12', number: '45', identifier: null };
  const extract = { parcel: { layer: 'parcels', id: 7, keys } };
  assert.equal(pageOf(extract, undefined), '/thua/26506-12-45?lang=vi');
  assert.equal(linkOf(extract, '2026-03-02', 'pdf'), '/v1/parcels/7/extract?f=pdf&as_of=2026-03-02&lang=vi');
  const named = { parcel: { layer: 'parcels', id: 7, keys: { ...keys, commune: null, identifier: 'w3uy5vt93w85' } } };
  assert.equal(pageOf(named, undefined), '/thua/w3uy5vt93w85?lang=vi');
});

test('a parcel is called by sheet and number, with its ward where that has a name', () => {
  const keys = { commune: '26536', sheet: '12', number: '45', identifier: 'w3u4' };
  assert.equal(parcelName({ id: 7, keys, commune_name: 'Phường Rạch Dừa' }), 'Thửa 45, tờ 12, Phường Rạch Dừa');
  assert.equal(parcelName({ id: 7, keys, commune_name: null }), 'Thửa 45, tờ 12');
});
