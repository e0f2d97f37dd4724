// Measures lengths and areas in the data's own grid: corners by pointer, finger, crosshair and Enter, or typed coordinates.
// Draws on the map it is given and takes its presses for as long as it is open. Saves nothing.

import { html, nothing } from 'lit';
import { copyOfGridPoint, readCorners, writeGridPoint, writeZone } from '../grid/coordinates.ts';
import { copyText } from '../share/copy-text.ts';
import { KitElement } from '../page/kit-element.ts';
import type { MapView, Pressed } from '../map/map-view.ts';
import { drawMeasure, eraseMeasure } from './measure-drawing.ts';
import { writeArea, writeLength } from '../page/numbers.ts';
import { say } from '../page/text.ts';
import { area, edges, isCrossed, toGrid, type Degrees, type Grid, type GridPoint } from '../grid/vn2000.ts';

type Kind = 'length' | 'area';

export class MapMeasure extends KitElement {
  static override properties = {
    corners: { state: true },
    kind: { state: true },
    isOpen: { state: true },
    isUnreadable: { state: true },
    isCopied: { state: true },
  };
  private corners: Degrees[] = [];
  private kind: Kind = 'length';
  private isOpen = false;
  private isUnreadable = false;
  private isCopied = false;
  private view?: MapView;
  /** The grid of the first corner: all corners are measured in one. */
  private grid?: Grid;
  private letGo: () => void = () => undefined;

  get active(): boolean {
    return this.isOpen;
  }

  toggle(view: MapView): void {
    if (this.isOpen) this.stop();
    else this.start(view);
  }

  /** Shows an area whose corners are known. */
  take(view: MapView, corners: Degrees[]): void {
    if (!this.isOpen) this.start(view);
    this.kind = 'area';
    this.grid = corners[0] && view.gridAt(corners[0]);
    this.set(corners);
  }

  stop(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.letGo();
    if (this.view?.map) eraseMeasure(this.view.map);
    this.corners = [];
    this.grid = undefined;
    this.view?.focus();
    this.tell('measure-closed');
  }

  protected override render(): unknown {
    if (!this.isOpen) {
      return html`<button class="button button-quiet" type="button" @click=${() => this.tell('measure-asked')}>${say('web-measure')}</button>`;
    }
    return html`<section class="measure" aria-labelledby="measure-heading">
      <div class="card-top">
        <h2 id="measure-heading" tabindex="-1">${say('web-measure-heading')}</h2>
        <button class="icon-button" type="button" aria-label=${say('web-close')} title=${say('web-close')}
          @click=${() => this.stop()}><span aria-hidden="true">✕</span></button>
      </div>
      <fieldset class="choice"><legend>${say('web-measure-what')}</legend>${this.choice('length')}${this.choice('area')}</fieldset>
      <p class="measure-total" role="status">${this.total()}</p>
      ${this.corners.length === 0 ? html`<p class="card-hint">${say('web-measure-hint')}</p>` : this.list()}
      ${this.typing()}
      ${this.grid ? html`<p class="feature-note">${say('web-measure-grid', { grid: this.gridName() })}</p>` : nothing}
    </section>`;
  }

  protected override updated(): void {
    this.draw();
  }

  private choice(kind: Kind): unknown {
    return html`<label><input type="radio" name="measure-kind" .checked=${kind === this.kind}
      @change=${() => (this.kind = kind)}><span>${say(`web-measure-${kind}`)}</span></label>`;
  }

  /** The length so far, or the area with its outline. */
  private total(): unknown {
    const [points, long] = [this.points(), this.lengths().reduce((sum, each) => sum + each, 0)];
    if (this.kind === 'length') return html`<strong>${writeLength(long)}</strong>`;
    if (points.length < 3) return say('web-measure-three');
    if (isCrossed(points)) return say('web-measure-crossed');
    return html`<strong>${writeArea(area(points))}</strong> <span>${say('web-measure-outline', { length: writeLength(long) })}</span>`;
  }

  private list(): unknown {
    const [points, lengths] = [this.points(), this.lengths()];
    return html`<ol class="measure-edges" aria-label=${say('web-measure-edges')}>
        ${points.map((point, at) => html`<li><span class="measure-corner">${say('web-measure-corner', { number: at + 1 })}</span>
          ${lengths[at] === undefined ? nothing : html`<span class="measure-edge">${say('web-measure-edge', {
            from: at + 1,
            to: ((at + 1) % points.length) + 1,
            length: writeLength(lengths[at] as number),
          })}</span>`}
          <span class="measure-place">${writeGridPoint(point)}</span></li>`)}
      </ol>
      <div class="measure-buttons">
        <button class="button button-quiet" type="button" @click=${() => this.undo()}>${say('web-measure-undo')}</button>
        <button class="button button-quiet" type="button" @click=${() => this.set([])}>${say('web-measure-clear')}</button>
        <button class="button button-quiet" type="button" @click=${() => this.copy()}>${say('web-measure-copy')}</button>
        <span role="status">${this.isCopied ? say('web-copied') : nothing}</span>
      </div>`;
  }

