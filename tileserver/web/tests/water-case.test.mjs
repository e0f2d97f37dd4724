// A burst that is worked on: what marked valves change, what is new on the server, and in which order one drives to valves.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const [{ BurstCase }, { difference, isNone }, { tour }, { readClock, moment }, { isolationPath, placesOf, questionOf }, { closes, customersOut, dry, valvesToClose }] = await Promise.all(
  ['case/case', 'case/difference', 'case/tour', 'jobs/times', 'case/asking', 'case/words'].map((name) => load(`apps/water/${name}.ts`)),
);

function answer(changes = {}) {
  const part = { edges: [], nodes: [], length_m: 0, volume_m3: 0, geometry: { type: 'MultiLineString', coordinates: [] } };
  const customers = { direct: 10, unintended: 0, critical_count: 0, critical: [] };
  return { graph: 'g', data_revision: 1, valves_to_close: ['V1', 'V2'], valves: [], sources_inside: [], hydrants: [], segment: part, unintended: part, customers, ...changes };
}
const stuck = answer({ valves_to_close: ['V2', 'V3', 'V4'], customers: { direct: 12, unintended: 3, critical_count: 1, critical: [] } });

/** A server that knows an answer for each set of valves that do not close. */
function serves(answers) {
  const asked = [];
  const ask = async (burst, inoperable, signal) => {
    asked.push([burst.edge, ...inoperable]);
    await new Promise((done) => setImmediate(done));
    signal.throwIfAborted();
    const found = answers[inoperable.join()];
    if (found instanceof Error) throw found;
    return found;
  };
  return { ask, asked, answers };
}

test('a marked valve is left out of the question, and what that changes is told against the network as it is', async () => {
  const server = serves({ '': answer(), V1: stuck });
  const burst = new BurstCase(server.ask, () => undefined);
  await burst.open({ network: 'a', edge: 'p' });
  assert.equal(burst.whatIf, undefined);
  await burst.mark('V1');
  const { added, removed, customers, unintended, critical } = burst.whatIf;
  assert.deepEqual([added, removed, customers, unintended, critical], [['V3', 'V4'], [], 5, 3, 1], 'the stuck valve itself needs no word');
  await burst.unmark('V1');
  assert.deepEqual([burst.answer.valves_to_close, burst.whatIf], [['V1', 'V2'], undefined]);
});

test('what changes on the server waits until it is wanted, unless it changes nothing', async () => {
  const server = serves({ '': answer() });
  const burst = new BurstCase(server.ask, () => undefined);
  await burst.open({ network: 'a', edge: 'p' });
  server.answers[''] = answer({ data_revision: 2 });
  await burst.again();
  assert.deepEqual([burst.answer.data_revision, burst.fresh], [2, undefined]);
  server.answers[''] = answer({ data_revision: 3, valves_to_close: ['V2'] });
  await burst.again();
  assert.deepEqual([burst.answer.data_revision, burst.news.removed], [2, ['V1']], 'nothing moves under a finger');
  burst.take();
  assert.deepEqual([burst.answer.data_revision, burst.news], [3, undefined]);
});

test('an answer that comes after another question is not heard', async () => {
  const server = serves({ '': answer() });
  const burst = new BurstCase(server.ask, () => undefined);
  const first = burst.open({ network: 'a', edge: 'p' });
  const second = burst.open({ network: 'a', edge: 'q' });
  await Promise.all([first, second]);
  assert.deepEqual([burst.burst.edge, burst.isAsking, burst.refused], ['q', false, undefined]);
});

test('marks stay while one looks at another pipe of the network, and go with the network', async () => {
  const burst = new BurstCase(serves({ '': answer(), V1: stuck }).ask, () => undefined);
  await burst.open({ network: 'a', edge: 'p' });
  await burst.mark('V1');
  await burst.choose('q');
  assert.deepEqual(burst.marked, ['V1']);
  await burst.open({ network: 'b', edge: 'p' });
  assert.deepEqual(burst.marked, []);
});

test('a question that fails leaves no old answer standing, and says why', async () => {
  const server = serves({ '': answer() });
  const burst = new BurstCase(server.ask, () => undefined);
  await burst.open({ network: 'a', edge: 'p' });
  server.answers[''] = new TypeError('no line');
  await burst.open({ network: 'a', edge: 'q' });
  assert.equal(burst.answer, undefined);
  assert.equal(burst.refused.status, 0);
});

test('somebody else at the screen sees no names of before, and the question is asked anew for them', async () => {
  const server = serves({ '': answer() });
  const burst = new BurstCase(server.ask, () => undefined);
  await burst.open({ network: 'a', edge: 'p' });
  burst.forget();
  assert.equal(burst.answer, undefined);
  await burst.again();
  assert.ok(burst.answer);
});

test('two answers that ask for the same are not told apart', () => {
  assert.ok(isNone(difference(answer(), answer({ data_revision: 9 }))));
  assert.ok(!isNone(difference(answer(), stuck)));
  assert.deepEqual(difference(answer(), answer({ sources_inside: ['R'] })).sources, ['R']);
});

