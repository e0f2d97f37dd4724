// What the map paints, in one frame: of 24 by 14 cells red, green and blue, from 0 to 255.
const done = arguments[arguments.length - 1];
const { map } = document.querySelector('map-view');
map.once('render', () => {
  const [width, height] = [24, 14];
  const small = Object.assign(document.createElement('canvas'), { width, height });
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(map.getCanvas(), 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  done(Array.from({ length: width * height }, (_, cell) => [...data.slice(4 * cell, 4 * cell + 3)]));
});
map.triggerRepaint();
