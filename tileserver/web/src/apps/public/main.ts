// For citizens: what is planned at my place, in plain words before numbers; and having a say in what is still being discussed.

import 'maplibre-gl/dist/maplibre-gl.css';
import './public.css';
import './public-app.ts';
import { keepShell } from '../../kit/viewer/shell/keeping.ts';
import { SHELL } from './shell.ts';

keepShell(SHELL);
