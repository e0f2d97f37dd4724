// The planning viewer: all layers of a store, their legend, and what lies under a click.

import 'maplibre-gl/dist/maplibre-gl.css';
import './planning.css';
import './planning-app.ts';
import { keepShell } from '../../kit/viewer/shell/keeping.ts';
import { SHELL } from './shell.ts';

keepShell(SHELL);
