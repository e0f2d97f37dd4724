// What a table asks for, which pages it keeps, and where a million rows stand.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { filterOf, parametersOf, Pages, PAGE } = await load('kit/layers/table/rows.ts');
const { readTable, writeTable } = await load('kit/layers/table/table-link.ts');
const { wrongFilter } = await load('kit/layers/table/wrong-filter.ts');
const { MOST_TICKED, shareTicked, ticked } = await load('kit/layers/table/ticks.ts');
const { cellText } = await load('kit/layers/table/cells.ts');
const { fieldHeading } = await load('kit/server/field-words.ts');
const { placeOf, scrollOf } = await load('kit/layers/table/scrolling.ts');

test('filters are read as people write them', () => {
  for (const [type, typed, expected] of [
    ['text', 'trần phú', '~trần phú'],
    ['text', 'ODT|ONT', 'ODT|ONT'],
    ['text', '=1..2', '=1..2'],
    ['real', '1,5..2', '1.5..2'],
    ['real', '> 100', '100..'],
    ['integer', '<=7', '..7'],
    ['integer', '7', '7'],
    ['date', '5/3/2026', '2026-03-05..2026-03-05'],
    ['date', '2020..2021', '2020..2021'],
    ['boolean', 'Có', 'true'],
    ['boolean', 'không', 'false'],
  ]) {
    assert.equal(filterOf({ name: 'x', type }, typed), expected, typed);
  }
});

test('a link keeps the layer, the order and the filters of a table', () => {
  const choice = { sort: { field: 'dien_tich', descending: true }, words: 'lê lợi, 5', filters: { so_to: '5..7', loai_dat: '=A:B%', dia_chi: ' ' } };
  const text = writeTable({ layer: 'parcels', choice, isInView: true });
  assert.equal(text, 'parcels,sort:-dien_tich,words:lê lợi%2C 5,in-view,f.so_to:5..7,f.loai_dat:=A%3AB%25');
  const { dia_chi: _, ...filters } = choice.filters;
  assert.deepEqual(readTable(text), { layer: 'parcels', choice: { ...choice, filters }, isInView: true });
  assert.deepEqual(readTable(writeTable({ layer: 'wards', choice: { words: '', filters: {} }, isInView: false })), { layer: 'wards', choice: { words: '', filters: {} }, isInView: false });
  assert.deepEqual(readTable(',later:1,f.:x,%E0'), { choice: { words: '', filters: {} }, isInView: false }, 'what is not understood is left out');
});

test('a filter that is refused is named as people call its field', () => {
  const fields = [{ name: 'so_to', title: 'Số tờ', type: 'integer' }, { name: 'ngay', title: 'Ngày', type: 'date' }];
  const refused = (sentence, status = 400) => ({ sentence, status });
  const said = (trouble) => wrongFilter(trouble, fields, { words: '', filters: { so_to: 'hai ', ngay: 'x' } });
  const { field, words } = said(refused('Tham số f.so_to không nhận giá trị hai; cần một số nguyên.'));
  assert.equal(field, 'so_to');
  assert.ok(words.startsWith('Số tờ:') && words.includes('“hai”') && !words.includes('f.so_to'), words);
  assert.equal(said(refused('Parameter f.ngay does not take x; a date is needed.')).field, 'ngay');
  for (const other of [refused('Tham số sort không nhận giá trị x.'), refused('Tham số f.khac không có.'), refused('Tham số f.so_to', 503), undefined]) {
    assert.equal(said(other), undefined);
  }
});

test('what a code means is what people filter by', () => {
  const field = { name: 'trang_thai', type: 'text', codes: { published: 'Đã công bố', draft: 'Đang lập', replaced: 'Đã được thay thế' } };
  for (const [typed, expected] of [['công bố', 'published'], ['cong bo', 'published'], ['ĐÃ', 'published|replaced'], ['draft', '~draft']]) {
    assert.equal(filterOf(field, typed), expected, typed);
  }
});

