// Networks: what hangs together with a pipe, and turning a valve.

import 'maplibre-gl/dist/maplibre-gl.css';
import './network.css';
import './network-app.ts';
