// The layers of the map in groups: switches, strength, order within the group, and all off with a way back.
// Everything works with buttons and native controls; the app is told what was wished and draws.

import adding from 'virtual:catalogue/kit/draw#web-draw-add$';
import texts from 'virtual:catalogue/kit/layers';
import { html, nothing } from 'lit';
import type { BaseMap } from '../server/base-maps.ts';
import type { ChosenBase } from '../share/permalink.ts';
import { ADD, DOWN, SETTINGS, UP } from '../page/icons.ts';
import { KitElement } from '../page/kit-element.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import type { Group, Row, Stack } from './layer-stack.ts';
import { fileLink } from './table/rows.ts';
import type { Legend } from '../symbols/legend.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import { writeNumber, writePercent } from '../page/numbers.ts';
import { learn, say } from '../page/text.ts';

learn(adding);
learn(texts);

/** What a reader wishes of layers. */
export type LayerWish =
  | { wish: 'switch'; names: string[]; isOn: boolean }
  | { wish: 'strength'; name: string; strength: number }
  | { wish: 'move'; name: string; by: -1 | 1 }
  | { wish: 'all-off' }
  | { wish: 'undo' }
  | { wish: 'look'; stack: Stack; base: string | undefined }
  | { wish: 'base'; name: string | undefined; strength: number };

export class MapLayers extends KitElement {
  static override properties = { stack: {}, legends: {}, baseMaps: {}, base: {}, canUndo: {}, isOpenTo: {}, opened: { state: true }, folded: { state: true }, said: { state: true } };
  stack: Stack = [];
  legends: ReadonlyMap<string, Legend> = new Map();
  baseMaps: readonly BaseMap[] = [];
  base?: ChosenBase;
  /** All layers were switched off a moment ago. */
  canUndo = false;
  /** True of a layer to which the reader may add features. */
  isOpenTo: (layer: StoreLayer | undefined) => boolean = () => false;
  private opened: ReadonlySet<string> = new Set();
  /** For those who hear: what became of the last move. */
  private said = '';
  private onceMoved?: () => void;
  /** Groups the reader folded or unfolded; others are unfolded if something of them is shown. */
  private folded: ReadonlyMap<string, boolean> = new Map();

  protected override render(): unknown {
    if (this.stack.length === 0) return nothing;
    const isAnyOn = this.stack.some(({ rows }) => rows.some(({ strength }) => strength > 0));
    return html`<section class="layers" aria-labelledby="layers-heading">
      <div class="panel-top">
        <h2 id="layers-heading" tabindex="-1">${say('web-layers')}</h2>
        ${this.canUndo
          ? html`<button type="button" class="button-text" data-wish="undo" @click=${() => this.wish({ wish: 'undo' })}>${say('web-layers-undo')}</button>`
          : html`<button type="button" class="button-text" data-wish="all-off" ?disabled=${!isAnyOn}
              @click=${() => this.wish({ wish: 'all-off' })}>${say('web-layers-all-off')}</button>`}
      </div>
      ${this.stack.map((group) => this.group(group))}
      ${this.baseMaps.length === 0 ? nothing : this.bases()}
      <p class="only-heard" role="status" id="layers-status">${this.said}</p>
    </section>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('stack')) return;
    this.onceMoved?.();
    this.onceMoved = undefined;
  }

  private group({ name, rows }: Group): unknown {
    const shown = rows.filter(({ strength }) => strength > 0).length;
    const isFolded = this.folded.get(name) ?? shown === 0;
    const title = say(`web-group-${name}`);
    return html`<div class="layer-group" role="group" aria-label=${title} data-group=${name}>
      <div class="group-head">
        <label class="group-switch"><input type="checkbox" data-switches=${name} .checked=${shown === rows.length}
          .indeterminate=${shown > 0 && shown < rows.length}
          @change=${() => this.wish({ wish: 'switch', names: rows.map(({ layer }) => layer.name), isOn: shown < rows.length })}>
          <span class="group-title">${title}</span></label>
        <button type="button" class="group-fold" aria-expanded=${!isFolded}
          @click=${() => (this.folded = new Map(this.folded).set(name, !isFolded))}>
          <span class="only-heard">${say('web-group-of', { group: title })}: </span><span class="layer-count">${shown}/${rows.length}</span><span class="feature-mark" aria-hidden="true"></span></button>
      </div>
      ${isFolded ? nothing : html`<ul class="layers-list">${rows.map((row, place) => html`<li>${this.row(row, place, rows.length)}</li>`)}</ul>`}
    </div>`;
  }

  private row({ layer, strength, kept }: Row, place: number, of: number): unknown {
    const legend = this.legends.get(layer.name);
    const isOpen = this.opened.has(layer.name);
    const { name, title } = layer;
    return html`<div class="layer-row">
        <label class="layer-switch">
          <input type="checkbox" role="switch" .checked=${strength > 0} data-layer=${name}
            @change=${(event: Event) => this.wish({ wish: 'switch', names: [name], isOn: (event.target as HTMLInputElement).checked })}>
          ${legend && legend.field === undefined ? swatch(legend.swatch, legend.colour, legend.opacity) : nothing}
          <span class="layer-title">${title}</span>
          ${layer.count === undefined ? nothing : html`<span class="layer-count">${writeNumber(layer.count)}</span>`}
        </label>
        ${this.isOpenTo(layer) ? html`<button type="button" class="icon-button" aria-label=${say('web-draw-add', { layer: title })} title=${say('web-draw-add', { layer: title })}
          data-add=${name} @click=${() => this.tell('add-asked', name)}>${ADD}</button>` : nothing}
        <button type="button" class="icon-button" aria-expanded=${isOpen} aria-label=${say('web-layer-settings', { layer: title })}
          title=${say('web-layer-settings', { layer: title })} data-settings=${name} @click=${() => this.fold(name)}>${SETTINGS}</button>
      </div>
      ${isOpen ? html`<div class="layer-settings">${this.slider(`strength-${name}`, title, strength || kept, (chosen) =>
          this.wish({ wish: 'strength', name, strength: chosen }))}
        <div class="layer-moves">${this.mover(name, title, -1, place === 0, of)}${this.mover(name, title, 1, place === of - 1, of)}</div>
        ${layer.fields.length === 0 ? nothing : html`<button type="button" class="button-text layer-colours" data-colours=${name}
          @click=${() => this.tell('colour-by-asked', name)}>${say('web-layer-colours')}</button>`}
        <p class="layer-files"><span>${say('web-layer-files')}</span>${(['csv', 'geojson'] as const).map((form) => html`<a href=${fileLink(name, form, new URLSearchParams())} download
          data-layer-file="${name}.${form}">${form === 'csv' ? 'CSV' : 'GeoJSON'}</a>`)}</p>
      </div>` : nothing}`;
  }

  /** Stays a button at the end of its way, so that the focus has somewhere to be. */
  private mover(name: string, title: string, by: -1 | 1, isAtEnd: boolean, of: number): unknown {
    const label = say(by === -1 ? 'web-layer-up' : 'web-layer-down', { layer: title });
    return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-disabled=${isAtEnd}
      data-move="${name}:${by}" @click=${() => isAtEnd || this.move(name, title, by, of)}>${by === -1 ? UP : DOWN}</button>`;
  }

