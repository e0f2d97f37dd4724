// Printing to scale, checked against lengths on the ellipsoid.

import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './typescript.mjs';

const { SCALES, PAPERS, barLength, drawnSize, frameOnScreen, mapSize, paperSize, printZoom, squeeze, zoomToFit } =
  await load('kit/print/print-scale.ts');

/** Of WGS 84: metres of a degree of longitude and of latitude (the usual series). */
const degree = (lat) => {
  const phi = (lat * Math.PI) / 180;
  return {
    lon: 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
    lat: 111132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
  };
};

test('a hundred metres are two hundred millimetres at 1:500, along both axes and all over the country', () => {
  for (const lat of [8.6, 10.34, 16.05, 21.03, 23.3]) {
    for (const scale of SCALES) {
      const world = 512 * 2 ** printZoom(scale, lat);
      const pixels_per_mm = 96 / 25.4;
      const expected = 100_000 / scale;
      const lon = 100 / degree(lat).lon;
      const across = ((lon / 360) * world) / pixels_per_mm;
      assert.ok(Math.abs(across - expected) < expected * 1e-4, `${lat} 1:${scale}: ${across} mm west to east`);
      const dLat = 100 / degree(lat).lat;
      const y = (phi) => (Math.asinh(Math.tan((phi * Math.PI) / 180)) / (2 * Math.PI)) * world;
      const along = ((y(lat + dLat / 2) - y(lat - dLat / 2)) * squeeze(lat)) / pixels_per_mm;
      assert.ok(Math.abs(along - expected) < expected * 1e-4, `${lat} 1:${scale}: ${along} mm south to north`);
    }
  }
});

test('the map, drawn for 300 dots an inch, fits on its paper and into a canvas', () => {
  for (const paper of PAPERS) {
    for (const isLandscape of [false, true]) {
      const sheet = { paper, isLandscape, scale: 500 };
      const [whole, map, drawn] = [paperSize(sheet), mapSize(sheet), drawnSize(sheet, 21)];
      assert.ok(map.width > 180 && map.width < whole.width && map.height > 170 && map.height < whole.height);
      assert.ok(Math.max(drawn.width, drawn.height) * (300 / 96) < 4096, `${paper}: ${drawn.width} by ${drawn.height}`);
    }
  }
});

test('the frame on the screen is as large as the paper where the zooms agree, and fits where it shall', () => {
  const sheet = { paper: 'a4', isLandscape: true, scale: 1000 };
  const drawn = drawnSize(sheet, 10);
  assert.deepEqual(frameOnScreen(sheet, 10, printZoom(1000, 10)), drawn);
  const free = { width: 400, height: 200 };
  const frame = frameOnScreen(sheet, 10, zoomToFit(sheet, 10, free));
  assert.ok(frame.width <= 400.001 && Math.abs(frame.height - 200) < 0.001);
});

test('scale bars have round lengths', () => {
  assert.deepEqual(SCALES.map((scale) => barLength(scale, 50)), [20, 50, 100, 200, 500]);
});
