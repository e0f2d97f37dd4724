// Links of our own pages and files in the language that was chosen, and what a device remembers of it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const stored = new Map();
globalThis.document = { documentElement: { dataset: { base: '/gis' }, lang: 'vi' } };
globalThis.location = { origin: 'http://here', href: 'http://here/', search: '' };
globalThis.localStorage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) };
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['fr'] }, configurable: true });

const text = await load('kit/page/text.ts');

test('a link says the language once, before its place, and below the path the world sees', async () => {
  const { linked } = await load('kit/page/link.ts');
  for (const [path, expected] of [
    ['/', '/gis/?lang=vi'],
    ['/gis/apps/admin', '/gis/apps/admin?lang=vi'],
    ['/apps/planning#v1/planning?s=parcels/1', '/gis/apps/planning?lang=vi#v1/planning?s=parcels/1'],
    ['/v1/parcels/7/extract?f=pdf&as_of=2026-03-05', '/gis/v1/parcels/7/extract?f=pdf&as_of=2026-03-05&lang=vi'],
    ['/v1/layers/parcels/rows.csv?lang=en&q=tr%E1%BA%A7n', '/gis/v1/layers/parcels/rows.csv?lang=vi&q=tr%E1%BA%A7n'],
  ]) {
    assert.equal(linked(path), expected);
  }
});

test('a link to a page goes before what the device remembers, and that before what the browser wishes', () => {
  assert.equal(text.wished(), 'vi', 'neither says anything we speak');
  navigator.languages.unshift('en-GB');
  assert.equal(text.wished(), 'en');
  text.keep('vi');
  assert.equal(text.wished(), 'vi');
  globalThis.location.search = '?lang=en';
  assert.equal(text.wished(), 'en');
  assert.equal(text.kept(), 'vi', 'a link changes nothing of it');
  stored.set('diaban-language', 'klingon');
  assert.equal(text.kept(), undefined);
});

test('files of a table, the page and the sheet of a parcel are linked in the language', async () => {
  const { fileLink } = await load('kit/layers/table/rows.ts');
  const { linkOf, pageOf } = await load('kit/extract/asking.ts');
  const parcel = { id: 7, keys: { commune: '26506', sheet: '1', number: '185', identifier: null } };
  assert.equal(fileLink('parcels', 'csv', new URLSearchParams({ ids: '1,2' })), '/gis/v1/layers/parcels/rows.csv?ids=1%2C2&lang=vi');
  assert.equal(linkOf({ parcel }, undefined, 'pdf'), '/gis/v1/parcels/7/extract?f=pdf&lang=vi');
  assert.equal(pageOf({ parcel }, '2026-03-05'), '/gis/thua/26506-1-185?as_of=2026-03-05&lang=vi');
});

test('English is read when somebody wants it; what did not come is asked for again and stands in Vietnamese till then', async () => {
  const read = [];
  const part = (id, comes) => ({ vi: `${id} = Đất`, en: () => (read.push(id), comes(id)) });
  const comes = (id) => Promise.resolve(`${id} = Land`);
  let line = false;
  text.speak('vi');
  text.learn(part('web-first', comes));
  text.learn(part('web-second', (id) => (line ? comes(id) : Promise.reject(new Error('no line')))));
  assert.deepEqual(read, [], 'nobody wants it yet');
  let told = 0;
  text.onLanguage(() => (told += 1));
  text.speak('en');
  assert.equal(text.say('web-first'), 'Đất');
  await text.beingRead();
  assert.equal(text.say('web-first'), 'Land');
  assert.equal(text.say('web-second'), 'Đất');
  assert.equal(told, 2, 'with the choice, and when the sentences are there');
  line = true;
  text.learn(part('web-third', comes));
  await text.beingRead();
  assert.equal(text.say('web-second'), 'Land');
  assert.deepEqual(read, ['web-first', 'web-second', 'web-second', 'web-third']);
  text.speak('vi');
  assert.equal(text.beingRead(), undefined);
  assert.equal(text.say('web-third'), 'Đất');
});

test('a page does not wait for ever for English that does not come', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  text.speak('en');
  text.learn({ vi: 'web-hanging = Nước', en: () => new Promise(() => {}) });
  const waits = text.beingRead();
  t.mock.timers.tick(10_000);
  await waits;
  assert.equal(text.say('web-hanging'), 'Nước');
  text.speak('vi');
});
