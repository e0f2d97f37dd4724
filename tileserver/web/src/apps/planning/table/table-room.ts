// Where the table stands on the page, and what of the map it leaves: comes with the table.

import type { Map as Drawn } from 'maplibre-gl';
import '../../../kit/layers/table/layer-table.ts';
import type { RowChosen } from '../../../kit/layers/table/layer-table.ts';
import type { MapView } from '../../../kit/map/map-view.ts';
import type { Box } from '../../../kit/server/store-layers.ts';

/** Pixels of the map under the table; on a phone the table is all there is. */
export function coveredBy(app: HTMLElement): number {
  const drawer = app.querySelector<HTMLElement>('layer-table');
  if (!drawer || getComputedStyle(drawer).position !== 'absolute') return 0;
  return drawer.offsetHeight;
}

/** Where the table is the whole screen, nothing behind it takes the focus. */
export function settle(app: HTMLElement): void {
  const drawer = app.querySelector('layer-table');
  const isAlone = drawer !== null && coveredBy(app) === 0;
  for (const behind of app.querySelectorAll<HTMLElement>('.skip, .bar, bottom-sheet, map-view')) behind.inert = isAlone;
}

/** West, south, east and north of what is seen of the map beside what covers it. */
export function boxInView(map: Drawn | undefined): Box | undefined {
  if (!map) return undefined;
  const { clientWidth, clientHeight } = map.getContainer();
  const { left = 0, right = 0, top = 0, bottom = 0 } = map.getPadding();
  const [x, y] = [[left, clientWidth - right], [top, clientHeight - bottom]];
  const corners = x.flatMap((across) => y.map((down) => map.unproject([across as number, down as number])));
  const [lng, lat] = [corners.map((corner) => corner.lng), corners.map((corner) => corner.lat)];
  return [Math.min(...lng), Math.min(...lat), Math.max(...lng), Math.max(...lat)];
}

/** Goes where a row lies. */
export async function showRow(view: MapView, { layer, row }: RowChosen): Promise<void> {
  const { bbox } = row;
  if (!bbox) return;
  const at: [number, number] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
  await view.fly({ at, bbox, layer, id: row.id, kind: 'feature' });
}
