// The shelf of kept shapes: a database that failed to open, or was closed, is opened anew, and the mark stays after a failure.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './typescript.mjs';

const marks = new Map();
globalThis.localStorage = { getItem: (key) => marks.get(key) ?? null, setItem: (key, value) => marks.set(key, value), removeItem: (key) => marks.delete(key) };

const SHAPES = [{ id: 1, name: 'Lô' }];
let opened = 0;
let isBroken = true;
let isClosed = false;
const later = (done) => queueMicrotask(done);
const database = () => ({
  transaction: () => {
    if (isClosed) throw new Error('closed');
    const transaction = { objectStore: () => ({ getAll: () => ({ result: SHAPES }) }) };
    later(() => later(() => transaction.oncomplete()));
    return transaction;
  },
});
globalThis.indexedDB = {
  open: () => {
    opened += 1;
    const asked = { error: new Error('broken') };
    later(() => {
      if (isBroken) return asked.onerror();
      asked.result = database();
      asked.onsuccess();
    });
    return asked;
  },
};

const { isMarked, kept } = await load('kit/measure/kept/shelf.ts');

test('what failed to open is opened anew, and the mark stays', async () => {
  marks.set('diaban-shapes', '1');
  await assert.rejects(kept());
  assert.equal(isMarked(), true);
  isBroken = false;
  assert.deepEqual(await kept(), SHAPES);
  assert.equal(opened, 2);
});

test('a database the browser closed is opened anew the next time', async () => {
  isClosed = true;
  await assert.rejects(kept());
  isClosed = false;
  assert.deepEqual(await kept(), SHAPES);
  assert.equal(opened, 3);
});
