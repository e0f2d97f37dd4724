// Shapes one draws and keeps on this device: drawing, the list of them, files to take along and to bring back. What is kept where is
// shelf.ts's, what a shape is shape.ts's. Loaded when somebody draws, or when there is something to show.

import texts from 'virtual:catalogue/kit/kept';
import { html, nothing } from 'lit';
import { keepInView } from '../../page/into-view.ts';
import { KitElement } from '../../page/kit-element.ts';
import { writeArea, writeLength } from '../../page/numbers.ts';
import { learn, say } from '../../page/text.ts';
import type { MapView } from '../../map/map-view.ts';
import { Corners } from '../corners.ts';
import { keptList } from './kept-list.ts';
import { writtenAsKml } from './kml.ts';
import { showKept } from './on-map.ts';
import { forget, keep, kept } from './shelf.ts';
import { COLOURS, cornersOf, drawn, KINDS, MOST_SHAPES, read, sizeOf, written, type Kind, type Shape } from './shape.ts';

learn(texts);

/** Bytes of a file that is read: the page holds all of it. */
const LARGEST_FILE = 5_000_000;

export class KeptShapes extends KitElement {
  static override properties = { isOpen: {}, shapes: { state: true }, drawing: { state: true }, said: { state: true }, gone: { state: true } };
  /** The list is shown; closed, the shapes stay on the map. */
  isOpen = false;
  private shapes: readonly Shape[] = [];
  /** What is being drawn. */
  private drawing?: Kind;
  private said = '';
  /** What was deleted last: it can be brought back. */
  private gone?: Shape;
  private readonly corners = new Corners(() => this.cornersChanged(), () => this.finish());
  private readonly escape = (event: KeyboardEvent): void => this.leaveByKey(event);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** The map was drawn anew. */
  draw(): void {
    const view = this.view();
    if (view?.map && view.isDrawn) showKept(view.map, this.shapes.filter(({ isHidden }) => !isHidden));
  }

