// MapLibre's own sentences (labels of its buttons) from our catalogue: each key has an id of its own there. Those of what we put on no map
// (globe, terrain, miles) are not among them.

import { say } from '../page/text.ts';

const KEYS = [
  'FullscreenControl.Enter',
  'FullscreenControl.Exit',
  'GeolocateControl.FindMyLocation',
  'GeolocateControl.LocationNotAvailable',
  'Map.Title',
  'Marker.Title',
  'NavigationControl.ResetBearing',
  'NavigationControl.ZoomIn',
  'NavigationControl.ZoomOut',
  'ScaleControl.Meters',
  'ScaleControl.Kilometers',
] as const;

export function mapLocale(): Record<string, string> {
  return Object.fromEntries(KEYS.map((key) => [key, say(sentence(key))]));
}

/** `ScaleControl.Meters` is `web-maplibre-scale-control-meters`. */
function sentence(key: string): string {
  return `web-maplibre-${key.replace('.', '').replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase()}`;
}
