// Where the map goes for what is said beside it.

import type { MapView } from '../../../kit/map/map-view.ts';
import type { Degrees } from '../case/wire.ts';

/** Pixels left free around places, for the map's own buttons on the right and what it writes below; nearer to the top than `seen` a place is hidden. */
const WIDE = { free: { top: 40, left: 40, right: 80, bottom: 72 }, seen: 20 };
/** On a telephone the scale stands above, and the way to the key of signs below. */
const NARROW = { free: { top: 84, left: 32, right: 88, bottom: 72 }, seen: 76 };
const NARROW_PX = 480;
/** Farther away numbers lie on one another. */
const READABLE_ZOOM = 15.5;
/** So near one looks at a valve. */
const NEAR_ZOOM = 18;

/** Shows all places; a map that shows them all already stays where it is. `covered` pixels lie under a sheet. */
export function showPlaces(view: MapView, places: readonly Degrees[], covered: number): void {
  const { map } = view;
  if (!map || places.length === 0) return;
  const { clientWidth, clientHeight } = map.getCanvas();
  const { free, seen } = clientWidth < NARROW_PX ? NARROW : WIDE;
  const isSeen = (place: Degrees) => {
    const { x, y } = map.project(place);
    return x >= free.left / 2 && x <= clientWidth - free.right && y >= seen && y <= clientHeight - covered - free.bottom;
  };
  if (map.getZoom() >= READABLE_ZOOM && places.every(isSeen)) return;
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: free, maxZoom: NEAR_ZOOM });
}

/** Goes to one place, close enough to see which valve it is. */
export function goNear({ map }: MapView, at: Degrees): void {
  map?.easeTo({ center: at, zoom: Math.max(map.getZoom(), NEAR_ZOOM) });
}