  private typing(): unknown {
    return html`<form class="measure-typing" @submit=${(event: Event) => this.type(event)}>
      <label for="measure-text">${say('web-measure-type')}</label>
      <textarea id="measure-text" rows="2" spellcheck="false" autocomplete="off" aria-describedby="measure-trouble"
        @keydown=${(event: KeyboardEvent) => event.stopPropagation()}></textarea>
      <p id="measure-trouble" role="alert">${this.isUnreadable ? say('web-measure-unreadable') : nothing}</p>
      <button class="button" type="submit">${say('web-measure-add')}</button>
    </form>`;
  }

  private start(view: MapView): void {
    this.view = view;
    this.isOpen = true;
    this.isUnreadable = false;
    const press = (event: Event) => {
      event.preventDefault();
      const { lon, lat } = (event as CustomEvent<Pressed>).detail;
      this.add([[lon, lat]]);
    };
    const opened = () => this.hold();
    view.addEventListener('map-pressed', press);
    view.addEventListener('map-opened', opened);
    this.hold();
    this.letGo = () => {
      view.removeEventListener('map-pressed', press);
      view.removeEventListener('map-opened', opened);
      view.map?.doubleClickZoom.enable();
      view.map?.off('mousemove', this.point);
      view.map?.getCanvas().removeEventListener('keydown', this.pressKey);
      view.querySelector('.map-tool-measure')?.setAttribute('aria-pressed', 'false');
    };
    // The panel it stands in may only now be shown.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#measure-heading')?.focus());
  }

  /** Takes hold of the map, also of one that was drawn anew. */
  private hold(): void {
    const map = this.view?.map;
    if (!map || !this.isOpen) return;
    map.doubleClickZoom.disable();
    map.on('mousemove', this.point);
    map.getCanvas().addEventListener('keydown', this.pressKey);
    this.view?.querySelector('.map-tool-measure')?.setAttribute('aria-pressed', 'true');
    this.draw();
  }

  private readonly point = ({ lngLat }: { lngLat: { lng: number; lat: number } }): void => {
    if (this.corners.length > 0) this.draw([lngLat.lng, lngLat.lat]);
  };

  private readonly pressKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' && !(event.key === 'z' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    this.undo();
  };

  private add(corners: Degrees[]): void {
    const [first, last] = [corners[0], this.corners.at(-1)];
    this.grid ??= first && this.view?.gridAt(first);
    // The second press of a double one adds nothing.
    if (corners.length === 1 && first && last && first[0] === last[0] && first[1] === last[1]) return;
    this.set([...this.corners, ...corners]);
  }

  private undo(): void {
    this.set(this.corners.slice(0, -1));
  }

  private set(corners: Degrees[]): void {
    this.corners = corners;
    this.isCopied = false;
    if (corners.length === 0) this.grid = undefined;
  }

  private type(event: Event): void {
    event.preventDefault();
    const field = this.querySelector('textarea');
    const middle = this.view?.middle();
    const grid = this.grid ?? (middle && this.view?.gridAt(middle));
    const corners = field && grid ? readCorners(field.value, grid) : undefined;
    this.isUnreadable = corners === undefined;
    if (!field || !corners) return field?.focus();
    field.value = '';
    this.add(corners);
    this.view?.showAll(this.corners);
  }

  private draw(pointer?: Degrees): void {
    const map = this.view?.map;
    if (!map || !this.isOpen || !this.view?.isDrawn) return;
    drawMeasure(map, { corners: this.corners, closed: this.kind === 'area', labels: this.lengths().map(writeLength), pointer });
  }

  private points(): GridPoint[] {
    const { grid } = this;
    return grid ? this.corners.map((corner) => toGrid(grid, corner)) : [];
  }

  private lengths(): number[] {
    return edges(this.points(), this.kind === 'area');
  }

  private gridName(): string {
    if (!this.grid) return '';
    return this.grid.isShifted ? `VN-2000, ${writeZone(this.grid)}` : writeZone(this.grid);
  }

  /** The result with its corners, as a text for a report or a spreadsheet. */
  private async copy(): Promise<void> {
    const total = this.querySelector('.measure-total')?.textContent?.trim() ?? '';
    const corners = this.points().map((point, at) => `${at + 1}; ${copyOfGridPoint(point)}`);
    const sides = this.lengths().map((length, at, all) => `${at + 1}–${((at + 1) % (this.kind === 'area' ? all.length : all.length + 1)) + 1}: ${writeLength(length)}`);
    this.isCopied = await copyText([total, this.gridName(), ...corners, ...sides].join('\n'));
  }
}

customElements.define('map-measure', MapMeasure);