test('columns and cells are told as the server calls them, and as the data has them where it has no words', () => {
  const field = { name: 'cap_do', type: 'text', title: 'Cấp độ quy hoạch', codes: { general: 'Quy hoạch chung' } };
  assert.equal(fieldHeading(field), 'Cấp độ quy hoạch');
  assert.equal(fieldHeading({ name: 'cao', title: 'Chiều cao', unit: 'm2' }), 'Chiều cao (m²)');
  assert.equal(fieldHeading({ name: 'x_1' }), 'x_1');
  assert.deepEqual(['general', 'khác', null, 7].map((value) => cellText(field, value)), ['Quy hoạch chung', 'khác', '', '7']);
});

test('a choice becomes parameters; empty filters are none', () => {
  const fields = [{ name: 'dien_tich', type: 'real' }, { name: 'loai_dat', type: 'text' }];
  const choice = { sort: { field: 'dien_tich', descending: true }, words: ' phú ', filters: { loai_dat: 'odt', dien_tich: ' ' }, box: [1, 2, 3, 4] };
  const asked = Object.fromEntries(parametersOf(choice, fields));
  assert.deepEqual(asked, { sort: '-dien_tich', q: 'phú', 'f.loai_dat': '~odt', bbox: '1.0000000,2.0000000,3.0000000,4.0000000' });
});

/** A layer of so many rows that answers at once. */
function answering(total, revision = () => 1) {
  return async (path) => {
    const asked = new URLSearchParams(path.split('?')[1]);
    const from = Number(asked.get('from'));
    const rows = Array.from({ length: Math.min(PAGE, total - from) }, (_, at) => ({ id: from + at, bbox: null, properties: {} }));
    return { revision: revision(), total, from, rows };
  };
}

test('only pages near what is in sight are kept', async () => {
  const pages = new Pages('parcels', new URLSearchParams(), () => {}, answering(1_000_000));
  for (let at = 0; at < 100_000; at += 500) {
    pages.need(at, at + 50);
    await new Promise(setImmediate);
  }
  assert.equal(pages.total, 1_000_000);
  assert.equal(pages.row(99_500).id, 99_500);
  assert.equal(pages.row(0), undefined);
  assert.ok(pages.held <= 14 * PAGE, `${pages.held} rows are held`);
});

test('rows of two revisions never stand side by side', async () => {
  let revision = 1;
  const pages = new Pages('parcels', new URLSearchParams(), () => {}, answering(1000, () => revision));
  pages.need(0, 50);
  await new Promise(setImmediate);
  revision = 2;
  pages.need(500, 550);
  await new Promise(setImmediate);
  assert.equal(pages.row(0), undefined);
  assert.equal(pages.row(500).id, 500);
});

test('every row can be scrolled to, however many share a pixel', () => {
  for (const total of [10, 1000, 1_000_000]) {
    const window = { row: 34, visible: 8, total, height: Math.min(total * 34, 6_000_000) };
    const last = Math.max(0, total - 8);
    assert.equal(placeOf(window, 0), 0);
    assert.equal(placeOf(window, scrollOf(window, last)), last);
    const middle = placeOf(window, scrollOf(window, Math.floor(last / 2)));
    assert.ok(Math.abs(middle - last / 2) <= Math.max(1, total / 100_000), `${middle} of ${total}`);
  }
});

test('ticked rows stay until they are ticked off, and are never more than the server takes', () => {
  const some = ticked(new Set([5]), [7, 3, 7], true);
  assert.deepEqual([...some], [5, 7, 3]);
  assert.deepEqual([...ticked(some, [7, 99], false)], [5, 3]);
  assert.deepEqual([...some], [5, 7, 3]);
  const many = ticked(some, Array.from({ length: 2 * MOST_TICKED }, (_, at) => at + 1000), true);
  assert.equal(many.size, MOST_TICKED);
  assert.equal(shareTicked(some, [5, 7]), 'all');
  assert.equal(shareTicked(some, [5, 8]), 'some');
  assert.equal(shareTicked(some, []), 'none');
});

test('a page that does not come is told of and asked for once', async () => {
  let asked = 0;
  const told = [];
  const refused = new Error('refused');
  const pages = new Pages('parcels', new URLSearchParams(), (trouble) => told.push(trouble), () => ((asked += 1), Promise.reject(refused)));
  for (const _ of [1, 2, 3]) {
    pages.need(0, 10);
    await new Promise(setImmediate);
  }
  assert.deepEqual([asked, told], [1, [refused]]);
});
