// Readings that wait for a line: nothing lost, nothing twice, whatever breaks on the way.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ AT_ONCE, Book }, { withTaken }] = await Promise.all(['book', 'shelf'].map((name) => load(`apps/water/meters/${name}.ts`)));
// Pages of one browser hear each other; a test has one.
delete globalThis.BroadcastChannel;
const LIMITS = { history: 6 };
const walk = { network: 'a', round: '1', since: '', thresholds: LIMITS, meters: [{ meter: 'M-1', read: false, last: [] }, { meter: 'M-2', read: false, last: [] }] };
const AT = '2026-11-30T01:30:00.000Z';
const reading = (number, more = {}) => ({
  client_id: `id-${number}`, network: 'a', round: '1', meter: `M-${number}`, read_at: AT, value: 10 * number, how: 'read', verdict: 'ok', confirmed: false, who: 'doc', state: 'waits', ...more,
});

/** A shelf in memory. Values are copied, as a browser's database does. */
function shelf(...readings) {
  const rows = new Map(readings.map((each) => [each.client_id, each]));
  const kept = [{ network: 'a', round: '1', walk, at: AT, who: 'doc' }];
  return {
    rows,
    kept,
    rounds: async () => structuredClone(kept),
    readings: async () => [...rows.values()].map((each) => ({ ...each })),
    add: async (each, instead) => {
      rows.delete(instead);
      rows.set(each.client_id, { ...each });
    },
    change: async (id, changed) => void (rows.has(id) && rows.set(id, { ...rows.get(id), ...changed })),
    drop: async (id) => void rows.delete(id),
    settle: async (taken) => {
      for (const { reading: { client_id } } of taken) rows.delete(client_id);
      kept[0].walk = withTaken(kept[0].walk, taken);
    },
  };
}

/** A server that keeps each reading once; `answers` says otherwise of one, or breaks the line. */
function serves(answers = () => undefined) {
  const [calls, stands, photos] = [[], new Map(), []];
  globalThis.fetch = async (path, { body }) => {
    if (path === '/v1/assets') {
      photos.push(body);
      return Response.json({ hash: `hash-${photos.length}` }, { status: 201 });
    }
    const { readings } = JSON.parse(body);
    calls.push(readings);
    const outcomes = readings.map((sent) => {
      const other = answers(sent);
      if (other instanceof Error) throw other;
      if (other) return { client_id: sent.client_id, text: 'vì sao', ...other };
      const outcome = stands.has(sent.client_id) ? 'known' : 'accepted';
      stands.set(sent.client_id, sent);
      return { client_id: sent.client_id, outcome, read_at: sent.read_at, value: sent.value, verdict: 'ok', text: '' };
    });
    return Response.json({ outcomes });
  };
  return { calls, stands, photos };
}

async function bookOf(kept) {
  const book = new Book(() => undefined, kept);
  await book.isReady;
  return book;
}

test('what the server has goes from the phone, and stands in the round that was taken along', async () => {
  const server = serves();
  const kept = shelf(reading(1), reading(2));
  const book = await bookOf(kept);
  assert.equal(await book.send('doc'), 2);
  assert.deepEqual([server.calls.length, kept.rows.size, book.readings], [1, 0, []]);
  assert.deepEqual(kept.kept[0].walk.meters.map(({ read, last }) => [read, last[0].value]), [[true, 10], [true, 20]]);
  assert.deepEqual(book.upToDate(walk).meters.map(({ read }) => read), [true, true]);
});

test('a line that breaks before the answer loses nothing, and sends nothing twice', async () => {
  const server = serves();
  const answering = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    await answering(...asked);
    throw new TypeError('the line broke before the answer');
  };
  const kept = shelf(reading(1));
  const book = await bookOf(kept);
  assert.equal(await book.send('doc'), 0);
  assert.deepEqual([kept.rows.size, book.isOff], [1, true]);
  globalThis.fetch = answering;
  assert.equal(await (await bookOf(kept)).send('doc'), 1);
  assert.deepEqual([server.stands.size, server.calls.map(([{ client_id }]) => client_id), kept.rows.size], [1, ['id-1', 'id-1'], 0]);
});

test('two that send at once in one page, and one that comes in between, end in one reading each', async () => {
  const server = serves();
  const kept = shelf(reading(1));
  const book = await bookOf(kept);
  const first = book.send('doc');
  await book.add(reading(2));
  await Promise.all([first, book.send('doc'), book.send('doc')]);
  assert.deepEqual([[...server.stands.keys()], kept.rows.size], [['id-1', 'id-2'], 0]);
});

test('calls have a hundred readings at most', async () => {
  const server = serves();
  const book = await bookOf(shelf(...Array.from({ length: 250 }, (_, at) => reading(at + 1))));
  assert.equal(await book.send('doc'), 250);
  assert.deepEqual(server.calls.map(({ length }) => length), [AT_ONCE, AT_ONCE, 50]);
});

test('what is to be confirmed waits for a word, and what is refused for another value; neither is sent again by itself', async () => {
  const server = serves(({ meter, confirmed }) => (meter === 'M-1' && !confirmed ? { outcome: 'needs_confirmation', verdict: 'high' } : meter === 'M-2' ? { outcome: 'refused', code: 'problem-reading-value' } : undefined));
  const kept = shelf(reading(1), reading(2));
  const book = await bookOf(kept);
  assert.equal(await book.send('doc'), 0);
  assert.deepEqual(book.readings.map(({ state, text }) => [state, text]), [['asks', 'vì sao'], ['refused', 'vì sao']]);
  await book.send('doc');
  assert.equal(server.calls.length, 1);
  await book.confirm(book.of('a', 'M-1'));
  assert.equal(await book.send('doc'), 1);
  assert.deepEqual([[...kept.rows.keys()], server.stands.get('id-1').confirmed], [['id-2'], true]);
});

test('a photograph goes first and once, and again if the server has lost it', async () => {
  let isLost = true;
  const server = serves(() => {
    const was = isLost;
    isLost = false;
    return was ? { outcome: 'refused', code: 'problem-reading-photo' } : undefined;
  });
  const kept = shelf(reading(1, { photo: new Blob(['ảnh'], { type: 'image/jpeg' }) }));
  const book = await bookOf(kept);
  assert.equal(await book.send('doc'), 1);
  assert.deepEqual([server.photos.length, server.calls.map(([{ photo }]) => photo), kept.rows.size], [2, ['hash-1', 'hash-2'], 0]);
});

test('nobody sends what somebody else entered, and who is signed out is told so', async () => {
  const server = serves();
  const kept = shelf(reading(1), reading(2, { who: 'minh' }));
  const book = await bookOf(kept);
  await book.send(undefined);
  assert.equal(server.calls.length, 0);
  assert.equal(await book.send('minh'), 1);
  globalThis.fetch = async () => Response.json({ detail: 'Hãy đăng nhập.' }, { status: 401 });
  assert.equal(await book.send('doc'), 0);
  assert.deepEqual([book.isSignedOut, [...kept.rows.keys()]], [true, ['id-1']]);
});

test('a corrected reading takes the place of the first one', async () => {
  const server = serves();
  const kept = shelf(reading(1));
  const book = await bookOf(kept);
  await book.add(reading(1, { client_id: 'id-9', value: 11 }), 'id-1');
  assert.equal(await book.send('doc'), 1);
  assert.deepEqual([...server.stands.values()].map(({ client_id, value }) => [client_id, value]), [['id-9', 11]]);
});
