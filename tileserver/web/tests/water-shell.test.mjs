// What the page without a line may keep, and under which names: nothing that tells of people.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ isLasting, keyOf, shellOf }, { SHELL }] = await Promise.all(['kit/viewer/shell/names.ts', 'apps/water/offline/shell.ts'].map(load));
const key = (path, base = '', shell = SHELL) => keyOf(shell, new URL(`https://gis.example${path}`), base);

test('the page is kept under one name, whatever its scripts read behind it', () => {
  assert.equal(key('/apps/water?lang=vi&edge=O-12'), '/apps/water');
  assert.equal(key('/gis/apps/water?lang=en', '/gis'), '/gis/apps/water');
});

test('files, styles, tiles and lists of layers and networks are kept with what they were asked for', () => {
  for (const path of ['/assets/water-X.js', '/apps/water-maplibre-worker-X.mjs', '/collections?f=json', '/xyz/wards/3/6/3', '/xyz/wards,parcels.json', '/styles/planning/sprite@2x.png', '/v1/networks?limit=1000&f=json', '/favicon.svg']) {
    assert.equal(key(path), path);
  }
});

test('answers, customers, jobs, sessions and other pages are not kept', () => {
  for (const path of ['/', '/apps/planning', '/apps/water-worker.js', '/v1/session', '/v1/networks/a/isolation?edge=p', '/v1/networks/a/shutdowns', '/v1/networks/a/rounds', '/v1/networks/a/rounds/1/meters', '/v1/search?q=a', '/collections/network_connections/items', '/v1/changes']) {
    assert.equal(key(path), undefined, path);
  }
  assert.equal(key('/apps/water', '/gis'), undefined, 'what lies beside the public path is another server');
});

test('only files whose names change with them are taken without asking', () => {
  assert.deepEqual(['/assets/a-X.js', '/apps/water-w-X.mjs', '/apps/water', '/collections?f=json', '/xyz/wards/3/6/3'].map(isLasting), [true, true, false, false, false]);
});

test('a page that keeps nothing but itself answers with no layer, tile or style', () => {
  const planning = shellOf('planning');
  assert.deepEqual(['/apps/planning?lang=vi', '/assets/a-X.js', '/apps/planning-maplibre-worker-X.mjs', '/favicon.svg'].map((path) => key(path, '', planning)), ['/apps/planning', '/assets/a-X.js', '/apps/planning-maplibre-worker-X.mjs', '/favicon.svg']);
  for (const path of ['/collections?f=json', '/xyz/wards/3/6/3', '/styles/planning/style.json', '/v1/parcels/1/extract', '/v1/session', '/apps/public', '/apps/water']) {
    assert.equal(key(path, '', planning), undefined, path);
  }
});
