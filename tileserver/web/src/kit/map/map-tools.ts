// What lies over the map: zoom and north, my location, full screen, measuring, scale and coordinates.
// Each is a control of MapLibre, so that the map places it; the app hears what was asked.

import type { ControlPosition, GeolocateControl, IControl, Map as MapLibre } from 'maplibre-gl';
import type { CoordReadout } from '../grid/coord-readout.ts';
import { say } from '../page/text.ts';
import type { Degrees, Grid } from '../grid/vn2000.ts';
import { smallTools } from './small-tools.ts';
import '../grid/coord-readout.ts';

type Library = typeof import('maplibre-gl');

const RULER = `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"
  stroke-linecap="round" aria-hidden="true"><path d="M16 3l5 5L8 21l-5-5Z"></path><path d="M13 6l2 2M10 9l2 2M7 12l2 2"></path></svg>`;

/** Why the browser does not say where it is (Geolocation API, `GeolocationPositionError.code`). */
const REFUSED = 1;
const TIMED_OUT = 3;

export interface Wanted {
  /** What the map lies in. */
  view: HTMLElement;
  gridAt: (at: Degrees) => Grid;
  /** Asked to measure, or to end it. */
  measure: () => void;
  /** Something people should know. */
  note: (sentence: string) => void;
}

export function addTools(map: MapLibre, library: Library, { view, gridAt, measure, note }: Wanted): void {
  const { FullscreenControl, NavigationControl, ScaleControl } = library;
  const add = (control: IControl, position: ControlPosition) => map.addControl(control, position);
  add(new NavigationControl({ showCompass: true, visualizePitch: false }), 'top-right');
  add(locate(library, note), 'top-right');
  const [more, middle] = smallTools(view);
  add(more, 'top-right');
  add(new FullscreenControl({ container: document.body }), 'top-right');
  add(button('measure', say('web-measure'), RULER, measure), 'top-right');
  add(middle, 'top-right');
  add(readout(gridAt), 'bottom-right');
  add(new ScaleControl({ unit: 'metric', maxWidth: 120 }), 'bottom-left');
}

/** MapLibre's own, with words when the place is not told. */
function locate({ GeolocateControl }: Library, note: (sentence: string) => void): GeolocateControl {
  const control = new GeolocateControl({
    positionOptions: { enableHighAccuracy: true, timeout: 15_000 },
    fitBoundsOptions: { maxZoom: 18 },
    trackUserLocation: false,
  });
  control.on('error', (trouble) => {
    const { code } = trouble as unknown as GeolocationPositionError;
    note(say(code === REFUSED ? 'web-locate-refused' : code === TIMED_OUT ? 'web-locate-late' : 'web-locate-unknown'));
  });
  control.on('outofmaxbounds', () => note(say('web-locate-unknown')));
  return control;
}

function button(name: string, label: string, icon: string, pressed: () => void): IControl {
  const holder = document.createElement('div');
  return {
    onAdd: () => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = `map-tool map-tool-${name}`;
      made.title = label;
      made.setAttribute('aria-label', label);
      made.innerHTML = icon;
      made.addEventListener('click', pressed);
      holder.className = 'maplibregl-ctrl maplibregl-ctrl-group';
      holder.replaceChildren(made);
      return holder;
    },
    onRemove: () => holder.remove(),
  };
}

function readout(gridAt: (at: Degrees) => Grid): IControl {
  const element = document.createElement('coord-readout') as CoordReadout;
  return {
    onAdd: (map) => {
      element.className = 'maplibregl-ctrl';
      element.gridAt = gridAt;
      element.follow(map);
      return element;
    },
    onRemove: () => element.remove(),
  };
}
