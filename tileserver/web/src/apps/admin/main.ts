// The steward's desk: files brought in and checked, layers shown or hidden, people, and how the server is doing.

import 'maplibre-gl/dist/maplibre-gl.css';
import './admin.css';
import './admin-app.ts';
