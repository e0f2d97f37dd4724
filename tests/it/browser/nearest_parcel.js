(() => {
  // The middle of the parcel nearest to the middle of the map.
  const map = document.querySelector('map-view').map;
  const centre = map.getCenter();
  let [best, least] = [null, Infinity];
  for (const { id, geometry } of map.queryRenderedFeatures({ layers: ['parcels-ground'] })) {
    if (id === undefined || geometry.type !== 'Polygon') continue;
    const ring = geometry.coordinates[0].slice(1);
    const middle = [0, 1].map((axis) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length);
    const distance = Math.hypot(middle[0] - centre.lng, middle[1] - centre.lat);
    if (distance < least) [best, least] = [middle, distance];
  }
  return best;
})()
