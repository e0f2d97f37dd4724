// MapLibre's own sentences (labels of its buttons) from our catalogue: each key has an id of its own there.

import { say } from '../page/text.ts';

const KEYS = [
  'AttributionControl.ToggleAttribution',
  'AttributionControl.MapFeedback',
  'FullscreenControl.Enter',
  'FullscreenControl.Exit',
  'GeolocateControl.FindMyLocation',
  'GeolocateControl.LocationNotAvailable',
  'LogoControl.Title',
  'Map.Title',
  'Marker.Title',
  'NavigationControl.ResetBearing',
  'NavigationControl.ZoomIn',
  'NavigationControl.ZoomOut',
  'Popup.Close',
  'ScaleControl.Feet',
  'ScaleControl.Meters',
  'ScaleControl.Kilometers',
  'ScaleControl.Miles',
  'ScaleControl.NauticalMiles',
  'GlobeControl.Enable',
  'GlobeControl.Disable',
  'TerrainControl.Enable',
  'TerrainControl.Disable',
  'CooperativeGesturesHandler.WindowsHelpText',
  'CooperativeGesturesHandler.MacHelpText',
  'CooperativeGesturesHandler.MobileHelpText',
] as const;

export function mapLocale(): Record<string, string> {
  return Object.fromEntries(KEYS.map((key) => [key, say(sentence(key))]));
}

/** `ScaleControl.Meters` is `web-maplibre-scale-control-meters`. */
function sentence(key: string): string {
  return `web-maplibre-${key.replace('.', '').replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase()}`;
}
