// Bursts isolated on the device: as independent programs and people by hand say, where their answers are at hand.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { load, web } from './typescript.mjs';

const [{ isolate }, { Net }, { answered }, { edgesNear, stretch }, { columnsOf }, { withFindings }] = await Promise.all(
  ['isolation', 'net', 'answered', 'near', 'graph', 'line'].map((name) => load(`apps/water/offline/${name}.ts`)),
);
const oracle = join(web, '../../../shared/oracle/edge_cases.json');
const cases = existsSync(oracle) ? JSON.parse(readFileSync(oracle, 'utf8')).cases : undefined;

/** A network of the oracles as the server tells networks, in columns. */
function graph({ nodes, links, valves, sources }) {
  return columnsOf(told({ nodes, links, valves, sources }));
}

function told({ nodes, links, valves, sources }) {
  const way = ({ closed, check_valve, type }) => (closed ? 'closed' : check_valve || type === 'Pump' ? 'forward' : 'both');
  const good = { closed: false, operable: true, accessible: true, tight: true };
  return {
    network: 'a', revision: 1, graph: 'g', as_of: '2026-11-30T00:00:00Z',
    nodes: nodes.map((id) => ({ id, source: sources.includes(id), customers: 0 })),
    edges: links.map((link, at) => ({
      id: link.id, from: link.a, to: link.b, passing: way(link), length_m: 100, diameter_mm: 100, customers: 2, course: [[[at / 1000, 0], [(at + 1) / 1000, 0]]],
    })),
    devices: valves.map(({ id, link, node, measure_m, ...state }) => ({ ...good, id, kind: 'closable', edge: link, node: node ?? null, measure_m: measure_m ?? null, at: null, ...state })),
  };
}

/** Edges and nodes of elements, by id. */
function named(net, elements) {
  const { nodes, edges } = net.graph;
  const edge = (element) => edges.ids[net.pieces[element].edge];
  return {
    links: [...new Set(elements.filter((element) => element < net.pieces.length).map(edge))].sort(),
    nodes: elements.filter((element) => element >= net.pieces.length).map((element) => nodes.ids[element - net.pieces.length]).filter(Boolean).sort(),
  };
}

for (const drawn of cases ?? []) {
  test(`a burst on the device: ${drawn.name}`, () => {
    const net = new Net(graph(drawn));
    const { ids } = net.graph.devices;
    const [edge, inoperable] = [net.graph.edges.ids.indexOf(drawn.burst), (drawn.inoperable ?? []).map((id) => ids.indexOf(id))];
    const burst = edge >= 0 ? { edge } : { node: net.graph.nodes.ids.indexOf(drawn.burst) };
    for (const mode of ['topo', 'aware']) {
      const found = isolate(net, { burst, inoperable, isAware: mode === 'aware' });
      const { expected } = drawn;
      const [segment, dry] = [named(net, found.segment), named(net, found.unintended)];
      const valves = (devices) => devices.map((device) => ids[device]).sort();
      assert.deepEqual([segment.links, segment.nodes], [expected.segment_links, expected.segment_nodes], mode);
      assert.deepEqual(valves(found.boundaryValves), expected.boundary_valves, mode);
      assert.deepEqual(found.sourcesInside.map((node) => net.graph.nodes.ids[node]).sort(), expected.sources_inside, mode);
      assert.deepEqual([dry.links, dry.nodes], [expected[mode].unintended_links, expected[mode].unintended_nodes], mode);
      assert.deepEqual(valves(found.valvesToClose), expected[mode].valves_with_water_on_far_side, mode);
    }
  });
}
test('bursts of independent programs are at hand', { skip: cases ? false : `${oracle} is missing` }, () => assert.equal(cases.length, 16));

/** R--p1--A--p2--B--p3--C with a valve along the middle pipe. */
function street(state = {}) {
  const links = [['p1', 'R', 'A'], ['p2', 'A', 'B'], ['p3', 'B', 'C']].map(([id, a, b]) => ({ id, a, b }));
  const valves = [{ id: 'V1', link: 'p1', node: 'A' }, { id: 'V2', link: 'p3', node: 'B', ...state }, { id: 'V3', link: 'p2', measure_m: 40 }];
  return graph({ nodes: ['R', 'A', 'B', 'C'], links, valves, sources: ['R'] });
}

