// The steward's desk: what an import is guessed to be, what is said to happen when it is confirmed, and where the map opens then.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { asNew, guessed, isPersonal, keyOf, plainName, stem } = await load('apps/admin/imports/guess.ts');
const { bareFields, consequences, mapLink } = await load('apps/admin/imports/consequences.ts');
const { barrenWords } = await load('apps/admin/imports/barren.ts');
const { calledBy } = await load('apps/admin/imports/called-by.ts');
const { isBarren } = await load('apps/admin/imports/import-wire.ts');
const { inPageWords } = await load('apps/admin/imports/page-words.ts');
const { shapesIn } = await load('apps/admin/findings/file-shapes.ts');
const { extentOf, frameOf, pointsOf } = await load('apps/admin/findings/findings-shapes.ts');
const { writeBytes, writeDay, writeMoment, zoneAt } = await load('apps/admin/figures.ts');
const { faultsOf, faultTold } = await load('apps/admin/rooms/person-faults.ts');
const { detailWords, placeWords } = await load('apps/admin/rooms/log-words.ts');
const { powerMeaning, powerWords } = await load('apps/admin/rooms/power-words.ts');
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

test('a file packed twice is called by its bare name', () => {
  for (const [file, name] of [['wards.geojson.gz', 'wards'], ['thửa.shp.zip', 'thửa'], ['a.b.gpkg', 'a.b'], ['gz', 'gz'], ['quy.hoach', 'quy.hoach']]) assert.equal(stem(file), name);
  assert.equal(guessed({ name: 'CDD_ZoningDistricts.geojson.gz', layers: [], report: null }, []).layer, 'cdd_zoningdistricts');
});

test('a file of which nothing can be brought in says what to do next', () => {
  const none = { ...report, read: 0, stored: 0, refused: 0, findings: 0 };
  assert.ok(isBarren({ state: 'checked', report: none }) && !isBarren({ state: 'checked', report }) && !isBarren({ state: 'received', report: null }));
  const empty = barrenWords({ report: none, layers: [layer('a')], plan });
  assert.match(empty.title, /không có bản ghi nào/);
  assert.deepEqual(empty.steps.length, 1);
  const several = barrenWords({ report: none, layers: [layer('a'), layer('b')], plan: { ...plan, source_layer: 'a' } });
  assert.match(several.steps[0], /2 lớp.*lớp a/);
  const refused = barrenWords({ report: { ...none, read: 2, refused: 2, findings: 2 }, layers: [layer('a')], plan });
  assert.match(refused.title, /2 bản ghi/);
  assert.match(refused.steps[0], /phát hiện/);
});

test('it is said by which field features are called, and if by none', () => {
  const field = (name, role) => ({ name, type: 'text', private: false, role });
  assert.equal(calledBy([field('ghi_chu', null), field('ten', 'name')], 'line'), 'ten');
  assert.equal(calledBy([field('ten', 'name'), field('so_thua', 'number')], 'parcel'), 'so_thua');
  assert.equal(calledBy([field('ghi_chu', null)], 'feature'), null);
  assert.equal(calledBy([{ name: 'a', type: 'text', private: false }], 'feature'), undefined, 'a server that does not tell');
  const named = consequences(plan, { ...report, fields: [field('ten', 'name')] }, undefined);
  assert.ok(named.some((sentence) => /theo trường ten/.test(sentence)));
  const nameless = { ...report, fields: [field('ghi_chu', null)] };
  assert.ok(consequences(plan, nameless, undefined).some((sentence) => /Sửa cách nhập/.test(sentence)));
  assert.ok(!consequences({ ...plan, mode: 'append' }, nameless, inStore('thua')).some((sentence) => /trường tên/.test(sentence)), 'a layer that is there has its own');
});

test('the map of findings shows all that was read, and points that lie outside', () => {
  const found = [{ at: [107.5, 10.5], severity: 'error' }, { at: null, severity: 'warning' }, { at: [107.1, 10.1], severity: 'warning' }];
  assert.deepEqual(extentOf(found, [107, 10, 107.2, 10.2]), [107, 10, 107.5, 10.5]);
  assert.deepEqual(extentOf([], [1, 2, 3, 4]), [1, 2, 3, 4]);
  assert.equal(extentOf([{ at: null }], null), undefined);
  assert.deepEqual(pointsOf(found, '').features.map(({ id, properties }) => [id, properties.grave]), [[0, 1], [2, 0]]);
  assert.deepEqual(pointsOf(found, 'warning').features.map(({ id }) => id), [2]);
  assert.equal(frameOf([1, 2, 3, 4]).geometry.coordinates[0].length, 5);
});

