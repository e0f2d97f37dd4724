// What a report of wrong information says, as a letter and as a copy, and how the authority is found on the start page.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

globalThis.document = { documentElement: { dataset: {} } };
globalThis.location = { origin: 'http://here', href: 'http://here/' };

const { letterTo, reportOf, roomFor, LONGEST } = await load('kit/share/report/report-text.ts');
const { authorityOf, dialled } = await load('kit/share/report/authority.ts');

const seen = { about: 'Thửa 1, tờ 1', facts: ['Nơi: Thửa 1, tờ 1', 'Liên kết: http://here/thua/1?as_of=2026-12-01&lang=vi'] };

test('a letter keeps its lines, its signs and its link', () => {
  const letter = new URL(letterTo('a+b@vidu.vn', 'Sai: 50% & hơn', reportOf(seen, ' Diện tích sai.\nĐường khác ')));
  assert.equal(letter.pathname, 'a%2Bb@vidu.vn');
  const told = Object.fromEntries(letter.search.slice(1).split('&').map((part) => part.split('=').map(decodeURIComponent)));
  assert.equal(told.subject, 'Sai: 50% & hơn');
  assert.equal(told.body, `Diện tích sai.\r\nĐường khác\r\n\r\n${seen.facts.join('\r\n')}`);
});

test('a letter that no browser hands on is none', () => {
  assert.ok(letterTo('qh@vidu.vn', 'Sai', reportOf(seen, 'ấ'.repeat(100))).length < 2000);
  assert.equal(letterTo('qh@vidu.vn', 'Sai', reportOf(seen, 'ấ'.repeat(300))), undefined);
});

test('words that are too long are cut, the facts never', () => {
  const report = reportOf(seen, 'ấ'.repeat(5000));
  assert.ok(report.length <= LONGEST && report.endsWith(seen.facts.join('\n')) && report.includes('…'));
  assert.equal(reportOf(seen, 'a'.repeat(roomFor(seen))).length, LONGEST);
});

test('the address of an authority is what is neither name, telephone nor mail; a name alone is no contact', () => {
  const [name, phone, email] = ['Sở Quy hoạch', '0254 123 456', 'qh@vidu.vn'];
  const whole = { text: `${name} · 1 Lê Lợi, P. 1 · Điện thoại ${phone} · ${email}`, name, phone, email };
  assert.deepEqual(authorityOf(whole), { name, phone, email, address: '1 Lê Lợi, P. 1' });
  assert.deepEqual(authorityOf({ text: `${name} · ${email}`, name, email }), { name, phone: undefined, email });
  assert.equal(authorityOf({ text: name, name }), undefined);
  assert.equal(dialled('+84 (254) 123-456'), '+84254123456');
});