test('a valve along a pipe parts it, and a burst takes the part it is in', () => {
  const answer = answered(new Net(street()), { network: 'a', at: [0.00102, 0.00001] }, []);
  assert.equal(answer.burst.edge, 'p2');
  assert.deepEqual([answer.segment.edges, answer.segment.length_m], [['p2'], 40]);
  assert.deepEqual(answer.valves_to_close, ['V1']);
  assert.deepEqual(answer.boundary_valves, ['V1', 'V3']);
  assert.deepEqual(answer.unintended.edges, ['p2', 'p3']);
  const { direct, unintended, is_about, critical_count } = answer.customers;
  assert.deepEqual([direct, unintended, is_about, critical_count], [1, 3, true, null], 'each is counted once, those of a parted pipe by the length of its parts');
  const [[, end]] = answer.segment.geometry.coordinates;
  assert.ok(Math.abs(end[0] - 0.0014) < 1e-9, `${end}`);
});

test('a count is about right only where parts of a pipe fare differently, and nobody is lost in it', () => {
  const net = new Net(street());
  assert.equal(answered(net, { network: 'a', edge: 'p1' }, []).customers.is_about, false, 'all beyond goes dry with both parts');
  const graph = street();
  graph.customers.count.fill(7);
  const { direct, unintended } = answered(new Net(graph), { network: 'a', at: [0.00102, 0.00001] }, []).customers;
  assert.deepEqual([direct, unintended], [3, 11]);
});

test('a valve that is said to be stuck and is not in the network on the device is told', () => {
  const { warnings, valves_to_close } = answered(new Net(street()), { network: 'a', edge: 'p3' }, ['W', 'V1', 'U']);
  assert.deepEqual(valves_to_close, ['V2']);
  const told = warnings.filter(({ code }) => code === 'inoperable_unknown');
  assert.equal(told.length, 1);
  assert.ok(told[0].text.includes('U, W'), told[0].text);
});

test('a valve that is stuck makes the segment grow, and the last one lets the source in', () => {
  const net = new Net(street());
  const answer = answered(net, { network: 'a', edge: 'p3' }, ['V2']);
  assert.deepEqual([answer.segment.edges, answer.valves_to_close], [['p2', 'p3'], ['V3']]);
  const whole = answered(net, { network: 'a', edge: 'p3' }, ['V1', 'V2', 'V3']);
  assert.deepEqual([whole.sources_inside, whole.warnings.map(({ code }) => code)], [['R'], ['source_inside', 'critical_unknown']]);
  assert.ok(whole.warnings[0].text.includes('R'));
});

test('a valve that is closed already is none to close, and one that leaks is no barrier', () => {
  const closed = answered(new Net(street({ closed: true })), { network: 'a', edge: 'p2' }, []);
  assert.deepEqual([closed.boundary_valves, closed.valves_to_close], [['V1', 'V2'], ['V1']]);
  assert.deepEqual(closed.customers.unintended, 0, 'what was dry before does not go dry');
  const leaking = answered(new Net(street({ closed: true, tight: false })), { network: 'a', edge: 'p2' }, []);
  assert.deepEqual([leaking.boundary_valves, leaking.segment.edges], [['V1'], ['p2', 'p3']]);
});

test('several places are isolated together, and a place along a pipe in its part of it', () => {
  const net = new Net(street());
  const both = answered(net, { network: 'a', edge: 'p2', more: [{ edge: 'p3' }] }, []);
  const alone = ['p2', 'p3'].map((edge) => answered(net, { network: 'a', edge }, []));
  assert.deepEqual(both.segment.edges, [...new Set(alone.flatMap(({ segment }) => segment.edges))].sort());
  assert.deepEqual(both.bursts.map(({ edge }) => edge), ['p2', 'p3']);
  assert.equal(answered(net, { network: 'a', edge: 'p2', more: [{ edge: 'x' }] }, []), undefined);
  const along = answered(net, { network: 'a', edge: 'p2', along_m: 50 }, []);
  assert.deepEqual([along.burst.along_m, along.valves_to_close], [50, ['V3']], 'behind the valve along the pipe');
  assert.ok(Math.abs(along.burst.at[0] - 0.0015) < 1e-6, 'it has a place on the map');
  const kept = answered(new Net(street({ closed: true })), { network: 'a', edge: 'p2' }, []);
  assert.deepEqual(kept.valves.filter(({ keep_closed }) => keep_closed).map(({ id }) => id), ['V2']);
});

