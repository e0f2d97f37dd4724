// Moves a pointer over the middle of a shape that a row names, as a hand would.
const [app, key] = arguments;
const { map } = document.querySelector('map-view');
const { left, top } = map.getCanvas().getBoundingClientRect();
const shape = document.querySelector(app).rows.shapeOf(key);
let ring = shape.geometry.coordinates;
while (typeof ring[0][0] !== 'number') ring = ring[0];
const corners = ring.slice(0, -1);
const middle = [0, 1].map((part) => corners.reduce((sum, corner) => sum + corner[part], 0) / corners.length);
const { x, y } = map.project(middle);
map.getCanvas().dispatchEvent(new MouseEvent('mousemove', { clientX: left + x, clientY: top + y, bubbles: true }));
return middle;
