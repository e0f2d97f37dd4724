// What is taken for a way to reach somebody, what is left of a comment without its passages, and which plans are listed first.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { readContact } = await load('apps/public/contact.ts');
const { without } = await load('apps/plans/comments/passages.ts');
const { listed } = await load('apps/plans/plan-list.ts');

test('a number and an address are told apart, and a name is neither', () => {
  for (const phone of ['0912345678', '0912 345 678', '+84 (0)91.234.5678', '028-3822-1234']) assert.deepEqual(readContact(` ${phone} `), { phone });
  for (const email of ['lan@vidu.vn', 'tran.thi.lan@so.tinh.gov.vn']) assert.deepEqual(readContact(email), { email });
  for (const neither of ['', 'không phải điện thoại', '12345', 'lan@', '@vidu.vn', 'lan@vidu', '0912345678 gọi tối', '1'.repeat(16)]) assert.equal(readContact(neither), undefined, neither);
});

test('passages are taken out wherever they stand, also where they overlap', () => {
  const text = 'Ông Nguyễn Văn A, số 0912; gọi Nguyễn Văn A hoặc 0912';
  assert.equal(without(text, ['Nguyễn Văn A']), 'Ông […], số 0912; gọi […] hoặc 0912');
  assert.equal(without(text, ['Văn A, số', 'số 0912']), 'Ông Nguyễn […]; gọi Nguyễn Văn A hoặc 0912');
  assert.equal(without(text, ['Văn', 'Nguyễn Văn A']), 'Ông […], số 0912; gọi […] hoặc 0912');
  assert.equal(without(text, []), text);
});

test('plans in force come first, and are found without marks', () => {
  const plans = [
    { id: 1, name: 'Quy hoạch chung', state: 'replaced' },
    { id: 2, name: 'Đồ án khu đô thị', state: 'draft', code: '79QCT' },
    { id: 3, name: 'Quy hoạch phân khu', state: 'published' },
  ];
  const ids = (wish) => listed(plans, { text: '', state: '', ...wish }).map(({ id }) => id);
  assert.deepEqual(ids({}), [3, 2, 1]);
  assert.deepEqual(ids({ text: 'do an DO THI' }), [2]);
  assert.deepEqual(ids({ text: 'quy hoach', state: 'replaced' }), [1]);
  assert.deepEqual(ids({ text: 'qct' }), [2]);
});
