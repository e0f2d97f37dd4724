// Shapes kept on the device: made of corners, measured, taken along as a file and brought back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './typescript.mjs';

const { cornersOf, drawn, MOST_CORNERS, read, sizeOf, written } = await load('kit/measure/kept/shape.ts');
const { writtenAsKml } = await load('kit/measure/kept/kml.ts');
const { gridAround, toDegrees, toGrid } = await load('kit/grid/vn2000.ts');

const grid = gridAround(107.08);
const [east, north] = toGrid(grid, [107.0842, 10.3442]);
const at = (x, y) => toDegrees(grid, [east + x, north + y]);
const square = [at(0, 0), at(30, 0), at(30, 20), at(0, 20)];
const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 0.01, `${value} is not ${wanted}`);

test('corners become a point, a line or an area, and none where they are too few or cross', () => {
  assert.equal(drawn('point', square, grid).type, 'Point');
  assert.equal(drawn('line', square.slice(0, 1), grid), undefined);
  assert.equal(drawn('line', square, grid).coordinates.length, 4);
  assert.equal(drawn('area', square, grid).coordinates[0].length, 5);
  assert.equal(drawn('area', square.slice(0, 2), grid), undefined);
  assert.equal(drawn('area', [square[0], square[2], square[1], square[3]], grid), undefined);
  assert.equal(drawn('area', [], grid), undefined);
});

test('sizes are those of the grid, and a hole is no part of an area', () => {
  const area = { geometry: drawn('area', square, grid) };
  near(sizeOf(area, grid).area_m2, 600);
  near(sizeOf(area, grid).length_m, 100);
  const hole = [at(5, 5), at(5, 10), at(10, 10), at(10, 5), at(5, 5)];
  near(sizeOf({ geometry: { type: 'Polygon', coordinates: [...area.geometry.coordinates, hole] } }, grid).area_m2, 575);
  near(sizeOf({ geometry: drawn('line', square, grid) }, grid).length_m, 80);
  assert.deepEqual(sizeOf({ geometry: drawn('point', square, grid) }, grid), {});
});

test('a file that was saved brings back what was saved', () => {
  const shapes = ['point', 'line', 'area'].map((kind, number) => ({ name: `Hình ${number}`, colour: 'green', isHidden: number === 1, geometry: drawn(kind, square, grid) }));
  assert.deepEqual(read(written(shapes, () => grid), 'x'), { shapes, leftOut: 0 });
});

test('of a file of others each part is a shape, and what is no shape in degrees is counted', () => {
  const feature = (geometry, properties = null) => ({ type: 'Feature', properties, geometry });
  const many = { type: 'LineString', coordinates: Array.from({ length: MOST_CORNERS + 1 }, () => [107, 10]) };
  const features = [
    feature({ type: 'MultiPoint', coordinates: [[107, 10], [107.1, 10]] }, { ten: 'Cột', colour: 'pink' }),
    feature({ type: 'Point', coordinates: [426902.37, 1144200.5] }),
    feature({ type: 'Polygon', coordinates: [[[107, 10], [107, 11], [107, 10]]] }),
    feature({ type: 'Polygon', coordinates: 7 }),
    feature({ type: 'LineString', coordinates: [[107, 10], null] }),
    feature(null),
    feature(many),
  ];
  const found = read(JSON.stringify({ type: 'FeatureCollection', features }), 'tệp');
  assert.deepEqual(found.shapes.map(({ name, colour }) => [name, colour]), [['Cột (1)', 'blue'], ['Cột (2)', 'blue']]);
  assert.equal(found.leftOut, 6);
  for (const text of ['', 'null', '7', '{"type":"Topology"}', '{"type":"FeatureCollection"}']) assert.equal(read(text, 'x'), undefined, text);
  assert.deepEqual(read('{"type":"FeatureCollection","features":[null,7]}', 'x'), { shapes: [], leftOut: 0 });
});

test('a shape lies where its corners are', () => {
  assert.equal(cornersOf({ geometry: drawn('area', square, grid) }).length, 5);
});

test('map apps of phones read kept shapes as KML: degrees, colours with their channels turned, names as they are', () => {
  const hole = [at(5, 5), at(5, 10), at(10, 10), at(10, 5), at(5, 5)];
  const area = drawn('area', square, grid);
  const shapes = [
    { name: 'Lô <A> & B\u0001', colour: 'red', isHidden: false, geometry: { ...area, coordinates: [...area.coordinates, hole] } },
    { name: 'Đường', colour: 'blue', isHidden: true, geometry: drawn('line', square, grid) },
    { name: 'Giếng', colour: 'red', isHidden: false, geometry: { type: 'Point', coordinates: [107.5, 10.25, 12] } },
  ];
  const text = writtenAsKml(shapes, 'Hình vẽ', ({ name }) => (name === 'Giếng' ? '' : '600 m²'));
  assert.ok(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'));
  assert.ok(text.includes('<name>Lô &lt;A&gt; &amp; B</name><description>600 m²</description><styleUrl>#red</styleUrl>'));
  assert.equal(text.match(/<Style id=/g).length, 2, 'a style for each colour there is');
  assert.ok(text.includes('<LineStyle><color>ff2828c6</color>') && text.includes('<PolyStyle><color>33c06515</color>'));
  assert.equal(text.match(/<outerBoundaryIs>|<innerBoundaryIs>/g).length, 2);
  assert.ok(text.includes('<name>Đường</name><visibility>0</visibility>'));
  assert.ok(text.includes('<Placemark><name>Giếng</name><styleUrl>#red</styleUrl><Point><coordinates>107.5,10.25</coordinates></Point></Placemark>'));
  const [first] = square;
  assert.ok(text.includes(`<LineString><tessellate>1</tessellate><coordinates>${first[0]},${first[1]} `));
});
