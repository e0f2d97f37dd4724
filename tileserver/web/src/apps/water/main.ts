// Water: a pipe bursts.

import 'maplibre-gl/dist/maplibre-gl.css';
import './water.css';
import './meters.css';
import './meters.css';
import './water-app.ts';
