// What an app does about two maps side by side: opens them from a button or a link, keeps the link, closes them. The maps themselves are
// loaded when somebody compares.

import { html } from 'lit';
import type { Arrangement } from '../../../../kit/layers/arrangement.ts';
import type { Composed } from '../../../../kit/map/map-style.ts';
import { say } from '../../../../kit/page/text.ts';
import type { BottomSheet } from '../../../../kit/panel/bottom-sheet.ts';
import type { BaseMap } from '../../../../kit/server/base-maps.ts';
import type { View } from '../../../../kit/share/permalink.ts';
import { MIDDLE, type Sides } from '../../../../kit/share/sides.ts';
import type { SideBySide } from './side-by-side.ts';

interface Page extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
}

/** What the app lends. */
export interface Lent {
  /** Brings the maps; false if they do not come. */
  load: () => Promise<boolean>;
  view: () => View;
  baseMaps: () => readonly BaseMap[];
  layers: Arrangement;
  /** The link is to be written, and the page drawn anew. */
  changed: () => void;
  /** The map has the focus again. */
  toMap: () => void;
}

export class SidesWork {
  constructor(
    private readonly app: Page,
    private readonly lent: Lent,
  ) {
    app.addEventListener('sides-asked', (event) => void this.open((event as CustomEvent<Partial<Sides> | undefined>).detail ?? {}));
    app.addEventListener('sides-changed', (event) => this.change((event as CustomEvent<Sides | undefined>).detail ?? undefined));
  }

  get isOpen(): boolean {
    return this.lent.view().sides !== undefined;
  }

  /** A link may ask for it; and the plans of a day are drawn by it, one map or two. */
  async follow(): Promise<void> {
    if (!this.isOpen && this.lent.view().day === undefined) return;
    if ((await this.lent.load()) && this.isOpen) await this.begin();
  }

  leave(): void {
    this.change(undefined);
  }

  /** The left map was drawn with its usual plans, or one of them alone. */
  draw(isAlone: boolean): void {
    this.element()?.draw?.(isAlone);
  }

  /** Other plans may be seen, or may be others. */
  again(): void {
    void this.element()?.list?.();
  }

  private async open(wished: Partial<Sides>): Promise<void> {
    if (!(await this.lent.load())) return;
    const { firstSides } = await import('./side-by-side.ts');
    const { layers, view, baseMaps } = this.lent;
    // What differs is drawn over the map, and would hide one of the two.
    view().compared = undefined;
    this.change({ ...firstSides(layers.stack, view().base, baseMaps()), at: MIDDLE, ...wished });
    await this.begin();
    this.element()?.focus();
    const { sides } = view();
    if (sides) void this.element()?.lead?.(sides);
  }

  /** A sheet over the map makes room for it. */
  private async begin(): Promise<void> {
    await this.app.updateComplete;
    await this.element()?.updateComplete;
    const sheet = this.app.querySelector<BottomSheet>('bottom-sheet');
    if (sheet && sheet.covered > 0) sheet.stop = 'peek';
  }

  private change(sides: Sides | undefined): void {
    const was = this.isOpen;
    this.lent.view().sides = sides;
    this.lent.changed();
    if (was && !sides) this.lent.toMap();
  }

  private element(): SideBySide | null {
    return this.app.querySelector<SideBySide>('side-by-side');
  }
}

export interface Shown {
  view: View;
  composed?: Composed;
  layers: Arrangement;
  baseMaps: readonly BaseMap[];
  inView: ReadonlyMap<string, unknown>;
}

/** Stands on the map from the first frame on, so that the map can move what lies over it; empty until somebody compares. */
export function sides({ view, composed, layers, baseMaps, inView }: Shown): unknown {
  return html`<side-by-side class="over-map" .sides=${view.sides} .day=${view.day} .composed=${composed} .stack=${layers.stack} .base=${view.base} .baseMaps=${baseMaps}
    .selected=${view.selected} .inView=${inView}></side-by-side>`;
}

/** A button that asks for two maps, of these sides or as usual. */
export function sidesButton(words: 'web-swipe-open' | 'web-swipe-on-map', wished?: Partial<Sides>): unknown {
  const ask = ({ currentTarget }: Event) => currentTarget?.dispatchEvent(new CustomEvent('sides-asked', { detail: wished, bubbles: true }));
  return html`<button type="button" class="button button-quiet" data-deed="sides" @click=${ask}>${say(words)}</button>`;
}
