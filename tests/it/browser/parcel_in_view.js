(() => {
  // A parcel whose middle lies in view and on the parcel itself, clear of the panel and the map's buttons.
  const map = document.querySelector('map-view').map;
  const frame = map.getCanvas().getBoundingClientRect();
  const sheet = document.querySelector('bottom-sheet').getBoundingClientRect();
  const free = sheet.width >= innerWidth ? sheet.top : innerHeight;
  for (const { id, geometry, properties } of map.queryRenderedFeatures({ layers: ['parcels-ground'] })) {
    if (id === undefined || geometry.type !== 'Polygon') continue;
    const ring = geometry.coordinates[0].slice(1);
    const middle = [0, 1].map((axis) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length);
    const point = map.project(middle);
    const [x, y] = [Math.round(frame.left + point.x), Math.round(frame.top + point.y)];
    if (x < frame.left + 20 || x > frame.right - 120 || y < frame.top + 60 || y > free - 90) continue;
    const here = map.queryRenderedFeatures(point, { layers: ['parcels-ground'] });
    if (here.length !== 1 || here[0].id !== id) continue;
    return { id, number: properties.so_thua, sheet: properties.so_to, x, y, lon: middle[0], lat: middle[1] };
  }
  return null;
})()
