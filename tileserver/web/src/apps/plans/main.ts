// The plan register: plans, their zones on the map, and what of a parcel lies in them.

import 'maplibre-gl/dist/maplibre-gl.css';
import '../../kit/viewer/subject-viewer.css';
import './plans.css';
import './plans-app.ts';
