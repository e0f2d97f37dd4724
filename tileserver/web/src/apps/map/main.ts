// The first map: all layers of a store, their legend, and what lies under a click.

import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import './map-app.ts';
