// Measures lengths and areas in the data's own grid. The corners and the map are corners.ts's; this is the panel.

import texts from 'virtual:catalogue/kit/measure';
import { html, nothing } from 'lit';
import { copyOfGridPoint, writeGridPoint, writeZone } from '../grid/coordinates.ts';
import { copyText } from '../share/copy-text.ts';
import { keepInView } from '../page/into-view.ts';
import { KitElement } from '../page/kit-element.ts';
import type { MapView } from '../map/map-view.ts';
import { Corners } from './corners.ts';
import { writeArea, writeLength } from '../page/numbers.ts';
import { learn, say } from '../page/text.ts';
import { area, isCrossed, type Degrees } from '../grid/vn2000.ts';

learn(texts);

type Kind = 'length' | 'area';

export class MapMeasure extends KitElement {
  static override properties = {
    kind: { state: true },
    isOpen: { state: true },
    isUnreadable: { state: true },
    isCopied: { state: true },
  };
  private kind: Kind = 'length';
  private isOpen = false;
  private isUnreadable = false;
  private isCopied = false;
  private view?: MapView;
  private readonly corners = new Corners(() => this.drawn());

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
    this.choose('area');
    this.corners.take(corners);
  }

  stop(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.corners.stop();
    this.mark(false);
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
      ${this.corners.list.length === 0 ? html`<p class="card-hint">${say('web-measure-hint')}</p>` : this.list()}
      ${this.typing()}
      ${this.corners.grid ? html`<p class="feature-note">${say('web-measure-grid', { grid: this.gridName() })}</p>` : nothing}
    </section>`;
  }

  protected override updated(): void {
    this.corners.draw();
  }

  private choice(kind: Kind): unknown {
    return html`<label><input type="radio" name="measure-kind" .checked=${kind === this.kind}
      @change=${() => this.choose(kind)}><span>${say(`web-measure-${kind}`)}</span></label>`;
  }

  /** The length so far, or the area with its outline. */
  private total(): unknown {
    const [points, long] = [this.corners.points(), this.corners.lengths().reduce((sum, each) => sum + each, 0)];
    if (this.kind === 'length') return html`<strong>${writeLength(long)}</strong>`;
    if (points.length < 3) return say('web-measure-three');
    if (isCrossed(points)) return say('web-measure-crossed');
    return html`<strong>${writeArea(area(points))}</strong> <span>${say('web-measure-outline', { length: writeLength(long) })}</span>`;
  }

  private list(): unknown {
    const [points, lengths] = [this.corners.points(), this.corners.lengths()];
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
        <button class="button button-quiet" type="button" @click=${() => this.corners.undo()}>${say('web-measure-undo')}</button>
        <button class="button button-quiet" type="button" @click=${() => this.corners.set([])}>${say('web-measure-clear')}</button>
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
    this.corners.isClosed = this.kind === 'area';
    this.corners.start(view);
    // The panel it stands in may only now be shown.
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>('#measure-heading')?.focus();
      keepInView(this, '.measure', 'start');
    });
  }

  private choose(kind: Kind): void {
    this.kind = kind;
    this.corners.isClosed = kind === 'area';
  }

  /** Corners came or went, or the map was drawn anew. */
  private drawn(): void {
    this.isCopied = false;
    this.mark(this.isOpen);
    this.requestUpdate();
  }

  private mark(isPressed: boolean): void {
    this.view?.querySelector('.map-tool-measure')?.setAttribute('aria-pressed', String(isPressed));
  }

  private type(event: Event): void {
    event.preventDefault();
    const field = this.querySelector('textarea');
    this.isUnreadable = !field || !this.corners.type(field.value);
    if (this.isUnreadable) field?.focus();
    else if (field) field.value = '';
  }

  private gridName(): string {
    const { grid } = this.corners;
    if (!grid) return '';
    return grid.isShifted ? `VN-2000, ${writeZone(grid)}` : writeZone(grid);
  }

  /** The result with its corners, as a text for a report or a spreadsheet. */
  private async copy(): Promise<void> {
    const total = this.querySelector('.measure-total')?.textContent?.trim() ?? '';
    const corners = this.corners.points().map((point, at) => `${at + 1}; ${copyOfGridPoint(point)}`);
    const lengths = this.corners.lengths();
    const next = (at: number) => ((at + 1) % (this.kind === 'area' ? lengths.length : lengths.length + 1)) + 1;
    const sides = lengths.map((length, at) => `${at + 1}–${next(at)}: ${writeLength(length)}`);
    this.isCopied = await copyText([total, this.gridName(), ...corners, ...sides].join('\n'));
  }
}

customElements.define('map-measure', MapMeasure);
