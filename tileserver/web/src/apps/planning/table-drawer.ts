// The table under the map: its script comes when somebody opens it; the map keeps its middle in what it leaves free.

import { html, nothing } from 'lit';
import type { Map as Drawn } from 'maplibre-gl';
import type { RowChosen } from '../../kit/layers/table/layer-table.ts';
import type { MapView } from '../../kit/map/map-view.ts';
import type { Box, Published } from '../../kit/server/store-layers.ts';
import type { OwnParts, Selected } from '../../kit/share/permalink.ts';

/** What the table needs to know. */
export interface TableShown {
  isOpen: boolean;
  published?: Published;
  box?: Box;
  selected?: Selected;
  revision?: number;
  parts: OwnParts;
}

/** The page the drawer stands in. */
interface Page extends HTMLElement {
  requestUpdate(): void;
  readonly updateComplete: Promise<boolean>;
}

export class TableDrawer {
  isOpen = false;

  /** `load` brings the table, false if it does not come; `view` is the map, `beneath` what covers the map without the table, in pixels. */
  constructor(
    private readonly page: Page,
    private readonly load: () => Promise<boolean>,
    private readonly view: () => MapView,
    private readonly beneath: () => number,
  ) {}

  async open(): Promise<void> {
    if (await this.load()) await this.turn(true);
  }

  /** A link may have the table open; what it shows the table reads itself. */
  async follow(parts: OwnParts): Promise<void> {
    if (!this.isOpen && parts.get('t') !== undefined) await this.open();
  }

  readonly close = async (): Promise<void> => {
    await this.turn(false);
    this.view().focus();
  };

  /** A row is a feature: shown on the map. On a phone the table makes room for it, and for the card, which is asked for meanwhile. */
  async show(chosen: RowChosen, card: (chosen: RowChosen) => void): Promise<void> {
    if (coveredBy(this.page) === 0) await this.close();
    card(chosen);
    await showRow(this.view(), chosen);
  }

  private async turn(isOpen: boolean): Promise<void> {
    // Back closes it, too.
    if (isOpen !== this.isOpen) this.page.dispatchEvent(new CustomEvent(isOpen ? 'cover-opened' : 'cover-closed', { detail: this.close }));
    this.isOpen = isOpen;
    this.page.requestUpdate();
    await this.page.updateComplete;
    settle(this.page);
    this.view().leaveRoom(coveredBy(this.page) || this.beneath());
  }
}

export function table({ isOpen, published, box, selected, revision, parts }: TableShown): unknown {
  if (!isOpen || !published) return nothing;
  return html`<layer-table .layers=${published.layers} .box=${box} .selected=${selected} .revision=${revision} .parts=${parts}></layer-table>`;
}

/** Pixels of the map under the table; on a phone the table is all there is. */
function coveredBy(app: HTMLElement): number {
  const drawer = app.querySelector<HTMLElement>('layer-table');
  if (!drawer || getComputedStyle(drawer).position !== 'absolute') return 0;
  return drawer.offsetHeight;
}

/** Where the table is the whole screen, nothing behind it takes the focus. */
function settle(app: HTMLElement): void {
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
async function showRow(view: MapView, { layer, row }: RowChosen): Promise<void> {
  const { bbox } = row;
  if (!bbox) return;
  const at: [number, number] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
  await view.fly({ at, bbox, layer, id: row.id, kind: 'feature' });
}
