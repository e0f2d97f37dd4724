// The steward's desk: what an import is guessed to be, what is said to happen when it is confirmed, and where the map opens then.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { asNew, guessed, isPersonal, keyOf, plainName, stem } = await load('apps/admin/imports/guess.ts');
const { bareFields, consequences, mapLink } = await load('apps/admin/imports/consequences.ts');
const { writeBytes } = await load('apps/admin/figures.ts');
const { allZones } = await load('kit/grid/vn2000.ts');

const layer = (name, fields = [], more = {}) => ({ name, crs: null, geometry: null, fields, layer: plainName(name) || null, kind: 'parcel', ...more });
const inStore = (name, more = {}) => ({ name, title: name, kind: 'parcel', features: 10, published: true, clearance: 'anonymous', importable: true, fields: [], ...more });

test('a name of a file becomes a name a layer may have', () => {
  for (const [file, name] of [
    ['Thửa đất xã Long Sơn.geojson', 'thua_dat_xa_long_son'],
    ['2026 Đường phố (mới).shp.zip', 'duong_pho_moi'],
    ['___', ''],
    ['wards.geojson.gz', 'wards'],
    ['v1.2.GPKG', 'v1_2'],
    ['.geojson', 'geojson'],
    ['x'.repeat(80), 'x'.repeat(48)],
    [`${'a'.repeat(47)} b`, 'a'.repeat(47)],
  ]) {
    assert.equal(plainName(stem(file)), name, file);
    assert.match(plainName(stem(file)) || 'a', /^[a-z][a-z0-9_]{0,47}$/);
  }
});

test('fields that tell of persons are told from those that do not', () => {
  for (const field of ['chu_su_dung', 'TenChu', 'Họ tên', 'so_cccd', 'OWNER_NAME', 'dien_thoai', 'NGAY_SINH']) assert.ok(isPersonal(field), field);
  for (const field of ['so_to', 'so_thua', 'loai_dat', 'dien_tich', 'chuc_nang', 'chu_ky', 'ma_xa', 'ten_duong']) assert.ok(!isPersonal(field), field);
});

test('records are best known by a code of their own', () => {
  assert.equal(keyOf(['fid', 'so_to', 'Ma_Dinh_Danh']), 'Ma_Dinh_Danh');
  assert.equal(keyOf(['fid', 'ten']), 'fid');
  assert.equal(keyOf(['ten', 'dien_tich']), undefined);
});

test('a plan begins as a new layer that nobody but staff sees, or as the layer of that name', () => {
  const work = { name: 'Thửa đất.gpkg', layers: [layer('thua', ['so_to', 'chu_su_dung']), layer('ranh', ['a'])], report: null };
  const fresh = guessed(work, []);
  assert.deepEqual(fresh, { layer: 'thua', kind: 'parcel', mode: 'create', private_fields: ['chu_su_dung'], unpublished: true, source_layer: 'thua' });
  const fields = [{ name: 'chu_su_dung', type: 'text', private: false }, { name: 'so_to', type: 'integer', private: true }];
  const again = guessed(work, [inStore('thua', { fields })]);
  // What somebody decided of a field stays.
  assert.deepEqual([again.mode, again.private_fields, again.unpublished], ['replace', ['so_to'], false]);
  // Of a file nobody can read nothing is known but its name.
  assert.deepEqual([guessed({ name: 'wards.geojson.gz', layers: [], report: null }, [])].map(({ layer, kind }) => [layer, kind]), [['wards', 'feature']]);
  // A file that does not tell its fields must not open those that are hidden.
  assert.deepEqual(guessed({ name: 'thua.geojson', layers: [layer('thua')], report: null }, [inStore('thua', { fields })]).private_fields, ['so_to']);
});

test('a plan that becomes one for a new layer after all shows nothing to everybody', () => {
  const update = { layer: 'thua', kind: 'parcel', mode: 'update', key: 'ma', private_fields: [], unpublished: false, source_layer: 'thua' };
  assert.deepEqual(asNew(update, 'thua_moi', ['ma', 'ho_ten']), {
    layer: 'thua_moi', kind: 'parcel', mode: 'create', private_fields: ['ho_ten'], unpublished: true, source_layer: 'thua',
  });
});

const report = { read: 12, stored: 10, refused: 2, repaired: 1, findings: 3, crs: 'EPSG:9210', encoding: null, bounds: [106, 10, 106.01, 10.01], fields: [{ name: 'so_to', type: 'integer', private: false }, { name: 'ho_ten', type: 'text', private: false }], sentences: [] };
const plan = { layer: 'thua', kind: 'parcel', mode: 'create', private_fields: [], unpublished: true };

test('confirming says how many features go where, what is left, and who will see them', () => {
  const [made, left, seen] = consequences(plan, report, undefined);
  assert.match(made, /Tạo lớp mới thua \(Thửa đất\) với 10 đối tượng/);
  assert.match(left, /^2 bản ghi/);
  assert.match(seen, /Chỉ cán bộ/);
  const there = inStore('thua', { title: 'Thửa đất', features: 2000 });
  const [replaced] = consequences({ ...plan, mode: 'replace' }, report, there);
  assert.match(replaced, /Thay toàn bộ 2\.000 đối tượng của lớp Thửa đất \(thua\) bằng 10/);
  assert.match(consequences({ ...plan, mode: 'replace' }, report, undefined)[0], /Tạo lớp mới/);
  const added = consequences({ ...plan, mode: 'append' }, report, there);
  assert.ok(added.some((sentence) => /Mọi người xem được/.test(sentence)), 'a layer that is public stays so');
  const kept = consequences({ ...plan, mode: 'replace', unpublished: false }, report, inStore('thua', { published: false }));
  assert.ok(kept.some((sentence) => /Chỉ cán bộ xem được/.test(sentence)), 'one that is hidden, too');
});

test('fields that tell of persons are named before they become public', () => {
  assert.deepEqual(bareFields(report), ['ho_ten']);
  const hidden = { ...report, fields: report.fields.map((field) => ({ ...field, private: field.name === 'ho_ten' })) };
  assert.deepEqual(bareFields(hidden), []);
  // What the server hides by itself is told, whatever the plan asked for.
  assert.ok(consequences(plan, hidden, undefined).some((sentence) => /chỉ cán bộ xem: ho_ten/.test(sentence)));
});

test('the map opens around what was imported', () => {
  assert.match(mapLink(report), /^\/apps\/planning#v1\/planning\?at=1[45]\.\d\d\/10\.005000\/106\.005000$/);
  assert.match(mapLink({ ...report, bounds: [106, 10, 106, 10] }), /at=18\.00\//);
  assert.equal(mapLink({ ...report, bounds: null }), '/apps/planning');
});

test('sizes are written by thousands', () => {
  assert.deepEqual([1, 1400, 2_500_000, 2_000_000_000, 3e13].map(writeBytes), ['0 kB', '1,4 kB', '2,5 MB', '2 GB', '30.000 GB']);
});

test('each zone of VN-2000 can be chosen once', () => {
  const zones = allZones();
  assert.equal(new Set(zones.map(({ code }) => code)).size, zones.length);
  assert.deepEqual([zones[0].meridian, zones.at(-1).meridian, zones.filter(({ width }) => width === 6).length], [102, 111, 2]);
});
