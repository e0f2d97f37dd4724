// Water: a pipe bursts.

import 'maplibre-gl/dist/maplibre-gl.css';
import './water.css';
import './water-app.ts';
