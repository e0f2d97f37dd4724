// Where Tab has led: nowhere (between the end of the page and its beginning), to a new stop, back to the first one, or in a circle.
window.stops ??= new Set();
const focused = document.activeElement;
if (!focused || focused === document.body) return 'nowhere';
// A field for a day has stops of its own inside: day, month, year and the calendar.
const isInside = focused.type === 'date' && focused === window.lastStop;
window.lastStop = focused;
if (isInside) return 'inside';
if (window.stops.has(focused)) return focused === [...window.stops][0] ? 'first' : 'circle';
window.stops.add(focused);
return 'new';
