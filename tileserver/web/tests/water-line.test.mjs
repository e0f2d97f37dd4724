// Findings that waited for a line: sent once, with the moment they were noted; what the server refuses is told.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { Line, standsAs } = await load('apps/water/offline/line.ts');
const good = { position: 'open', operable: true, accessible: true, tight: true };
const AT = '2026-11-30T01:30:00.000Z';
const waits = { network: 'a', device: 'V', finding: { operable: false }, seen: good, at: AT, who: 'lan' };

/** The part of a browser's database that is used, in memory. */
const rows = new Map();
globalThis.indexedDB = {
  open() {
    const found = (name) => ({
      getAll: () => ({ result: name === 'findings' ? structuredClone([...rows.values()]) : [] }),
      put: (row) => ({ result: rows.set(row.id, structuredClone(row)) }),
      delete: (key) => ({ result: rows.delete(key) }),
    });
    const transaction = () => {
      const made = { objectStore: found };
      setImmediate(() => made.oncomplete());
      return made;
    };
    const asked = { result: { transaction } };
    setImmediate(() => asked.onsuccess());
    return asked;
  },
};

/** A server where devices stand so, and findings are answered so; what it was sent. */
function serves(device, status = 200, problem = {}) {
  const sent = [];
  globalThis.fetch = async (_, { method, body }) => {
    if (method !== 'POST') return device.status ? Response.json(device.problem, { status: device.status }) : Response.json({ ...device, id: 'V', version: 7 });
    sent.push(JSON.parse(body));
    return Response.json(problem, { status });
  };
  return sent;
}

async function lineWith(...findings) {
  rows.clear();
  findings.forEach((finding, at) => rows.set(at + 1, { ...finding, id: at + 1 }));
  const line = new Line(() => undefined);
  await line.begin();
  return line;
}

test('a finding is sent with the moment it was noted, against the version that is there', async () => {
  const sent = serves(good);
  const line = await lineWith(waits);
  assert.equal(await line.send('lan'), 1);
  assert.deepEqual(sent, [{ operable: false, at: AT, version: 7, evidence: 'field' }]);
  assert.deepEqual(line.waiting, []);
});

test('a finding that was sent before the page closed is not sent again, and nobody is said to have been quicker', async () => {
  const sent = serves({ ...good, operable: false });
  const line = await lineWith(waits);
  assert.equal(await line.send('lan'), 1);
  assert.deepEqual([sent, line.waiting], [[], []]);
});

test('a finding that somebody was quicker with waits with words for that, and is sent if one insists', async () => {
  const sent = serves({ ...good, position: 'closed' });
  const line = await lineWith(waits);
  assert.equal(await line.send('lan'), 0);
  const [left] = line.waiting;
  assert.ok(left.refused !== undefined && left.isRejected === undefined && sent.length === 0);
  await line.insist(left);
  assert.deepEqual([sent[0].at, line.waiting], [AT, []]);
});

test('what the server refuses for good stays with its sentence until it is dropped, and is not sent again', async () => {
  for (const status of [404, 422]) {
    const sent = serves(good, status, { detail: 'Không có van V.' });
    const line = await lineWith(waits);
    assert.equal(await line.send('lan'), 0);
    assert.equal(await line.send('lan'), 0);
    const [left] = line.waiting;
    assert.deepEqual([left.refused, left.isRejected, sent.length, line.isSignedOut], ['Không có van V.', true, 1, false], `${status}`);
    await line.drop(left);
    assert.deepEqual(line.waiting, []);
  }
  serves({ status: 404, problem: { detail: 'Không có van V.' } });
  const line = await lineWith(waits);
  await line.send('lan');
  assert.equal(line.waiting[0].isRejected, true, 'a device that is gone');
});

test('who is signed out is told so, and what waits is sent once they are back', async () => {
  for (const status of [401, 403]) {
    serves(good, status, { detail: 'Hãy đăng nhập.' });
    const line = await lineWith(waits);
    assert.equal(await line.send('lan'), 0);
    assert.deepEqual([line.isSignedOut, line.waiting[0].refused], [true, undefined], `${status}`);
    serves(good);
    assert.equal(await line.send('lan'), 1);
    assert.deepEqual([line.isSignedOut, line.waiting], [false, []]);
  }
});

test('what may go better another time waits unsaid: a server in trouble, and a proxy that knows nothing of us', async () => {
  for (const [status, problem] of [[500, { detail: 'x' }], [429, { detail: 'x' }], [404, {}]]) {
    serves(good, status, problem);
    const line = await lineWith(waits);
    assert.equal(await line.send('lan'), 0);
    assert.deepEqual([line.isSignedOut, line.waiting[0].refused], [false, undefined], `${status}`);
  }
});

test('a device stands as it was found where every fact of the finding is so', () => {
  assert.ok(standsAs({ ...good, operable: false, position: 'closed' }, { operable: false, remark: 'x' }));
  assert.ok(!standsAs(good, { position: 'open', operable: false }));
});
