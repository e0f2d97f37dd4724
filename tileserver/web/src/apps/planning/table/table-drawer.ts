// The table under the map: its script comes when somebody opens it; the map keeps its middle in what it leaves free.

import { html, nothing } from 'lit';
import type { RowChosen } from '../../../kit/layers/table/layer-table.ts';
import type { MapView } from '../../../kit/map/map-view.ts';
import type { Box, Published } from '../../../kit/server/store-layers.ts';
import type { OwnParts, Selected } from '../../../kit/share/permalink.ts';

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
  /** How it stands on the page, once it was opened. */
  private room?: typeof import('./table-room.ts');

  /** `load` brings the table, false if it does not come; `view` is the map, `beneath` what covers the map without the table, in pixels. */
  constructor(
    private readonly page: Page,
    private readonly load: () => Promise<boolean>,
    private readonly view: () => MapView,
    private readonly beneath: () => number,
  ) {}

  async open(): Promise<void> {
    if (!(await this.load())) return;
    this.room = await import('./table-room.ts');
    await this.turn(true);
  }

  /** What is seen of the map beside it. */
  box(): Box | undefined {
    return this.isOpen ? this.room?.boxInView(this.view()?.map) : undefined;
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
    if (this.covered() === 0) await this.close();
    card(chosen);
    await this.room?.showRow(this.view(), chosen);
  }

  private async turn(isOpen: boolean): Promise<void> {
    // Back closes it, too.
    if (isOpen !== this.isOpen) this.page.dispatchEvent(new CustomEvent(isOpen ? 'cover-opened' : 'cover-closed', { detail: this.close }));
    this.isOpen = isOpen;
    this.page.requestUpdate();
    await this.page.updateComplete;
    this.room?.settle(this.page);
    this.view().leaveRoom(this.covered() || this.beneath());
  }

  private covered(): number {
    return this.room?.coveredBy(this.page) ?? 0;
  }
}

export function table({ isOpen, published, box, selected, revision, parts }: TableShown): unknown {
  if (!isOpen || !published) return nothing;
  return html`<layer-table .layers=${published.layers} .box=${box} .selected=${selected} .revision=${revision} .parts=${parts}></layer-table>`;
}
