// Where the pointer is, or the crosshair: in the data set's VN-2000 grid or WGS 84. A press changes the system.

import type { Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { html } from 'lit';
import { copyOfGridPoint, writeDegrees, writeGridPoint, writeSexagesimal, writeZone } from './coordinates.ts';
import { copyText } from '../share/copy-text.ts';
import { COPY } from '../page/icons.ts';
import { KitElement } from '../page/kit-element.ts';
import { say } from '../page/text.ts';
import { toGrid, type Degrees, type Grid } from './vn2000.ts';

type System = 'grid' | 'degrees' | 'sexagesimal';

const NEXT: Record<System, System> = { grid: 'degrees', degrees: 'sexagesimal', sexagesimal: 'grid' };

export class CoordReadout extends KitElement {
  static override properties = { at: { state: true }, system: { state: true }, isCopied: { state: true } };
  gridAt: (at: Degrees) => Grid = () => ({ meridian: 0, scale: 1, isShifted: false });
  private at?: Degrees;
  private system: System = 'grid';
  private isCopied = false;
  private isPointed = false;

  /** Follows the pointer over a map, and its middle while no pointer is there. */
  follow(map: MapLibre): void {
    const middle = () => this.isPointed || this.show(map.getCenter());
    map.on('move', middle);
    map.on('mousemove', ({ lngLat, originalEvent }: MapMouseEvent) => {
      // A finger leaves no pointer behind.
      this.isPointed = !('touches' in originalEvent) && matchMedia('(hover: hover)').matches;
      if (this.isPointed) this.show(lngLat);
    });
    const leave = () => {
      this.isPointed = false;
      middle();
    };
    map.on('mouseout', leave);
    map.getCanvas().addEventListener('keydown', leave);
    middle();
  }

  protected override render(): unknown {
    const [text, note] = this.words();
    return html`<div class="readout" role="group" aria-label=${say('web-coord')}>
      <button class="readout-text" type="button" title=${say('web-coord-change')} @click=${() => (this.system = NEXT[this.system])}>
        <span class="readout-place">${parts(text, '; ')}</span> <span class="readout-note">${parts(note, ' · ')}</span></button>
      <button class="icon-button" type="button" aria-label=${say('web-coord-copy')} title=${say('web-coord-copy')}
        @click=${() => this.copy()}>${COPY}</button>
      <span class="readout-copied" role="status">${this.isCopied ? say('web-copied') : ''}</span>
    </div>`;
  }

  private show({ lng, lat }: { lng: number; lat: number }): void {
    this.at = [lng, lat];
    this.isCopied = false;
  }

  private words(): [string, string] {
    if (!this.at) return ['', ''];
    if (this.system === 'degrees') return [writeDegrees(this.at), 'WGS 84'];
    if (this.system === 'sexagesimal') return [writeSexagesimal(this.at), 'WGS 84'];
    const grid = this.gridAt(this.at);
    return [writeGridPoint(toGrid(grid, this.at)), `${grid.isShifted ? 'VN-2000 · ' : ''}${writeZone(grid)}`];
  }

  private async copy(): Promise<void> {
    if (!this.at) return;
    const [text] = this.words();
    this.isCopied = await copyText(this.system === 'grid' ? copyOfGridPoint(toGrid(this.gridAt(this.at), this.at)) : text);
  }
}

/** A text that breaks only where it may. */
function parts(text: string, mark: string): unknown {
  const all = text.split(mark);
  return all.map((part, at) => html`<span>${part}${at < all.length - 1 ? mark.trimEnd() : ''}</span> `);
}

customElements.define('coord-readout', CoordReadout);
