// Draws letters with MapLibre, in the face the map's labels use, and compares each with the browser's own text.
// Calls back with [{letter, own, other}]: likeness (correlation of the pixels at the best offset, 1 = the same) to our
// face and to the fallback face. Arguments: letters, the style's font name, the same as a CSS font of 30px and a CSS fallback, done.
const [letters, styleFont, cssFont, cssOther, done] = arguments;
const CELL = 48;
const SIZE = 30;
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

const { clientWidth: width } = map.getCanvas();
const columns = Math.floor((width - CELL) / CELL);
const centre = (at) => [CELL + (at % columns) * CELL, CELL + Math.floor(at / columns) * CELL];
const features = [...letters].map((letter, at) => ({
  type: 'Feature',
  properties: { letter },
  geometry: { type: 'Point', coordinates: map.unproject(centre(at)).toArray() },
}));

document.fonts.load(cssFont, letters).then(() => {
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
  map.once('idle', () => {
    map.once('render', () => {
      const scale = map.getCanvas().width / width;
      const picture = new OffscreenCanvas(width, map.getCanvas().clientHeight);
      const context = picture.getContext('2d', { willReadFrequently: true });
      context.drawImage(map.getCanvas(), 0, 0, map.getCanvas().width / scale, map.getCanvas().height / scale);
      const found = [...letters].map((letter, at) => {
        const [x, y] = centre(at);
        const drawn = ink(context, x - CELL / 2, y - CELL / 2);
        return { letter, own: best(drawn, byBrowser(letter, cssFont)), other: best(drawn, byBrowser(letter, cssOther)) };
      });
      for (const id of ['letters', 'letters-paper']) map.removeLayer(id);
      map.removeSource('letters');
      done(found);
    });
    map.triggerRepaint();
  });
});
