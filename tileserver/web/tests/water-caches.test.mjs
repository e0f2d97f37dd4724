// Areas of several networks on one device: one goes without another, and the page stays as long as one of them is there.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ drop, empty }, { CACHE, cacheOf, cacheOfRound }, { fill }] = await Promise.all(['apps/water/offline/caches.ts', 'apps/water/offline/shell.ts', 'kit/viewer/shell/caches.ts'].map(load));
const HERE = 'https://gis.example';
const whole = (path) => new URL(path, HERE).href;

/** The part of a browser's caches that is used, in memory. */
const all = new Map();
globalThis.caches = {
  async open(name) {
    if (!all.has(name)) all.set(name, new Map());
    const kept = all.get(name);
    return {
      match: async (url) => kept.get(whole(url))?.clone(),
      put: async (url, answer) => void kept.set(whole(url), answer),
      keys: async () => [...kept.keys()].map((url) => ({ url })),
      delete: async (url) => kept.delete(whole(url)),
    };
  },
  keys: async () => [...all.keys()],
  delete: async (name) => all.delete(name),
  match: async (key, { cacheName }) => all.get(cacheName)?.get(whole(key))?.clone(),
};
const serve = async (url) => new Response(url);
const take = (name, ...paths) => fill(name, paths.map(whole), serve, () => undefined);

test('taking one area along leaves another as it is, and replaces what was kept of its own', async () => {
  all.clear();
  await take(cacheOf('a'), '/xyz/edges/1/0/0', '/xyz/edges/1/1/0');
  await take(cacheOf('b'), '/xyz/edges/1/0/1');
  await take(cacheOf('a'), '/xyz/edges/1/1/0');
  assert.deepEqual([...all.get(cacheOf('a')).keys()], [whole('/xyz/edges/1/1/0')]);
  assert.deepEqual([...all.get(cacheOf('b')).keys()], [whole('/xyz/edges/1/0/1')]);
});

test('the page goes with the last network', async () => {
  all.clear();
  await take(CACHE, '/apps/water');
  for (const network of ['a', 'b/c']) await take(cacheOf(network), '/xyz/edges/1/0/0');
  assert.equal(await empty('a', ['b/c']), false);
  assert.deepEqual([...all.keys()], [CACHE, cacheOf('b/c')]);
  assert.equal(await empty('b/c', []), true);
  assert.deepEqual([...all.keys()], []);
});

test('a round of meters keeps the page when the areas go, and goes without them', async () => {
  all.clear();
  await take(CACHE, '/apps/water');
  for (const name of [cacheOf('a'), cacheOfRound('a', 'Tuyến 1/1'), cacheOfRound('a', 'Tuyến 2')]) await take(name, '/xyz/edges/1/0/0');
  assert.equal(await drop(cacheOfRound('a', 'Tuyến 2')), false);
  assert.equal(await empty('a', []), false);
  assert.deepEqual([...all.keys()], [CACHE, cacheOfRound('a', 'Tuyến 1/1')]);
  assert.equal(await drop(cacheOfRound('a', 'Tuyến 1/1')), true);
  assert.deepEqual([...all.keys()], []);
});

test('what was kept stays if not all comes', async () => {
  all.clear();
  await take(cacheOf('a'), '/xyz/edges/1/0/0');
  const broken = async (url) => (url.endsWith('/9') ? new Response('', { status: 500 }) : new Response(url));
  await assert.rejects(fill(cacheOf('a'), [whole('/xyz/edges/1/0/9')], broken, () => undefined), TypeError);
  assert.deepEqual([...all.get(cacheOf('a')).keys()], [whole('/xyz/edges/1/0/0')]);
});

test('the worker finds what is kept with whichever network, and nothing in caches of others', async () => {
  all.clear();
  await take(cacheOf('a'), '/xyz/edges/1/0/0');
  await take(cacheOf('b'), '/xyz/edges/1/0/1');
  await take('of-another', '/xyz/edges/1/0/2');
  let heard;
  globalThis.self = { location: new URL('/apps/water-worker.js', HERE), addEventListener: (name, listener) => name === 'fetch' && (heard = listener) };
  globalThis.fetch = async () => { throw new TypeError('no line'); };
  await load('apps/water/worker.ts');
  const asked = (path) => new Promise((done) => heard({ request: { method: 'GET', url: whole(path) }, respondWith: done }));
  assert.equal(await (await asked('/xyz/edges/1/0/1')).text(), whole('/xyz/edges/1/0/1'));
  await assert.rejects(asked('/xyz/edges/1/0/2'), TypeError);
});

test('a file whose name changes with it is not fetched again, and one of another time goes', async () => {
  const asked = [];
  const seen = async (url) => (asked.push(url), new Response(url));
  const isGood = (url) => url.includes('/assets/');
  await fill('shell', ['/page', '/assets/a-1.js'].map(whole), seen, () => undefined, isGood);
  asked.length = 0;
  await fill('shell', ['/page', '/assets/a-1.js', '/assets/b-2.js'].map(whole), seen, () => undefined, isGood);
  assert.deepEqual(asked.sort(), ['/assets/b-2.js', '/page'].map(whole));
  await fill('shell', ['/page', '/assets/b-2.js'].map(whole), seen, () => undefined, isGood);
  assert.deepEqual([...all.get('shell').keys()].sort(), ['/assets/b-2.js', '/page'].map(whole));
});