  private slider(id: string, title: string, strength: number, chosen: (strength: number) => void): unknown {
    const percent = Math.round(strength * 100);
    return html`<label class="strength" for=${id}><span>${say('web-strength')}</span><output for=${id}>${writePercent(strength)}</output></label>
      <input type="range" id=${id} min="5" max="100" step="5" .value=${String(percent)} aria-label=${say('web-strength-of', { layer: title })}
        aria-valuetext=${writePercent(strength)} @input=${(event: Event) => chosen(Number((event.target as HTMLInputElement).value) / 100)}>`;
  }

  private bases(): unknown {
    const strength = this.base?.strength ?? 1;
    const choice = (name: string | undefined, title: string) => html`<label class="base-choice">
      <input type="radio" name="base" .checked=${this.base?.name === name} data-base=${name ?? ''}
        @change=${() => this.wish({ wish: 'base', name, strength })}><span>${title}</span></label>`;
    return html`<fieldset class="layer-group bases"><legend class="group-title">${say('web-base-maps')}</legend>
      ${choice(undefined, say('web-base-none'))}${this.baseMaps.map(({ name, title }) => choice(name, title))}
      ${this.base ? html`<div class="layer-settings">${this.slider('strength-base', say('web-base-maps'), strength, (chosen) =>
          this.wish({ wish: 'base', name: this.base?.name, strength: chosen }))}</div>` : nothing}
    </fieldset>`;
  }

  private fold(name: string): void {
    const opened = new Set(this.opened);
    if (!opened.delete(name)) opened.add(name);
    this.opened = opened;
  }

  /** The row moves; the focus stays on its button, and the new place is said. */
  private move(name: string, title: string, by: -1 | 1, of: number): void {
    this.onceMoved = () => {
      this.querySelector<HTMLElement>(`[data-move="${name}:${by}"]`)?.focus();
      const rows = this.stack.find(({ rows }) => rows.some(({ layer }) => layer.name === name))?.rows ?? [];
      this.said = say('web-layer-moved', { layer: title, place: rows.findIndex(({ layer }) => layer.name === name) + 1, of });
    };
    this.wish({ wish: 'move', name, by });
  }

  private wish(wish: LayerWish): void {
    this.tell<LayerWish>('layer-wish', wish);
  }
}

customElements.define('map-layers', MapLayers);
