// A legend one can work with: classes found, chosen and kept in the link; a layer coloured by a field, with the server's word or without.

import assert from 'node:assert/strict';
import test from 'node:test';
import { createExpression, featureFilter, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { load } from './typescript.mjs';
import { CODES } from './zoning-codes.mjs';

// What a page has: a device that wishes no theme, and nothing kept.
Object.assign(globalThis, {
  window: globalThis,
  matchMedia: () => ({ matches: false, addEventListener: () => {} }),
  localStorage: { getItem: () => null },
  document: { documentElement: { dataset: {} } },
  addEventListener: () => {},
});

const { LegendWork } = await load('kit/legend/legend-work.ts');
const { classExpression, defaultStyle, paintByClass } = await load('kit/map/default-style.ts');
const { drawnClass, MISSING } = await load('kit/symbols/legend.ts');
const { pressed, ticked } = await load('kit/legend/class-choice.ts');
const { classesElsewhere, shownLayers } = await load('kit/legend/shown-layers.ts');
const { isFound } = await load('kit/page/toneless.ts');
const { stackOf } = await load('kit/layers/layer-stack.ts');
const { inDrawingOrder, yielding } = await load('kit/map/drawing-order.ts');
const { readView, writeView } = await load('kit/share/permalink.ts');

const zones = {
  name: 'zones', source: 'diaban', title: 'Zones', kind: 'zone', shape: 'polygon', classField: 'code',
  fields: [{ name: 'code', type: 'text', role: 'class' }],
};
const parcels = {
  name: 'parcels', source: 'diaban', title: 'Parcels', kind: 'parcel', shape: 'polygon',
  fields: [{ name: 'area', type: 'real', unit: 'm2' }, { name: 'use', type: 'text' }, { name: 'sold', type: 'boolean' }],
};
const WORDS = { '/v1/layers/zones/fields/code/summary': { count: 300, missing: 0, distinct: 57, values: CODES.map((value, at) => ({ value, count: 60 - at })) } };
const SHOWN = new Set(['zones', 'parcels']);
const AREAS = { count: 900, missing: 12, distinct: 800, min: 20, max: 5020, quantiles: Array.from({ length: 21 }, (_, at) => 20 + at * 250) };

/** A style of these layers, as the map gets it. */
function composed(layers = [zones, parcels]) {
  const looks = layers.map((layer, at) => defaultStyle(layer, at));
  return {
    style: { version: 8, sources: { diaban: { type: 'vector' } }, layers: looks.flatMap((look) => look.layers) },
    legends: new Map(looks.map(({ legend }) => [legend.layer, legend])),
    improvised: new Set(layers.map(({ name }) => name)),
    sources: new Map(),
    carriers: new Map(),
  };
}

/** A map that keeps what it is told, and has read these features. */
function drawnMap(features = {}) {
  const told = { filters: new Map(), paints: new Map() };
  return {
    ...told,
    getSource: () => ({}),
    getLayer: () => ({}),
    getLayoutProperty: () => 'visible',
    setFilter: (id, filter) => told.filters.set(id, filter),
    setPaintProperty: (id, property, value) => told.paints.set(`${id} ${property}`, value),
    querySourceFeatures: (_, { sourceLayer }) => (features[sourceLayer] ?? []).map((properties, id) => ({ id, properties })),
    queryRenderedFeatures: ({ layers }) => (features[layers[0].split('-')[0]] ?? []).map((properties) => ({ properties })),
  };
}

/** A server that knows these answers and no others. */
function server(answers) {
  globalThis.fetch = async (path) => {
    const body = answers[path];
    return { ok: body !== undefined, status: body === undefined ? 404 : 200, headers: new Headers(), json: async () => body ?? {}, text: async () => '' };
  };
}

async function begun({ answers = {}, map, link = '', layers = [zones, parcels], style = composed(layers), shown = SHOWN } = {}) {
  server(answers);
  const view = readView(link, 'planning');
  let changes = 0;
  const work = new LegendWork(() => map, () => (changes += 1));
  await work.begin(style, layers, view, shown);
  return { work, style, view, changes: () => changes };
}

const partOf = (style, id) => style.style.layers.find((part) => part.id === id);
const passes = (filter, properties) => featureFilter(filter, 'layers[0].filter').filter({ zoom: 14 }, { type: 3, properties, geometry: [] });
const colourOf = (expression, properties) => {
  const made = createExpression(expression, { type: 'string', 'property-type': 'data-driven', expression: { interpolated: false, parameters: ['zoom', 'feature'] } });
  assert.equal(made.result, 'success', JSON.stringify(made.value));
  return made.value.evaluate({ zoom: 14 }, { type: 3, properties });
};

test('all values the server knows have a colour before anything is drawn, and a pattern where colours ran out', async () => {
  const { style, work } = await begun({ answers: WORDS });
  const legend = style.legends.get('zones');
  assert.equal(legend.classes.length, 57);
  for (const { code, colour } of legend.classes) assert.equal(colourOf(partOf(style, 'zones-fill').paint['fill-color'], { code }), colour);
  const patterned = legend.classes.filter(({ pattern }) => pattern);
  assert.ok(patterned.length > 0 && patterned.length < 45, `${patterned.length}`);
  const part = partOf(style, 'zones-pattern');
  for (const { code, pattern } of legend.classes) {
    assert.equal(passes(part.filter, { code }), pattern !== undefined, code);
    if (pattern) assert.equal(colourOf(part.paint['fill-pattern'], { code }), `class-${pattern}`);
  }
  assert.equal(work.counts.get('zones').get('ASD'), 60);
  assert.deepEqual(validateStyleMin({ ...style.style, glyphs: 'https://x/{fontstack}/{range}', sources: { diaban: { type: 'vector', tiles: ['https://x/{z}/{x}/{y}'] } } }).map(({ message }) => message), []);
});

test('without the server’s word, values get colours as they come into view and keep them', async () => {
  const map = drawnMap({ zones: [{ code: 'C-1' }, { code: 'OS' }, { code: null }] });
  const { work, style } = await begun({ map });
  work.read(map);
  const before = new Map(style.legends.get('zones').classes.map(({ code, colour }) => [code, colour]));
  assert.deepEqual([...before.keys()], ['C-1', 'OS']);
  const later = drawnMap({ zones: [{ code: 'C-2' }, { code: 'B-1' }, { code: 'C-1' }] });
  work.read(later);
  const after = new Map(style.legends.get('zones').classes.map(({ code, colour }) => [code, colour]));
  assert.equal(after.size, 4);
  for (const [code, colour] of before) assert.equal(after.get(code), colour, 'nothing seen is recoloured');
  const anew = composed();
  await work.begin(anew, [zones, parcels], readView('', 'planning'), SHOWN);
  assert.deepEqual(new Map(anew.legends.get('zones').classes.map(({ code, colour }) => [code, colour])), after, 'nor in another theme');
});

test('of a layer that is not shown nothing is asked until it is', async () => {
  const features = {};
  const map = drawnMap(features);
  const { work, style, changes } = await begun({ answers: WORDS, map, shown: new Set() });
  assert.equal(style.legends.get('zones').classes.length, 0);
  features.zones = [{ code: 'OS' }];
  work.read(map);
  await new Promise((done) => setImmediate(() => setImmediate(done)));
  assert.equal(style.legends.get('zones').classes.length, 57);
  assert.ok(changes() > 0);
  work.read(map);
  await new Promise((done) => setImmediate(done));
  assert.equal(changes(), 1, 'and then it is quiet');
});

test('who signs out takes what only they may know along', async () => {
  const { work } = await begun({ answers: WORDS });
  work.forgetReader();
  server({});
  const anew = composed();
  await work.begin(anew, [zones, parcels], readView('', 'planning'), SHOWN);
  assert.equal(anew.legends.get('zones').classes.length, 0);
  assert.equal(work.counts.size, 0);
});

test('a class that is pressed is drawn alone, with its names, and pressed again all are', async () => {
  const map = drawnMap();
  const { work, style, view, changes } = await begun({ answers: WORDS, map });
  await work.fulfil({ wish: 'only', layer: 'zones', codes: ['C-1', 'OS'] });
  assert.equal(changes(), 1);
  for (const id of ['zones-fill', 'zones-outline', 'zones-label']) {
    const { filter } = partOf(style, id);
    assert.ok(passes(filter, { code: 'C-1' }) && passes(filter, { code: 'OS' }) && !passes(filter, { code: 'BA' }), id);
    assert.deepEqual(map.filters.get(id), filter, 'the map was told');
  }
  assert.equal(passes(partOf(style, 'parcels-fill').filter, {}), true, 'another layer stays whole');
  assert.equal(writeView(view), '#v1/planning?only=zones:C-1,OS');
  await work.fulfil({ wish: 'only', layer: 'zones', codes: [] });
  assert.equal(passes(partOf(style, 'zones-fill').filter, { code: 'BA' }), true);
  assert.equal(writeView(view), '#v1/planning');
});

test('pressing chooses one, ticking one more, and all of them is no choice', () => {
  assert.deepEqual(pressed([], 'a'), ['a']);
  assert.deepEqual(pressed(['a', 'b'], 'a'), ['a']);
  assert.deepEqual(pressed(['a'], 'a'), []);
  assert.deepEqual(ticked(['a'], 'b', ['a', 'b', 'c']), ['a', 'b']);
  assert.deepEqual(ticked(['a', 'b'], 'a', ['a', 'b', 'c']), ['b']);
  assert.deepEqual(ticked(['a', 'b'], 'c', ['a', 'b', 'c']), []);
});

test('a link draws the classes and colours it names, whatever marks stand in the codes', async () => {
  const odd = 'a:b,c;d&e=f%2C/ở';
  const view = { app: 'planning', layers: new Map(), rest: [], only: new Map([['zones', [odd, 'OS']]]), by: new Map([['parcels', { field: 'diện:tích', method: 'equal', count: 7 }]]) };
  const read = readView(writeView(view), 'planning');
  assert.deepEqual([...read.only], [...view.only]);
  assert.deepEqual([...read.by], [...view.by]);
  const { style } = await begun({ link: '#v1/planning?only=zones:OS', answers: WORDS });
  assert.equal(passes(partOf(style, 'zones-fill').filter, { code: 'C-1' }), false, 'from the first frame');
});

test('parts of a link nobody understands are kept', () => {
  for (const part of ['only=zones', 'only=:a', 'by=parcels:area', 'by=parcels:area:rainbow:5', 'by=parcels:area:equal:99']) {
    const view = readView(`#v1/planning?${part}`, 'planning');
    assert.equal(view.only ?? view.by, undefined, part);
    assert.equal(view.rest.length, 1);
    assert.ok(writeView(view).includes(part), writeView(view));
  }
});

test('a layer is coloured by ranges of a field, from the first frame of a link', async () => {
  const answers = { '/v1/layers/parcels/fields/area/summary': AREAS };
  const { style } = await begun({ answers, link: '#v1/planning?by=parcels:area:equal:5' });
  const legend = style.legends.get('parcels');
  assert.deepEqual(legend.edges, [1000, 2000, 3000, 4000]);
  assert.deepEqual(legend.classes.map(({ names }) => names.vi), ['Dưới 1.000', '1.000 – 2.000', '2.000 – 3.000', '3.000 – 4.000', 'Từ 4.000 trở lên', 'Không có dữ liệu']);
  assert.match(legend.fieldLabel, /\(m²\)$/);
  const fill = partOf(style, 'parcels-fill');
  for (const area of [0, 999.9, 1000, 2500, 9999]) {
    const drawn = legend.classes.find(({ code }) => code === drawnClass(legend, String(area)));
    assert.equal(colourOf(fill.paint['fill-color'], { area }), drawn.colour, String(area));
  }
  assert.equal(colourOf(fill.paint['fill-color'], {}), legend.classes.at(-1).colour);
  assert.equal(drawnClass(legend, ''), MISSING);
});

test('where the server does not summarise a field, what the map has read is counted, and the legend says so', async () => {
  const map = drawnMap({ parcels: [{ use: 'ODT' }, { use: 'ODT' }, { use: 'CLN' }, {}] });
  const { work, style, view } = await begun({ map });
  await work.fulfil({ wish: 'colour-by', layer: 'parcels', by: { field: 'use', method: 'categories', count: 5 } });
  const legend = style.legends.get('parcels');
  assert.ok(legend.isOfView);
  assert.deepEqual(legend.classes.map(({ code }) => code), ['CLN', 'ODT', MISSING]);
  assert.equal(work.counts.get('parcels'), undefined, 'a part is not told as the whole');
  assert.equal(writeView(view), '#v1/planning?by=parcels:use:categories:5');
  await work.fulfil({ wish: 'colour-by', layer: 'parcels', by: undefined });
  assert.equal(style.legends.get('parcels').isAsked, undefined);
  assert.equal(map.paints.get('parcels-fill fill-color'), paintByClass(style.legends.get('parcels')), 'as it was');
});

test('a link whose colours need what is in view gets them once something is', async () => {
  const features = {};
  const map = drawnMap(features);
  const { work, style, changes } = await begun({ map, link: '#v1/planning?by=parcels:use:categories:5' });
  assert.equal(style.legends.get('parcels').isAsked, undefined);
  features.parcels = [{ use: 'ODT' }];
  work.read(map);
  await new Promise((done) => setImmediate(() => setImmediate(done)));
  assert.equal(style.legends.get('parcels').isAsked, true);
  assert.ok(changes() > 0);
});

test('a layer the reader coloured has the ground, and other land shows its rims', async () => {
  const { style, work } = await begun({ answers: WORDS, map: drawnMap({ parcels: [{ use: 'ODT' }] }) });
  const stack = stackOf([zones, parcels], style.legends, new Map());
  assert.deepEqual([...yielding(inDrawingOrder(style.style.layers, stack), stack)], []);
  await work.fulfil({ wish: 'colour-by', layer: 'parcels', by: { field: 'use', method: 'categories', count: 5 } });
  assert.deepEqual([...yielding(inDrawingOrder(style.style.layers, stack), stack)].sort(), ['zones-fill', 'zones-pattern']);
});

test('of land that shows its rims the legend tells no classes', async () => {
  const { style, work } = await begun({ answers: WORDS, map: drawnMap({ parcels: [{ use: 'ODT' }] }) });
  const stack = stackOf([zones, parcels], style.legends, new Map());
  const told = () => shownLayers({ stack, legends: style.legends, inView: new Map([['zones', new Set(['OS'])], ['parcels', new Set(['ODT'])]]), unfilled: new Set() });
  assert.deepEqual(told().map(({ layer, swatch, classes }) => [layer, swatch, classes.length]), [['zones', 'area', 1], ['parcels', 'area', 0]]);
  await work.fulfil({ wish: 'colour-by', layer: 'parcels', by: { field: 'use', method: 'categories', count: 5 } });
  assert.deepEqual(told().map(({ layer, swatch, classes }) => [layer, swatch, classes.length]), [['zones', 'rim', 0], ['parcels', 'area', 1]]);
});

test('of several values the first decides, in the map and in the legend', () => {
  const legend = { layer: 'x', field: 'use', joinedBy: '+', colour: '#000000', classes: [{ code: 'ODT', colour: '#ff0000' }] };
  for (const use of ['ODT', 'ODT+CLN', 'CLN+ODT', 'ODT2']) {
    const own = drawnClass(legend, use) === 'ODT' ? '#ff0000' : '#000000';
    assert.equal(colourOf(['match', classExpression(legend), 'ODT', '#ff0000', '#000000'], { use }), own, use);
  }
});

test('classes in view stand first, those the data has elsewhere behind them', async () => {
  const { style, work } = await begun({ answers: WORDS });
  const stack = stackOf([zones, parcels], style.legends, new Map());
  const [shown] = shownLayers({ stack, legends: style.legends, inView: new Map([['zones', new Set(['OS', 'BA', ''])]]), unfilled: new Set() });
  assert.deepEqual(shown.classes.map(({ code }) => code), ['BA', 'OS']);
  assert.equal(classesElsewhere(shown, work.counts.get('zones')).length, 55);
  const law = { ...shown, legend: { ...shown.legend, isLearnt: undefined } };
  assert.equal(classesElsewhere(law, undefined).length, 0, 'of a law nobody lists what the data does not have');
  assert.equal(classesElsewhere(law, new Map([['C-1', 4], ['C-2', 0]])).length, 1);
});

test('classes are found without tone marks and in any order of words', () => {
  assert.ok(isFound('o', 'Đất ở tại đô thị') && isFound('dat o', 'ODT – Đất ở') && isFound('do thi dat', 'Đất ở tại đô thị'));
  assert.ok(isFound('cay xanh', 'Đất cây xanh') && isFound('Ở', 'Đất ở'));
  assert.ok(!isFound('rung', 'Đất ở tại đô thị'));
});

test('classes of codes are called by what these mean, a layer that nobody drew before and a field somebody asks for alike', async () => {
  const codes = { open: 'Đang mở', closed: 'Đang đóng' };
  const devices = { name: 'devices', source: 'diaban', title: 'Van', kind: 'network', shape: 'point', classField: 'vi_tri', fields: [{ name: 'vi_tri', type: 'text', role: 'position', codes }] };
  const summary = { count: 9, missing: 0, distinct: 3, values: ['open', 'closed', 'khác'].map((value) => ({ value, count: 3 })) };
  for (const link of ['', '#v1/planning?by=devices:vi_tri:categories:5']) {
    const { style } = await begun({ link, layers: [devices], shown: new Set(['devices']), answers: { '/v1/layers/devices/fields/vi_tri/summary': summary } });
    const names = style.legends.get('devices').classes.map((each) => each.names.vi).sort();
    assert.deepEqual(names, ['khác', 'Đang mở', 'Đang đóng'].sort(), link);
  }
});