test('what is not in the network is not answered', () => {
  const net = new Net(street());
  for (const burst of [{ edge: 'x' }, { node: 'x' }, { device: 'x' }, { at: [1, 1] }, {}]) assert.equal(answered(net, { network: 'a', ...burst }, []), undefined);
});

test('pipes near a place are told nearest first, and a stretch of a course is cut to length', () => {
  const near = edgesNear(street(), [0.00095, 0], 20);
  assert.deepEqual(near.map(({ edge }) => edge), [0, 1]);
  assert.ok(near[0].distance_m < 0.01 && Math.abs(near[1].distance_m - 5.566) < 0.01, JSON.stringify(near));
  assert.deepEqual(stretch([[0, 0], [1, 0], [2, 0]], 0.25, 0.75), [[0.5, 0], [1, 0], [1.5, 0]]);
});

test('what waits to be sent is heeded already, and a network that names a node it has not is traced all the same', () => {
  const noted = withFindings(street(), [{ network: 'a', device: 'V2', finding: { operable: false } }, { network: 'b', device: 'V3', finding: { operable: false } }, { network: 'a', device: 'x', finding: {} }]);
  const answer = answered(new Net(noted), { network: 'a', edge: 'p3' }, []);
  assert.deepEqual(answer.valves_to_close, ['V3']);
  const torn = columnsOf(told({ nodes: ['R', 'A'], links: [{ id: 'p1', a: 'R', b: 'A' }, { id: 'p2', a: 'A', b: 'lost' }], valves: [{ id: 'V', link: 'p2', node: 'A' }, { id: 'W', link: 'lost', node: 'A' }], sources: ['R'] }));
  assert.deepEqual(answered(new Net(torn), { network: 'a', edge: 'p2' }, []).valves_to_close, ['V']);
});

test('a valve where three pipes meet shuts the way between the other two', () => {
  const links = [['P0', 'R', 'B'], ['P1', 'B', 'N'], ['P2', 'N', 'C'], ['P3', 'N', 'A']].map(([id, a, b]) => ({ id, a, b }));
  const net = new Net(graph({ nodes: ['R', 'B', 'N', 'C', 'A'], links, valves: [{ id: 'V', link: null, node: 'N' }], sources: ['R'] }));
  const answer = answered(net, { network: 'a', edge: 'P3' }, []);
  assert.deepEqual([answer.valves_to_close, answer.segment.edges], [['V'], ['P3']]);
  assert.deepEqual([answer.unintended.edges, answer.unintended.nodes], [['P2'], ['C', 'N']], 'what lies behind the closed valve');
  assert.equal(answer.customers.unintended, 2);
  const main = answered(net, { network: 'a', edge: 'P1' }, []);
  assert.deepEqual([main.sources_inside, main.unintended.edges], [['R'], ['P2', 'P3']]);
});

test('opening a tie feeds again what went dry, and what would come back to the burst is closed before', () => {
  const links = [['P0', 'R', 'A'], ['P1', 'A', 'B'], ['P2', 'B', 'S']].map(([id, a, b]) => ({ id, a, b }));
  const valves = [{ id: 'V0', link: 'P0', node: 'R' }, { id: 'V1', link: 'P0', node: 'A' }, { id: 'V2', link: 'P1', node: 'A' }, { id: 'V3', link: 'P2', node: 'B', closed: true }];
  const net = new Net(graph({ nodes: ['R', 'A', 'B', 'S'], links, valves, sources: ['R', 'S'] }));
  const [hint, ...others] = answered(net, { network: 'a', edge: 'P0' }, []).hints;
  assert.deepEqual([hint.code, hint.valve, hint.close_first, others], ['open', 'V3', ['V1'], []]);
  assert.ok(hint.text.includes('V1') && hint.text.includes('V3'), hint.text);
});