test('critical customers that one does not see are neither more nor fewer', () => {
  const sees = (critical_count) => answer({ customers: { direct: 10, unintended: 0, critical_count, critical: [] } });
  const told = [[null, null], [undefined, undefined], [5, null], [null, 5], [2, 5]].map(([before, after]) => difference(sees(before), sees(after)).critical);
  assert.deepEqual(told, [0, 0, 0, 5, 3]);
});

test('a count that is not exact says so', () => {
  assert.ok(customersOut({ direct: 1, unintended: 3, is_about: true }).startsWith('Khoảng 4 '));
  assert.ok(customersOut({ direct: 1, unintended: 3 }).startsWith('4 '));
});

test('the headline says both counts in a line each, and other sentences say the same', () => {
  const found = answer({ boundary_valves: ['V1', 'V2', 'V3'] });
  assert.deepEqual(closes(found), { count: 'Đóng 2 van', of: '3 van biên' });
  assert.equal(valvesToClose(found), 'Đóng 2 van (3 van biên)');
  assert.deepEqual(dry({ direct: 1, unintended: 3 }), { count: '4 khách hàng mất nước', split: '1 trực tiếp, 3 ngoài ý muốn' });
  assert.deepEqual(Object.keys(dry({ direct: 0, unintended: 0, is_about: true })), ['count']);
  assert.equal(customersOut({ direct: 1, unintended: 3 }), '4 khách hàng mất nước: 1 trực tiếp, 3 ngoài ý muốn');
});

test('one drives to valves the short way, the same way each time, and last to those that lie nowhere', () => {
  const at = (id, lon, lat) => ({ id, at: [107 + lon / 1000, 10 + lat / 1000] });
  const stops = [at('far', 9, 0), { id: 'lost', at: null }, at('near', 1, 0), at('middle', 4, 0.5)];
  const names = (order) => order.map(({ id }) => id);
  assert.deepEqual(names(tour(stops, [107, 10])), ['near', 'middle', 'far', 'lost']);
  assert.deepEqual(names(tour([...stops].reverse(), [107, 10])), ['near', 'middle', 'far', 'lost']);
  // Nearest first would run up one side, jump over and come back.
  const ring = [at('a', 0, 0), at('b', 1, 0), at('d', 0, 1.1), at('c', 1, 1.05)];
  assert.deepEqual(names(tour(ring, [107, 10])), ['a', 'b', 'c', 'd']);
  assert.deepEqual(tour([], undefined), []);
});

test('times of a job are read as people write them, and sent with their offset', () => {
  assert.deepEqual(['8:30', '08h30', '8h', '23.59', '24:00', 'mai', ''].map(readClock), ['08:30', '08:30', '08:00', '23:59', undefined, undefined, undefined]);
  assert.equal(new Date(moment('2026-11-30', '08:30')).toISOString(), '2026-11-30T01:30:00.000Z');
});

test('a burst is asked by one place, with every valve that does not close', () => {
  assert.equal(isolationPath({ network: 'cấp nước', at: [107.1, 10.2] }, ['V 1', 'V2']), '/v1/networks/c%E1%BA%A5p%20n%C6%B0%E1%BB%9Bc/isolation?f=json&at=107.1000000%2C10.2000000&within_m=20&inoperable=V+1&inoperable=V2&outage=true');
  assert.equal(isolationPath({ network: 'a', edge: 'p', at: [1, 2] }, []), '/v1/networks/a/isolation?f=json&edge=p&outage=true');
});

test('several places are described one by one, the same to ask and to make a job; of one of them the rest stays', async () => {
  const tapped = { network: 'a', edge: 'p', along_m: 3.25, more: [{ at: [107.123456789, 10.5] }, { node: 'n' }] };
  const asked = questionOf(tapped, ['V1']).getAll('bursts').map((text) => JSON.parse(text));
  assert.deepEqual(asked, placesOf(tapped));
  assert.deepEqual(asked, [{ edge: 'p', along_m: 3.25 }, { at: [107.1234568, 10.5], within_m: 20 }, { node: 'n' }]);
  assert.equal(questionOf({ network: 'a', edge: 'p' }, []).get('edge'), 'p');
  const server = serves({ '': answer() });
  const burst = new BurstCase(server.ask, () => undefined);
  await burst.open({ network: 'a', edge: 'p' });
  await burst.add({ edge: 'q' });
  assert.deepEqual(placesOf(burst.burst), [{ edge: 'p' }, { edge: 'q' }]);
  await burst.choose('r');
  assert.deepEqual(placesOf(burst.burst), [{ edge: 'r' }, { edge: 'q' }], 'another pipe beside the first place');
  await burst.drop(0);
  assert.deepEqual(burst.burst, { network: 'a', edge: 'q' });
});

test('what is forgotten or left while it is asked is not asked any more', async () => {
  for (const deed of ['forget', 'leave']) {
    const burst = new BurstCase(serves({ '': answer() }).ask, () => undefined);
    const asked = burst.open({ network: 'a', edge: 'p' });
    burst[deed]();
    await asked;
    assert.deepEqual([burst.isAsking, burst.answer], [false, undefined], deed);
    await burst.open({ network: 'a', edge: 'p' });
    assert.deepEqual([burst.isAsking, burst.answer.graph], [false, 'g']);
  }
});
