// Networks: what hangs together with a pipe, and turning a valve.

import 'maplibre-gl/dist/maplibre-gl.css';
import '../../kit/viewer/subject-viewer.css';
import './network-app.ts';
