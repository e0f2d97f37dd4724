// Draws letters with MapLibre, in the face the map's labels use, and compares each with the browser's own text.
// Calls back with [{letter, own, other, alike}]: likeness (correlation of the pixels at the best offset, 1 = the same) to
// our face and to the fallback face, and of the two faces to one another. Arguments: letters, the style's font name, the same as a CSS font of 56px and a CSS fallback, done.
const [letters, styleFont, cssFont, cssOther, done] = arguments;
const CELL = 84;
const SIZE = 56;
const map = document.querySelector('map-view').map;

/** Grey values 0 (paper) to 255 (ink) of a square cell. */
function ink(context, x, y) {
  const { data } = context.getImageData(x, y, CELL, CELL);
  return Float32Array.from({ length: CELL * CELL }, (_, at) => 255 - data[4 * at]);
}

function byBrowser(letter, font) {
  const context = new OffscreenCanvas(CELL, CELL).getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, CELL, CELL);
  context.fillStyle = '#000';
  context.font = font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, CELL / 2, CELL / 2);
  return ink(context, 0, 0);
}

/** Correlation of two cells, the second moved by whole pixels. */
function likeness(a, b, dx, dy) {
  let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
  for (let y = Math.max(0, dy); y < Math.min(CELL, CELL + dy); y++) {
    for (let x = Math.max(0, dx); x < Math.min(CELL, CELL + dx); x++) {
      const [p, q] = [a[y * CELL + x], b[(y - dy) * CELL + x - dx]];
      n++; sa += p; sb += q; saa += p * p; sbb += q * q; sab += p * q;
    }
  }
  return (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb) || 1);
}

function best(a, b) {
  let most = -1;
  for (let dy = -8; dy <= 8; dy++) for (let dx = -8; dx <= 8; dx++) most = Math.max(most, likeness(a, b, dx, dy));
  return most;
}

const { clientWidth: width, clientHeight: height } = map.getCanvas();
const columns = Math.floor((width - CELL) / CELL);
const rows = Math.floor((height - CELL) / CELL);
const centre = (at) => [CELL + (at % columns) * CELL, CELL + Math.floor(at / columns) * CELL];

/** Draws as many letters as fit and compares them. */
function compare(sheet) {
  const features = sheet.map((letter, at) => ({
    type: 'Feature',
    properties: { letter },
    geometry: { type: 'Point', coordinates: map.unproject(centre(at)).toArray() },
  }));
  map.addSource('letters', { type: 'geojson', data: { type: 'FeatureCollection', features } });
  map.addLayer({ id: 'letters-paper', type: 'background', paint: { 'background-color': '#ffffff' } });
  map.addLayer({
    id: 'letters',
    type: 'symbol',
    source: 'letters',
    layout: {
      'text-field': ['get', 'letter'],
      'text-font': [styleFont],
      'text-size': SIZE,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': '#000000' },
  });
  return new Promise((found) => {
    map.once('idle', () => {
      map.once('render', () => {
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        context.drawImage(map.getCanvas(), 0, 0, width, height);
        for (const id of ['letters', 'letters-paper']) map.removeLayer(id);
        map.removeSource('letters');
        found(
          sheet.map((letter, at) => {
            const [x, y] = centre(at);
            const drawn = ink(context, x - CELL / 2, y - CELL / 2);
            const [own, other] = [byBrowser(letter, cssFont), byBrowser(letter, cssOther)];
            return { letter, own: best(drawn, own), other: best(drawn, other), alike: best(own, other) };
          }),
        );
      });
      map.triggerRepaint();
    });
  });
}

(async () => {
  await document.fonts.load(cssFont, letters);
  const all = [...letters];
  const found = [];
  while (all.length > 0) found.push(...(await compare(all.splice(0, columns * rows))));
  done(found);
})();
