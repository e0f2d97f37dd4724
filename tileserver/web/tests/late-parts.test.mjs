// Parts of a page that come when they are wanted: asked for once, awaited by all who want them, and tried again after they did not come.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

// As much of a document as lit looks for when it is loaded.
Object.assign(globalThis, { Document: class {}, CSSStyleSheet: class {}, HTMLElement: class {}, document: { createTreeWalker: () => ({}) } });

const { LateParts } = await load('kit/server/late-parts.ts');

test('whoever wants a part goes on once it is here, and it is asked for once', async () => {
  let [asked, changes, come] = [0, 0, undefined];
  const parts = new LateParts({ tools: () => ((asked += 1), new Promise((done) => (come = done))) }, () => (changes += 1));
  assert.equal(parts.has('tools'), false);
  const [first, second] = [parts.want('tools'), parts.want('tools')];
  assert.equal(parts.has('tools'), false, 'it is on its way');
  come();
  assert.deepEqual(await Promise.all([first, second]), [true, true]);
  assert.ok(parts.has('tools'));
  assert.deepEqual([asked, changes], [1, 2]);
  assert.equal(parts.shown('tools', () => 'its content'), 'its content');
});

test('a part that does not come says so, and comes when it is wanted again', async () => {
  let isRenewed = true;
  const load = async () => {
    if (isRenewed) throw new TypeError('Failed to fetch dynamically imported module');
  };
  const parts = new LateParts({ tools: load }, () => undefined);
  assert.equal(await parts.want('tools'), false);
  assert.equal(parts.has('tools'), false);
  const told = parts.shown('tools', () => assert.fail('there is nothing to show'));
  assert.ok(told.strings.join('').includes('data-missed'), 'a sentence with ways on');
  isRenewed = false;
  assert.equal(await parts.want('tools'), true);
});
