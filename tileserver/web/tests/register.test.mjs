// The register: what is taken for a way to reach somebody, what is left of a comment, which plans come first, and what a file of zones says.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { readContact } = await load('apps/public/contact.ts');
const { without } = await load('apps/plans/comments/passages.ts');
const { listed } = await load('apps/plans/plan-list.ts');

test('a number and an address are told apart, and a name is neither', () => {
  for (const phone of ['0912345678', '0912 345 678', '+84 (0)91.234.5678', '028-3822-1234']) assert.deepEqual(readContact(` ${phone} `), { phone });
  for (const email of ['lan@vidu.vn', 'tran.thi.lan@so.tinh.gov.vn']) assert.deepEqual(readContact(email), { email });
  for (const neither of ['', 'không phải điện thoại', '12345', 'lan@', '@vidu.vn', 'lan@vidu', '0912345678 gọi tối', '1'.repeat(16)]) assert.equal(readContact(neither), undefined, neither);
});

test('passages are taken out wherever they stand, also where they overlap', () => {
  const text = 'Ông Nguyễn Văn A, số 0912; gọi Nguyễn Văn A hoặc 0912';
  assert.equal(without(text, ['Nguyễn Văn A']), 'Ông […], số 0912; gọi […] hoặc 0912');
  assert.equal(without(text, ['Văn A, số', 'số 0912']), 'Ông Nguyễn […]; gọi Nguyễn Văn A hoặc 0912');
  assert.equal(without(text, ['Văn', 'Nguyễn Văn A']), 'Ông […], số 0912; gọi […] hoặc 0912');
  assert.equal(without(text, []), text);
});

test('plans in force come first, and are found without marks', () => {
  const plans = [
    { id: 1, name: 'Quy hoạch chung', state: 'replaced' },
    { id: 2, name: 'Đồ án khu đô thị', state: 'draft', code: '79QCT' },
    { id: 3, name: 'Quy hoạch phân khu', state: 'published' },
  ];
  const ids = (wish) => listed(plans, { text: '', state: '', ...wish }).map(({ id }) => id);
  assert.deepEqual(ids({}), [3, 2, 1]);
  assert.deepEqual(ids({ text: 'do an DO THI' }), [2]);
  assert.deepEqual(ids({ text: 'quy hoach', state: 'replaced' }), [1]);
  assert.deepEqual(ids({ text: 'qct' }), [2]);
});

const { boundaryOf, guessed, readAreas, zonesOf } = await load('apps/plans/draft/geojson-file.ts');

const square = (x) => ({ type: 'Polygon', coordinates: [[[x, 1, 7], [x + 1, 1, 7], [x + 1, 2, 7], [x, 1, 7]]] });
const feature = (geometry, properties) => ({ type: 'Feature', geometry, properties });
const file = (features, more = {}) => JSON.stringify({ type: 'FeatureCollection', features, ...more });

test('zones of a file say what their fields are said to mean, and nothing else', () => {
  const read = readAreas(file([feature(square(1), { ChucNangSDD: 'ODT', KyHieuLoDat: 'A1', MatDo: 40, chu: 'bí mật' }), feature(square(3), { KyHieuLoDat: null }), feature({ type: 'Point', coordinates: [1, 1] }, {})]));
  assert.deepEqual([read.areas.length, read.leftOut, read.isMetric, read.crs], [2, 1, false, undefined]);
  const mapping = guessed(read.fields);
  assert.deepEqual(mapping, { chuc_nang: 'ChucNangSDD', ky_hieu: 'KyHieuLoDat', mat_do: 'MatDo' });
  const [first, second] = zonesOf(read, mapping);
  assert.deepEqual(first.properties, { chuc_nang: 'ODT', ky_hieu: 'A1', mat_do: '40' });
  assert.deepEqual(second.properties, {});
  assert.deepEqual(first.geometry.coordinates[0][0], [1, 1]);
  assert.equal(boundaryOf(read).coordinates.length, 2);
});

test('metres are told from degrees, and the system a file names is kept', () => {
  const named = (name) => readAreas(file([feature(square(426_000), {})], { crs: { type: 'name', properties: { name } } }));
  for (const name of ['urn:ogc:def:crs:EPSG::9218', 'EPSG:9218', 'http://www.opengis.net/def/crs/EPSG/0/9218']) assert.deepEqual([named(name).crs, named(name).isMetric], [9218, true], name);
  assert.equal(named('urn:ogc:def:crs:OGC:1.3:CRS84').crs, undefined);
  assert.equal(readAreas(JSON.stringify(square(2))).areas.length, 1);
});

test('what is no GeoJSON with areas is none', () => {
  for (const text of ['', '{', 'null', '[]', '{"type":"FeatureCollection"}', file([]), file([feature({ type: 'Point', coordinates: [1, 1] }, {})]), file([null])]) assert.equal(readAreas(text), undefined, text);
});
