// Fields while they are changed: what is typed, what is sent, and what becomes of two people's changes.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { readTyped, typedOf, changeOf, differences, merged } = await load('kit/place/edit/field-values.ts');
const { EditDraft } = await load('kit/place/edit/edit-draft.ts');

const square = { type: 'Polygon', coordinates: [[[107, 10], [107.1, 10], [107.1, 10.1], [107, 10]]] };
const FIELDS = [{ name: 'so_to', type: 'integer' }, { name: 'dien_tich', type: 'real' }, { name: 'loai', type: 'text' }, { name: 'ngay', type: 'date' }];
const base = (more = {}) => ({ tag: '"5-a"', properties: { so_to: 1, dien_tich: 2159.6, loai: 'ODT', ngay: '2026-03-05', ...more }, geometry: square });
const draft = (version = base()) => new EditDraft(version, FIELDS, () => ',');
const typing = (edit, name, text) => edit.type(FIELDS.find((field) => field.name === name), text);

test('numbers are read as people write them, and never in two ways', () => {
  for (const [type, text, mark, expected] of [
    ['real', '2159,6', ',', { value: 2159.6 }],
    ['real', '1 208 622,92', ',', { value: 1208622.92 }],
    ['real', '1.5', ',', { value: 1.5 }],
    ['real', '2159.6', '.', { value: 2159.6 }],
    ['real', '-3', ',', { value: -3 }],
    ['integer', '7', ',', { value: 7 }],
    ['real', '1.234', ',', { trouble: 'web-edit-number-unclear' }],
    ['real', '1,234', '.', { trouble: 'web-edit-number-unclear' }],
    ['real', '1.234,5', ',', { trouble: 'web-edit-number-unclear' }],
    ['real', '12 m', ',', { trouble: 'web-edit-no-number' }],
    ['real', '1e5', ',', { trouble: 'web-edit-no-number' }],
    ['integer', '7,5', ',', { trouble: 'web-edit-no-whole-number' }],
    ['integer', '9007199254740993', ',', { trouble: 'web-edit-no-whole-number' }],
    ['date', '5/3/2026', ',', { value: '2026-03-05' }],
    ['date', '31/2/2026', ',', { trouble: 'web-edit-no-day' }],
    ['boolean', 'true', ',', { value: true }],
    ['boolean', 'false', ',', { value: false }],
    ['json', '{"a": [1]}', ',', { value: { a: [1] } }],
    ['json', '{a', ',', { trouble: 'web-edit-no-json' }],
    ['text', ' hai  chữ ', ',', { value: ' hai  chữ ' }],
    ['text', '  ', ',', { value: null }],
    ['integer', '', ',', { value: null }],
  ]) {
    assert.deepEqual(readTyped(type, text, mark), expected, `${type} ${text} ${mark}`);
  }
});

test('what is shown is read back as it was', () => {
  for (const [type, value] of [['real', 0.1], ['real', 88], ['integer', -5], ['text', 'Phường Vũng Tàu'], ['boolean', false], ['date', '2026-03-05'], ['json', { a: 1 }]]) {
    for (const mark of [',', '.']) assert.deepEqual(readTyped(type, typedOf(value, mark), mark), { value }, `${type} ${mark}`);
  }
});

test('only what changed is sent, and nothing of what came back to where it was', () => {
  const edit = draft();
  assert.equal(edit.isDirty, false);
  typing(edit, 'loai', 'ONT');
  typing(edit, 'so_to', '1');
  assert.deepEqual(edit.change(), { properties: { loai: 'ONT' } });
  typing(edit, 'loai', 'ODT');
  assert.deepEqual(edit.change(), {});
  assert.equal(edit.isDirty, false);
  typing(edit, 'ngay', '');
  assert.deepEqual(edit.change(), { properties: { ngay: null } }, 'an emptied field is sent as empty');
});

test('what cannot be read is not sent as something else', () => {
  const edit = draft();
  typing(edit, 'so_to', 'mười');
  assert.equal(edit.troubleOf(FIELDS[0]), 'web-edit-no-number');
  assert.ok(edit.isUnread && edit.isDirty);
  assert.deepEqual(edit.change(), {});
});

test('a value no control can hold stays what it is while nobody types', () => {
  const edit = draft(base({ dien_tich: 1e21 }));
  typing(edit, 'dien_tich', edit.textOf(FIELDS[1]));
  assert.equal(edit.isDirty, false);
});

test('a shape is sent only if it is another', () => {
  assert.deepEqual(changeOf(base(), { ...base(), geometry: JSON.parse(JSON.stringify(square)) }), {});
  const moved = { type: 'Polygon', coordinates: [[[107, 10.01], [107.1, 10], [107.1, 10.1], [107, 10.01]]] };
  assert.deepEqual(changeOf(base(), { ...base(), geometry: moved }), { geometry: moved });
});

test('of two changes each knows whose it is, and what both changed is nobody’s', () => {
  const mine = { ...base(), properties: { ...base().properties, so_to: 2, loai: 'ONT', dien_tich: 5 } };
  const theirs = { ...base(), properties: { ...base().properties, loai: 'TMD', ngay: '2026-04-01', dien_tich: 5 } };
  const found = differences(base(), mine, theirs);
  assert.deepEqual(found.map(({ member, side }) => [member, side]), [
    ['properties.so_to', 'mine'],
    ['properties.loai', undefined],
    ['properties.ngay', 'theirs'],
  ]);
  const both = merged(mine, theirs, found, new Map([['properties.loai', 'theirs'], ['properties.ngay', 'mine']]));
  assert.deepEqual(both.properties, { so_to: 2, dien_tich: 5, loai: 'TMD', ngay: '2026-03-05' });
});

test('after a choice the change rests on the other version and names no field of theirs', () => {
  const edit = draft();
  typing(edit, 'loai', 'ONT');
  typing(edit, 'dien_tich', '88,25');
  const theirs = { ...base({ loai: 'TMD', ngay: '2026-04-01' }), tag: '"6"' };
  const found = differences(edit.base, edit.content(), theirs);
  edit.restOn(theirs, found, new Map([['properties.loai', 'theirs']]));
  assert.equal(edit.base.tag, '"6"');
  assert.deepEqual(edit.change(), { properties: { dien_tich: 88.25 } });
  assert.equal(edit.textOf(FIELDS[2]), 'TMD');
});

test('how long a control is hangs on what is stored, not on what is typed in it', () => {
  const edit = draft();
  typing(edit, 'loai', 'x'.repeat(49));
  assert.equal(edit.textOf(FIELDS[2]).length, 49);
  assert.equal(edit.storedTextOf(FIELDS[2]), 'ODT');
});
