// Readings that wait for a line: nothing lost, nothing twice, whatever breaks on the way.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ AT_ONCE, Book }, { DeviceShelf, withTaken }] = await Promise.all(['book', 'shelf'].map((name) => load(`apps/water/meters/${name}.ts`)));
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
    changeRound: async (network, round, changed) => void kept.filter((each) => each.network === network && each.round === round).forEach((each) => Object.assign(each, changed)),
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
  await book.confirm(book.of('a', 'M-1', 'doc'), 'doc');
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

test('two readers of one phone keep their readings of one meter apart', async () => {
  const kept = shelf(reading(1));
  const book = await bookOf(kept);
  assert.deepEqual([book.of('a', 'M-1', 'minh'), book.of('a', 'M-1', undefined), book.of('a', 'M-1', 'doc').client_id], [undefined, undefined, 'id-1']);
  await book.add(reading(1, { client_id: 'id-9', who: 'minh' }), 'id-1');
  assert.deepEqual([...kept.rows.keys()], ['id-1', 'id-9'], 'nobody corrects what somebody else entered');
  const others = { ...book.of('a', 'M-1', 'doc') };
  await book.drop(others, 'minh');
  await kept.change('id-1', { state: 'asks' });
  await book.confirm(others, 'minh');
  assert.deepEqual([kept.rows.get('id-1').state, kept.rows.get('id-1').confirmed], ['asks', false]);
  await book.drop(others, 'doc');
  assert.deepEqual([...kept.rows.keys()], ['id-9']);
});

test('a photograph that is not taken now keeps back its own reading only, with the reason, and is put again', async () => {
  for (const [status, problem] of [[500, { detail: 'Máy chủ hỏng.' }], [403, { detail: 'Không được phép.' }], [413, {}]]) {
    const server = serves();
    const answering = globalThis.fetch;
    globalThis.fetch = async (path, asked) => (path === '/v1/assets' ? Response.json(problem, { status }) : answering(path, asked));
    const kept = shelf(reading(1, { photo: new Blob(['ảnh'], { type: 'image/jpeg' }) }), reading(2), reading(3));
    const book = await bookOf(kept);
    assert.equal(await book.send('doc'), 2, `${status}`);
    const { state, text, isPhotoLate } = kept.rows.get('id-1');
    assert.deepEqual([[...server.stands.keys()], state, text, isPhotoLate, book.isOff, book.isSignedOut], [['id-2', 'id-3'], 'waits', problem.detail, true, false, false]);
    globalThis.fetch = answering;
    assert.deepEqual([await book.send('doc'), kept.rows.size], [1, 0]);
  }
});

test('who is not here any more leaves no round to be seen, and none at all once all readings of it are sent', async () => {
  serves();
  const kept = shelf(reading(1));
  const book = await bookOf(kept);
  assert.deepEqual([await book.met('doc'), book.rounds.length], [[], 1]);
  assert.deepEqual([await book.met('minh'), book.rounds.length, book.keptRound('a', '1')], [[], 0, undefined], 'a reading waits of it');
  assert.equal((await bookOf(kept)).rounds.length, 0, 'nor without a line, when the page is opened anew');
  await book.met('doc');
  assert.deepEqual([book.rounds.length, await book.send('doc')], [1, 1]);
  assert.deepEqual((await book.met(undefined)).map(({ round }) => round), ['1']);
});

test('a shelf that does not open is said to be shut, keeps what was read of it, and is opened again', async () => {
  const kept = shelf(reading(1));
  const book = await bookOf(kept);
  const { readings } = kept;
  kept.readings = async () => Promise.reject(new Error('shut'));
  await book.reread();
  assert.deepEqual([book.isShut, book.readings.length, await book.send('doc')], [true, 1, 0]);
  kept.readings = readings;
  await book.reread();
  assert.equal(book.isShut, false);
});

test('the database is opened anew after it failed to open and after it was closed', async () => {
  const databases = [];
  let opened = 0;
  const answers = (result) => ({ objectStore: () => ({ getAll: () => ({ result }) }), set oncomplete(done) { setImmediate(done); } });
  globalThis.indexedDB = {
    open() {
      const asked = { error: new Error('no') };
      const isFirst = ++opened === 1;
      setImmediate(() => {
        if (isFirst) return asked.onerror();
        asked.result = { transaction: () => answers([]) };
        databases.push(asked.result);
        asked.onsuccess();
      });
      return asked;
    },
  };
  const device = new DeviceShelf();
  await assert.rejects(device.readings());
  assert.deepEqual([await device.readings(), await device.rounds(), opened], [[], [], 2]);
  databases[0].onclose();
  assert.deepEqual([await device.readings(), opened], [[], 3]);
  databases[1].transaction = () => { throw new Error('closed'); };
  await assert.rejects(device.readings());
  assert.deepEqual([await device.readings(), opened], [[], 4]);
  delete globalThis.indexedDB;
});