  /** Something else takes the map's presses; what was not finished is gone. */
  stop(): void {
    if (!this.drawing) return;
    this.drawing = undefined;
    this.corners.stop();
    window.removeEventListener('keydown', this.escape, true);
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('shapes')) this.draw();
    // On a phone the buttons of a drawing would lie under the edge of the panel.
    if (changed.has('drawing')) keepInView(this, '.kept-drawing', 'nearest');
    if (this.drawing) this.corners.draw();
  }

  protected override render(): unknown {
    if (!this.isOpen) return nothing;
    return html`<section class="kept" aria-labelledby="kept-heading">
      <div class="card-top"><h2 id="kept-heading" tabindex="-1">${say('web-kept')}</h2>
        <button class="icon-button" type="button" aria-label=${say('web-close')} title=${say('web-close')} @click=${() => this.tell('kept-closed')}><span aria-hidden="true">✕</span></button></div>
      <p class="panel-hint">${say('web-kept-hint')}</p>
      ${this.drawing ? this.progress(this.drawing) : this.beginnings()}
      <p class="tool-said" role="status">${this.said}
        ${this.gone ? html`<button type="button" class="button-text" data-deed="kept-back" @click=${() => this.bringBack()}>${say('web-kept-back')}</button>` : nothing}</p>
      ${keptList(this.shapes, (shape) => this.sizeIn(shape), {
        change: (shape) => void this.change(shape),
        go: (shape) => this.view()?.showAll(cornersOf(shape)),
        remove: (shape) => void this.discard(shape),
      })}
      ${this.files()}
    </section>`;
  }

  private beginnings(): unknown {
    return html`<div class="tool-deeds">${KINDS.map((kind) => html`<button type="button" class="button button-quiet" data-draw=${kind}
      @click=${() => this.begin(kind)}>${say(`web-kept-${kind}`)}</button>`)}</div>`;
  }

  private progress(kind: Kind): unknown {
    const count = this.corners.list.length;
    const shape = this.made();
    return html`<div class="kept-drawing">
      <p class="card-hint">${kind === 'point' ? say('web-kept-press') : html`${say('web-kept-press-corners')} <span class="of-keys">${say('web-kept-keys')}</span>`}</p>
      <p role="status">${shape ? this.sizeIn({ geometry: shape }) : kind === 'area' && count > 2 ? say('web-kept-crossed') : nothing}</p>
      <div class="tool-deeds">
        ${kind === 'point' ? nothing : html`<button type="button" class="button" data-deed="kept-done" ?disabled=${!shape} @click=${() => this.finish()}>${say('web-kept-done')}</button>
          <button type="button" class="button button-quiet" ?disabled=${count === 0} @click=${() => this.corners.undo()}>${say('web-kept-undo')}</button>`}
        <button type="button" class="button button-quiet" @click=${() => this.stop()}>${say('web-kept-cancel')}</button>
      </div></div>`;
  }

  private files(): unknown {
    return html`<div class="tool-deeds">
      ${this.shapes.length === 0 ? nothing : html`<button type="button" class="button button-quiet" data-deed="kept-save" @click=${() => this.save('geojson')}>${say('web-kept-save')}</button>
        <button type="button" class="button button-quiet" data-deed="kept-save-kml" @click=${() => this.save('kml')}>${say('web-kept-save-kml')}</button>`}
      <label class="button button-quiet kept-file">${say('web-kept-open')}<input type="file" accept=".geojson,.json,application/geo+json" data-deed="kept-open"
        @change=${(event: Event) => void this.open(event.target as HTMLInputElement)}></label></div>`;
  }

  private begin(kind: Kind): void {
    const view = this.view();
    if (!view) return;
    this.tell('kept-drawing');
    [this.said, this.gone, this.drawing] = ['', undefined, kind];
    if (this.shapes.length >= MOST_SHAPES) {
      [this.said, this.drawing] = [say('web-kept-full', { most: MOST_SHAPES }), undefined];
      return;
    }
    this.corners.isClosed = kind === 'area';
    this.corners.start(view);
    window.addEventListener('keydown', this.escape, true);
    view.focus();
  }

  /** Corners came or went; a point is done with the first. */
  private cornersChanged(): void {
    this.requestUpdate();
    if (this.drawing === 'point' && this.corners.list.length > 0) this.finish();
  }

  private made(): Shape['geometry'] | undefined {
    const { drawing, corners } = this;
    return drawing && corners.grid && drawn(drawing, corners.list, corners.grid);
  }

  private finish(): void {
    const [geometry, kind] = [this.made(), this.drawing];
    if (!geometry || !kind) return;
    this.stop();
    const colours = Object.keys(COLOURS) as Shape['colour'][];
    const name = say('web-kept-name', { kind: say(`web-kept-${kind}`), number: this.shapes.length + 1 });
    void this.add([{ name, colour: colours[this.shapes.length % colours.length] ?? 'red', isHidden: false, geometry }]);
  }

  private async add(shapes: readonly Shape[]): Promise<void> {
    try {
      for (const shape of shapes) await keep(shape);
      this.said = say('web-kept-kept', { count: shapes.length });
    } catch {
      this.said = say('web-kept-refused');
    }
    await this.list();
  }

  private async change(shape: Shape): Promise<void> {
    this.shapes = this.shapes.map((each) => (each.id === shape.id ? shape : each));
    await keep(shape).catch(() => (this.said = say('web-kept-refused')));
  }

  private async discard(shape: Shape): Promise<void> {
    if (shape.id === undefined) return;
    try {
      await forget(shape.id);
      [this.gone, this.said] = [shape, say('web-kept-removed', { name: shape.name })];
    } catch {
      [this.gone, this.said] = [undefined, say('web-kept-not-removed', { name: shape.name })];
    }
    await this.list();
    this.querySelector<HTMLElement>('[data-deed=kept-back]')?.focus();
  }

  private bringBack(): void {
    const { gone } = this;
    this.gone = undefined;
    if (gone) void this.add([gone]);
  }

  /** What cannot be read now stays as it was last seen. */
  private async list(): Promise<void> {
    this.shapes = await kept().catch(() => this.shapes);
  }

  private save(form: 'geojson' | 'kml'): void {
    const view = this.view();
    if (!view) return;
    const text = form === 'kml' ? writtenAsKml(this.shapes, say('web-kept'), (shape) => this.sizeIn(shape)) : written(this.shapes, view.gridAt);
    const file = new Blob([text], { type: form === 'kml' ? 'application/vnd.google-earth.kml+xml' : 'application/geo+json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${say('web-kept-file')}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  private async open(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    if (file.size > LARGEST_FILE) return void (this.said = say('web-kept-too-large', { most: LARGEST_FILE / 1_000_000 }));
    const found = read(await file.text(), file.name.replace(/\.[^.]*$/, ''));
    if (!found || found.shapes.length === 0) return void (this.said = say('web-kept-unreadable'));
    const room = Math.max(0, MOST_SHAPES - this.shapes.length);
    const taken = found.shapes.slice(0, room);
    await this.add(taken);
    const leftOut = found.leftOut + found.shapes.length - taken.length;
    if (leftOut > 0) this.said = say('web-kept-left-out', { count: taken.length, others: leftOut });
    this.view()?.showAll(taken.flatMap(cornersOf));
  }

  private leaveByKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // Only the drawing ends: what lies beneath it stays.
    event.stopPropagation();
    this.stop();
  }

  private sizeIn(shape: Pick<Shape, 'geometry'>): string {
    const view = this.view();
    const first = cornersOf(shape)[0];
    if (!view || !first) return '';
    const { length_m, area_m2 } = sizeOf(shape, view.gridAt(first));
    if (area_m2 !== undefined) return writeArea(area_m2);
    return length_m === undefined ? '' : writeLength(length_m);
  }

  private view(): MapView | null {
    return document.querySelector<MapView>('map-view');
  }
}

customElements.define('kept-shapes', KeptShapes);
