// Moves the map to the middle of a feature and tells where on the page that is.
const [layer, id, done] = arguments;
const view = document.querySelector('map-view');
fetch(`/collections/${layer}/items/${id}?f=json`)
  .then((answer) => answer.json())
  .then(({ geometry }) => {
    const points = geometry.coordinates.flat(Infinity);
    const all = [];
    for (let at = 0; at < points.length; at += 2) all.push([points[at], points[at + 1]]);
    const parts = geometry.type === 'LineString' ? all.slice(0, 2) : all.slice(0, -1);
    const middle = [0, 1].map((part) => parts.reduce((sum, point) => sum + point[part], 0) / parts.length);
    view.map.once('idle', () => {
      const { left, top } = view.map.getCanvas().getBoundingClientRect();
      const { x, y } = view.map.project(middle);
      done([Math.round(left + x), Math.round(top + y)]);
    });
    view.map.jumpTo({ center: middle, zoom: 18 });
    view.map.triggerRepaint();
  });