test('moments are told by the clock of whoever reads, which is named', () => {
  const moment = '2026-11-30T20:05:00Z';
  assert.equal(writeMoment(moment, 'Asia/Ho_Chi_Minh'), '03:05 01/12/2026 (GMT+7)');
  assert.equal(writeMoment(moment, 'UTC'), '20:05 30/11/2026 (GMT)');
  assert.equal(writeDay(moment, 'America/New_York'), '30/11/2026');
  assert.equal(zoneAt(moment, 'America/New_York'), 'GMT-5');
  assert.equal(writeDay('no moment'), 'no moment');
});

test('what is wrong with a new person stands at its field', () => {
  const wrong = faultsOf({ name: 'Minh Trần', role: 'editor', password: 'ngan' });
  assert.match(wrong.name, /Minh Trần/);
  assert.match(wrong.password, /12 ký tự, mới có 4/);
  assert.deepEqual(Object.keys(faultsOf({ name: '', role: 'viewer', password: 'x'.repeat(12) })), ['name']);
  assert.deepEqual(faultsOf({ name: 'minh.tran@xa-1', role: 'viewer', password: 'ậ'.repeat(12) }), {});
  const told = (type) => faultTold({ sentence: 'Câu của máy chủ.', type });
  assert.deepEqual(told('urn:diaban:user-exists'), { name: 'Câu của máy chủ.' });
  assert.deepEqual(told('urn:diaban:password-too-common'), { password: 'Câu của máy chủ.' });
  assert.equal(told('urn:diaban:problem-internal'), undefined);
  assert.equal(faultTold(new TypeError('no line')), undefined);
});

test('each power the server asks for has words for what it allows', () => {
  for (const power of ['planning.draft', 'planning.appraise', 'planning.approve', 'planning.publish', 'network.operate', 'network.read_meters', 'planning.draft@26506']) {
    assert.ok(powerMeaning(power), power);
    assert.ok(!/[._]/.test(powerWords(power)), power);
  }
  assert.equal(powerMeaning('water.close'), undefined);
});

test('options of the command line are told by the names of the choices on the page', () => {
  assert.equal(inPageWords('Nếu sai, nhập lại với --crs đúng, --override-crs và --mode replace.'), 'Nếu sai, nhập lại với “Hệ tọa độ” đúng, “Tệp ghi sai hệ tọa độ: dùng hệ tôi chọn” và “Thay toàn bộ một lớp đã có”.');
  assert.equal(inPageWords('nhập riêng bản ghi đó bằng --mode append.'), 'nhập riêng bản ghi đó bằng “Thêm vào một lớp đã có”.');
  for (const other of ['--mapping', '--crs-of-something', 'ogr2ogr -f GPKG']) assert.equal(inPageWords(other), other);
});

test('of a file that was sent, shapes a map can draw are drawn, and nothing else of it is kept', () => {
  const feature = (type, coordinates) => ({ type: 'Feature', geometry: { type, coordinates }, properties: { chu: 'Lan' } });
  const square = [[[107, 10], [107.1, 10], [107.1, 10.1], [107, 10]]];
  const { features } = shapesIn({ features: [feature('Polygon', square), feature('Point', [107, 10, 5]), feature('Point', [null, 10]), feature('LineString', [[107, 10], ['107.1', 10]]), feature('Polygon', [[[430000, 1140000]]]), feature('Circle', [1, 2]), { geometry: null }, null, 7] });
  assert.deepEqual(features.map(({ geometry }) => geometry.type), ['Polygon', 'Point']);
  assert.deepEqual(features[0].properties, {});
  for (const other of [null, 7, {}, { features: 'x' }, { features: [] }, { features: [feature('Point', [])] }]) assert.equal(shapesIn(other), undefined);
  const many = Array.from({ length: 3 }, () => feature('MultiPoint', Array.from({ length: 150_000 }, () => [107, 10])));
  assert.equal(shapesIn({ features: many }).features.length, 2, 'as many corners as a small map bears');
});

test('lines of the log have titles of layers and names of powers', () => {
  const layers = [inStore('thua', { title: 'Thửa đất' })];
  assert.equal(placeWords('thua', layers), 'Thửa đất');
  assert.equal(placeWords('thua/12', layers), 'Thửa đất, đối tượng 12');
  assert.equal(placeWords('gone/12', layers), 'gone, đối tượng 12');
  assert.equal(detailWords('+planning.draft@26506 -network.operate'), '+ Soạn quy hoạch, tại 26506, − Vận hành mạng lưới');
  assert.equal(detailWords('lô đất (2).geojson (create)'), 'lô đất (2).geojson – Tạo lớp mới');
  for (const other of ['tiles', 'Đo lại (xong)', '+x', '']) assert.equal(detailWords(other), other);
});
