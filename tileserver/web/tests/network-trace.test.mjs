// Pages of a trace are put together if they are of one graph, and begin anew if they are not.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { traced } = await load('apps/network/trace.ts');

/** A server that answers with a page for each question, of the graphs named; a page with `next` has another behind it. */
function serves(graphs, next) {
  const asked = [];
  globalThis.fetch = async (path, { signal }) => {
    signal.throwIfAborted();
    const at = asked.push(path) - 1;
    const links = next(at) ? [{ rel: 'next', href: 'http://elsewhere/v1/next?offset=1' }] : [];
    const page = { graph: graphs[Math.min(at, graphs.length - 1)], network: 'a', from: 1, edges: [at], nodes: [at], closed: [], links };
    return { ok: true, json: async () => ({ revision: at, ...page }) };
  };
  return asked;
}
const going = () => new AbortController().signal;

test('an edit of something else between two pages changes nothing', async () => {
  serves(['g'], (at) => at === 0);
  assert.deepEqual((await traced('a', 1, going())).edges, [0, 1]);
});

test('a trace begins anew when the network changed between two pages', async () => {
  const asked = serves(['g', 'h'], (at) => at % 2 === 0);
  assert.deepEqual((await traced('a', 1, going())).edges, [2, 3]);
  assert.equal(asked.filter((path) => path.includes('/trace?')).length, 2);
});

test('a network that never stands still is said to be unsteady, not shown in part', async () => {
  const asked = serves(Array.from({ length: 99 }, (_, at) => `g${at}`), () => true);
  await assert.rejects(traced('a', 1, going()), ({ status, sentence }) => status === 409 && sentence.length > 10);
  assert.equal(asked.length, 10);
});

test('what is traced already is not read again while its graph stands', async () => {
  const asked = serves(['g'], () => true);
  const known = { graph: 'g', network: 'a', from: 1, edges: [7], nodes: [], closed: [], links: [] };
  assert.equal(await traced('a', 1, going(), known), known);
  assert.equal(asked.length, 1);
});

test('a trace that nobody waits for is broken off', async () => {
  const asked = serves(['g'], () => true);
  await assert.rejects(traced('a', 1, AbortSignal.abort()), { name: 'AbortError' });
  assert.equal(asked.length, 0);
});
