// The classes of one layer in the legend: those in view first, found by what they are called, and chosen to be drawn alone.
// One stop of the Tab key: arrows go from class to class, Enter chooses, Ctrl with Enter chooses several.

import texts from 'virtual:catalogue/kit/legend#web-legend,web-colour-by-of,web-colour-by-nothing';
import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { writeNumber } from '../page/numbers.ts';
import { learn, say } from '../page/text.ts';
import { isFound } from '../page/toneless.ts';
import type { LegendClass } from '../symbols/legend.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import { pressed, ticked } from './class-choice.ts';
import { className, marks, meaning } from './legend-look.ts';
import type { LegendWish } from './legend-work.ts';
import type { Shown } from './shown-layers.ts';

learn(texts);

/** More classes than this are looked for by typing. */
const MANY = 12;

export class ClassList extends KitElement {
  static override properties = { shown: {}, elsewhere: {}, counts: {}, chosen: {}, typed: { state: true }, isLong: { state: true }, current: { state: true } };
  shown?: Shown;
  /** Classes of the data that are not in view. */
  elsewhere: readonly LegendClass[] = [];
  /** How many features each class has, where that is known. */
  counts?: ReadonlyMap<string, number>;
  /** Classes that alone are drawn. */
  chosen: readonly string[] = [];
  private typed = '';
  private isLong = false;
  /** The class the Tab key stops at. */
  private current?: string;

  protected override render(): unknown {
    const { shown, typed } = this;
    if (!shown) return nothing;
    const isMatch = (each: LegendClass) => typed === '' || isFound(typed, className(each));
    const [near, far] = [shown.classes.filter(isMatch), this.elsewhere.filter(isMatch)];
    const stop = [...near, ...far].some(({ code }) => code === this.current) ? this.current : (near[0] ?? far[0])?.code;
    const rows = (classes: readonly LegendClass[]) => classes.map((each) => this.row(each, shown, each.code === stop));
    return html`${this.finder(shown, near.length + far.length)}${this.choice(shown)}
      <ul class="legend legend-choice" data-legend=${shown.layer} aria-label=${say('web-legend-of', { layer: shown.title })}
        ?data-chosen=${this.chosen.length > 0} @keydown=${(event: KeyboardEvent) => this.step(event)}>${rows(near)}${typed === '' ? marks(shown) : nothing}</ul>
      ${far.length === 0 ? nothing : this.others(far, rows)}`;
  }

  private finder(shown: Shown, found: number): unknown {
    const count = shown.classes.length + this.elsewhere.length;
    if (count <= MANY) return nothing;
    return html`<input type="search" class="legend-find" .value=${this.typed} placeholder=${say('web-legend-find-hint')} autocomplete="off"
        aria-label=${say('web-legend-find', { count, layer: shown.title })} @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value.trim())}>
      <p class=${found === 0 ? 'panel-hint' : 'only-heard'} role="status">${this.typed === '' ? '' : say('web-legend-found', { count: found })}</p>`;
  }

  /** How many classes are drawn, and the way back. */
  private choice({ title, layer, classes }: Shown): unknown {
    const all = this.codes(classes).length;
    return html`<p class="legend-chosen" role="status">${this.chosen.length === 0 ? nothing : html`<span>${say('web-legend-chosen', { shown: this.chosen.length, all, layer: title })}</span>
      <button type="button" class="button-text" data-all=${layer} @click=${() => this.wish([])}>${say('web-legend-all')}</button>`}</p>`;
  }

  private others(far: readonly LegendClass[], rows: (classes: readonly LegendClass[]) => unknown): unknown {
    const isOpen = this.isLong || this.typed !== '';
    return html`${this.typed === '' ? html`<button type="button" class="button-text" aria-expanded=${isOpen} @click=${() => (this.isLong = !this.isLong)}>
        ${isOpen ? say('web-legend-less') : say('web-legend-more', { count: far.length })}</button>` : nothing}
      ${isOpen ? html`<ul class="legend legend-choice legend-elsewhere" data-others=${this.shown?.layer ?? ''} ?data-chosen=${this.chosen.length > 0}
        @keydown=${(event: KeyboardEvent) => this.step(event)}>${rows(far)}</ul>` : nothing}`;
  }

  private row(each: LegendClass, { swatch: kind, opacity, legend }: Shown, isStop: boolean): unknown {
    const { code } = each;
    const isChosen = this.chosen.includes(code);
    const count = this.counts?.get(code);
    return html`<li data-code=${code} ?data-on=${isChosen}>
      <button type="button" class="legend-row" aria-pressed=${isChosen} tabindex=${isStop ? 0 : -1} title=${say('web-legend-only', { class: className(each) })}
        @focus=${() => (this.current = code)} @click=${(event: MouseEvent) => this.press(event, code)}>
        ${swatch(kind, each.colour, opacity, each.pattern)}${meaning(each, legend)}
        ${count === undefined ? nothing : html`<span class="layer-count">${writeNumber(count)}</span>`}</button>
      <label class="legend-tick"><input type="checkbox" tabindex="-1" .checked=${isChosen} aria-label=${say('web-legend-with', { class: className(each) })}
        @change=${() => this.tick(code)}></label></li>`;
  }

  private press(event: MouseEvent, code: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) this.tick(code);
    else this.wish(pressed(this.chosen, code));
  }

  private tick(code: string): void {
    this.wish(ticked(this.chosen, code, this.codes(this.shown?.classes ?? [])));
  }

  private codes(classes: readonly LegendClass[]): string[] {
    return [...classes, ...this.elsewhere].map(({ code }) => code);
  }

  /** Arrows, Home and End go through the classes; Ctrl with Enter is a press like any other. */
  private step(event: KeyboardEvent): void {
    const rows = [...this.querySelectorAll<HTMLElement>('.legend-row')];
    const at = rows.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (event.key === 'Enter' && event.ctrlKey && at >= 0) {
      event.preventDefault();
      this.tick(rows[at]?.closest<HTMLElement>('[data-code]')?.dataset.code ?? '');
    }
    if (to === undefined || at < 0) return;
    event.preventDefault();
    rows[to]?.focus();
  }

  private wish(codes: readonly string[]): void {
    this.tell<LegendWish>('legend-wish', { wish: 'only', layer: this.shown?.layer ?? '', codes });
  }
}

customElements.define('class-list', ClassList);
