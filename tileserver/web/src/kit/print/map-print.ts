// What is to be printed: paper, way round, scale and title. While it is open the map shows the paper's frame; the sheet itself
// is made by print-sheet.ts, loaded when it is wanted.

import texts from 'virtual:catalogue/kit/print';
import { html, nothing } from 'lit';
import { PRINT } from '../page/icons.ts';
import { KitElement } from '../page/kit-element.ts';
import { writeNumber } from '../page/numbers.ts';
import type { Map as MapLibre } from 'maplibre-gl';
import { PrintFrame } from './print-frame.ts';
import { PAPERS, SCALES, type Sheet } from './print-scale.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

/** Draws the paper's frame on the map, or takes it away. */
export type Framing = (map: MapLibre | undefined) => void;

export interface PrintWish {
  sheet: Sheet;
  title: string;
}

export class MapPrint extends KitElement {
  static override properties = { isBusy: {}, said: {}, name: { state: true }, sheet: { state: true }, isOpen: { state: true } };
  /** A sheet is being made. */
  isBusy = false;
  /** What became of the last one, if something went wrong. */
  said = '';
  private sheet: Sheet = { paper: 'a4', isLandscape: true, scale: 1000 };
  private isOpen = false;
  private readonly onMap = new PrintFrame();
  /** What the reader calls it; the app's own title until then. */
  private name?: string;

  protected override render(): unknown {
    return html`<section class="tool map-print" aria-labelledby="print-heading">
      <h2 id="print-heading" tabindex="-1">${say('web-print-to-scale')}</h2>
      ${this.isOpen ? this.form() : html`<p class="panel-hint">${say('web-print-hint')}</p>
        <div class="tool-deeds"><button type="button" class="button" data-deed="frame" @click=${() => this.open()}>${PRINT}${say('web-print-frame')}</button></div>`}
      ${this.isBusy ? html`<progress class="print-progress" aria-label=${say('web-print-making')}></progress>` : nothing}
      <p class="tool-said" role="status">${this.isBusy ? say('web-print-making') : this.said}</p>
    </section>`;
  }

  /** Shows the form, and the frame on the map. */
  open(): void {
    this.isOpen = true;
    this.frame();
    void this.updateComplete.then(() => {
      const heading = this.querySelector<HTMLElement>('#print-heading');
      heading?.focus();
      heading?.scrollIntoView({ block: 'start' });
    });
  }

  /** True if it was open. */
  close(): boolean {
    const wasOpen = this.isOpen;
    this.isOpen = false;
    if (wasOpen) this.tell<Framing>('print-framed', (map) => this.onMap.show(map, undefined));
    return wasOpen;
  }

  private form(): unknown {
    const { paper, isLandscape, scale } = this.sheet;
    const radio = (group: string, value: string, isChosen: boolean, label: string, change: Partial<Sheet>) => html`<label class="chip">
      <input type="radio" name=${group} value=${value} .checked=${isChosen} @change=${() => this.change(change)}><span>${label}</span></label>`;
    return html`<form @submit=${(event: Event) => this.print(event)}>
      <label class="field" for="print-title">${say('web-print-title')}</label>
      <input id="print-title" type="text" maxlength="120" .value=${this.name ?? say('web-print-usual-title')}
        @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}>
      <fieldset class="chips"><legend>${say('web-print-paper')}</legend>
        ${PAPERS.map((each) => radio('print-paper', each, each === paper, each.toUpperCase(), { paper: each }))}</fieldset>
      <fieldset class="chips"><legend>${say('web-print-way')}</legend>
        ${radio('print-way', 'portrait', !isLandscape, say('web-print-portrait'), { isLandscape: false })}
        ${radio('print-way', 'landscape', isLandscape, say('web-print-landscape'), { isLandscape: true })}</fieldset>
      <fieldset class="chips"><legend>${say('web-print-scale')}</legend>
        ${SCALES.map((each) => radio('print-scale', String(each), each === scale, `1:${writeNumber(each)}`, { scale: each }))}</fieldset>
      <div class="tool-deeds">
        <button type="submit" class="button" data-deed="print" ?disabled=${this.isBusy}>${PRINT}${say('web-print')}</button>
        <button type="button" class="button button-quiet" @click=${() => this.close()}>${say('web-close')}</button>
      </div>
    </form>`;
  }

  private change(change: Partial<Sheet>): void {
    this.sheet = { ...this.sheet, ...change };
    this.frame();
  }

  private frame(): void {
    this.tell<Framing>('print-framed', (map) => this.onMap.show(map, this.sheet));
  }

  private print(event: Event): void {
    event.preventDefault();
    const title = (this.name ?? say('web-print-usual-title')).trim();
    this.tell<PrintWish>('print-wished', { sheet: this.sheet, title });
  }
}

customElements.define('map-print', MapPrint);
