// The rows themselves, after the WAI-ARIA pattern of a grid: arrows move from cell to cell, Enter sorts by a heading or shows a row on the
// map, one cell is in the tab order. Only rows in sight are in the page, however many there are.

import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { KitElement } from '../../page/kit-element.ts';
import { say } from '../../page/text.ts';
import { fieldHeading, fieldTitle } from '../../server/field-words.ts';
import { cellText, isNumber } from './cells.ts';
import { placeOf, scrollOf, type Window } from './scrolling.ts';
import type { Choice, Pages, Row, TypedField } from './rows.ts';
import { shareTicked } from './ticks.ts';
import type { WrongFilter } from './wrong-filter.ts';

/** Rows asked for beyond what is in sight, so that a turn of the wheel finds them there. */
const BEYOND = 20;
/** The two lines that stay: headings and filters. */
const HEAD = 90;

/** Rows that are ticked, or not any more. */
export interface Ticked {
  ids: number[];
  isTicked: boolean;
}

/** What stands in the filter of a field; `isWhole` if somebody asks for it as it is, by Enter or by leaving it. */
export interface FilterTyped {
  field: string;
  typed: string;
  isWhole: boolean;
}

export class TableGrid extends KitElement {
  static override properties = { fields: {}, pages: {}, choice: {}, wrong: {}, chosen: {}, ticked: {}, label: {}, beat: {}, first: { state: true }, at: { state: true } };
  fields: readonly TypedField[] = [];
  pages?: Pages;
  choice: Choice = { words: '', filters: {} };
  /** What is wrong with a filter. */
  wrong?: WrongFilter;
  /** The feature chosen on the map, if it is of this layer. */
  chosen?: number;
  /** Rows that were ticked. */
  ticked: ReadonlySet<number> = new Set();
  label = '';
  /** Counts what came: pages change inside. */
  beat = 0;
  /** The first row in sight. */
  private first = 0;
  /** The cell in the tab order: row −1 are the headings. */
  private at: [number, number] = [-1, 0];
  private isFocusDue = false;
  private sizes = new ResizeObserver(() => this.requestUpdate());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  /** Begins again at the top. */
  rewind(): void {
    this.first = 0;
    this.at = [-1, this.at[1]];
    const scroll = this.scroller();
    if (scroll) scroll.scrollTop = 0;
  }

  /** A row comes into sight, wherever it stands; the focus stays where it is. */
  show(row: number): void {
    const { visible } = this.window();
    if (row < this.first || row >= this.first + visible) this.goTo(row - Math.floor(visible / 2));
  }

  protected override render(): unknown {
    const total = this.pages?.total ?? 0;
    const window = this.window();
    const rows = Array.from({ length: Math.max(0, Math.min(window.visible + 1, total - this.first)) }, (_, at) => this.first + at);
    return html`<p class="only-heard" id="table-keys">${say('web-table-keys')}</p><div class="table-scroll" @scroll=${() => this.scrolled()}>
      <div class="table-space" .style=${`height: ${HEAD + window.height}px`}>
        <div class="table-window" role="grid" aria-label=${this.label} aria-describedby="table-keys" aria-rowcount=${total + 1} aria-colcount=${this.fields.length + 1}
          aria-busy=${this.pages?.total === undefined ? 'true' : 'false'} @keydown=${(event: KeyboardEvent) => this.walk(event)}>
          ${this.head(rows)}
          ${rows.map((at) => this.line(at))}
        </div>
      </div>
    </div>`;
  }

  protected override updated(): void {
    const scroll = this.scroller();
    if (scroll) this.sizes.observe(scroll);
    if (this.pages) this.pages.need(Math.max(0, this.first - BEYOND), this.first + this.window().visible + BEYOND);
    if (!this.isFocusDue) return;
    this.isFocusDue = false;
    this.querySelector<HTMLElement>(`[data-cell="${this.at.join(':')}"]`)?.focus({ preventScroll: true });
    this.showColumn();
  }

  private head(rows: readonly number[]): unknown {
    const ids = rows.flatMap((at) => this.pages?.row(at)?.id ?? []);
    const share = shareTicked(this.ticked, ids);
    return html`<div role="row" class="table-row table-headings" aria-rowindex="1">
        <div role="columnheader" class="table-cell table-tick" aria-colindex="1"><label><input type="checkbox" data-tick="all" aria-label=${say('web-table-tick-all')}
          .checked=${live(share === 'all')} .indeterminate=${share === 'some'} @change=${({ target }: Event) => this.tick(ids, (target as HTMLInputElement).checked)}></label></div>
        ${this.fields.map((field, column) => this.heading(field, column))}
      </div>
      <div role="row" class="table-row table-filters">
        <div role="gridcell" class="table-cell table-tick" aria-colindex="1"></div>
        ${this.fields.map((field, column) => html`<div role="gridcell" aria-colindex=${column + 2} class="table-cell">
          <input type="text" data-filter=${field.name} aria-label=${say('web-table-filter', { field: fieldTitle(field) })} maxlength="200" autocomplete="off"
            placeholder=${column === 0 ? say('web-table-filter-hint') : nothing} .value=${live(this.choice.filters[field.name] ?? '')}
            @input=${({ target }: Event) => this.filter(field, target, false)} @change=${({ target }: Event) => this.filter(field, target, true)}
            aria-invalid=${this.wrong?.field === field.name} aria-describedby=${this.wrong?.field === field.name ? 'table-wrong' : nothing}
            @keydown=${({ key, target }: KeyboardEvent) => key === 'Enter' && this.filter(field, target, true)}>
          ${this.wrong?.field === field.name ? html`<p id="table-wrong" class="table-wrong" role="alert">${this.wrong.words}</p>` : nothing}
        </div>`)}
      </div>`;
  }

  private heading(field: TypedField, column: number): unknown {
    const { sort } = this.choice;
    const direction = sort?.field !== field.name ? 'none' : sort.descending ? 'descending' : 'ascending';
    return html`<div role="columnheader" class="table-cell table-heading ${isNumber(field) ? 'table-number' : ''}" aria-colindex=${column + 2}
      aria-sort=${direction} data-sort=${field.name} data-cell="-1:${column}" tabindex=${this.tabIndexOf(-1, column)}
      @click=${() => this.press(-1, column)}><span>${fieldHeading(field)}</span><span class="table-arrow" aria-hidden="true">${
        direction === 'none' ? '' : direction === 'ascending' ? '▲' : '▼'
      }</span></div>`;
  }

  private line(at: number): unknown {
    const row = this.pages?.row(at);
    const isChosen = row !== undefined && row.id === this.chosen;
    return html`<div role="row" class="table-row ${isChosen ? 'table-chosen' : ''}" aria-rowindex=${at + 2} data-row=${row?.id ?? nothing}
      aria-selected=${isChosen ? 'true' : 'false'}>
      <div role="gridcell" class="table-cell table-tick" aria-colindex="1">${row ? html`<label><input type="checkbox" tabindex="-1" data-tick=${row.id}
        aria-label=${say('web-table-tick', { number: at + 1 })} .checked=${live(this.ticked.has(row.id))}
        @change=${({ target }: Event) => this.tick([row.id], (target as HTMLInputElement).checked)}></label>` : nothing}</div>
      ${this.fields.map((field, column) => html`<div role="gridcell" class="table-cell ${isNumber(field) ? 'table-number' : ''}"
        aria-colindex=${column + 2} data-cell="${at}:${column}" tabindex=${this.tabIndexOf(at, column)} @click=${() => this.press(at, column)}>${
          row ? cellText(field, row.properties[field.name]) : '…'
        }</div>`)}
    </div>`;
  }

  private tabIndexOf(row: number, column: number): 0 | -1 {
    const inSight = this.at[0] === -1 || (this.at[0] >= this.first && this.at[0] <= this.first + this.window().visible);
    const [own, other] = inSight ? this.at : [-1, this.at[1]];
    return row === own && column === other ? 0 : -1;
  }

  private press(row: number, column: number): void {
    this.at = [row, column];
    this.isFocusDue = true;
    if (row === -1) return void this.tell('sort-wished', this.fields[column]?.name);
    const found = this.pages?.row(row);
    if (found) this.tell<Row>('row-pressed', found);
  }

  private filter({ name }: TypedField, target: EventTarget | null, isWhole: boolean): void {
    this.tell<FilterTyped>('filter-typed', { field: name, typed: (target as HTMLInputElement).value, isWhole });
  }

  private tick(ids: number[], isTicked: boolean): void {
    this.tell<Ticked>('rows-ticked', { ids, isTicked });
    // What was one too many is drawn as not ticked.
    this.requestUpdate();
  }

  private walk(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) {
      if (event.target.type === 'checkbox') return;
      if (event.key !== 'ArrowDown') return;
      this.at = [this.first, this.at[1]];
    }
    // A screen reader moves the focus by itself.
    const [held, of] = ((event.target as HTMLElement).dataset['cell'] ?? '').split(':').map(Number);
    if (held !== undefined && of !== undefined) this.at = [held, of];
    const [row, column] = this.at;
    const [last, end, leap] = [(this.pages?.total ?? 0) - 1, this.fields.length - 1, Math.max(1, this.window().visible - 1)];
    const ticking = row >= 0 ? this.pages?.row(row) : undefined;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (event.key === ' ' && ticking) return this.tick([ticking.id], !this.ticked.has(ticking.id));
      return this.press(row, column);
    }
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + leap, column],
      PageUp: [Math.max(row === -1 ? -1 : 0, row - leap), column],
      Home: event.ctrlKey ? [0, 0] : [row, 0],
      End: event.ctrlKey ? [last, end] : [row, end],
    };
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    this.at = [Math.max(-1, Math.min(last, to[0])), Math.max(0, Math.min(end, to[1]))];
    this.isFocusDue = true;
    this.reveal(this.at[0]);
  }

  /** Scrolls as far as a row needs to be in sight. */
  private reveal(row: number): void {
    const { visible } = this.window();
    if (row < 0) return;
    if (row < this.first) this.goTo(row);
    else if (row >= this.first + visible) this.goTo(row - visible + 1);
    else this.requestUpdate();
  }

  private goTo(first: number): void {
    const scroll = this.scroller();
    this.first = Math.max(0, Math.min(first, (this.pages?.total ?? 0) - 1));
    if (scroll) scroll.scrollTop = scrollOf(this.window(), this.first);
  }

  private scrolled(): void {
    const scroll = this.scroller();
    if (!scroll) return;
    const window = this.window();
    // Where a million rows share few pixels, one pixel is many rows: what the keys chose stays.
    if (scrollOf(window, this.first) !== Math.round(scroll.scrollTop)) this.first = placeOf(window, scroll.scrollTop);
  }

  /** A column that lies aside comes into sight; what sticks covers none. */
  private showColumn(): void {
    this.querySelector<HTMLElement>(`[data-cell="${this.at.join(':')}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  private window(): Window {
    const row = matchMedia('(pointer: coarse), (max-width: 639px)').matches ? 44 : 34;
    const height = this.scroller()?.clientHeight ?? 300;
    const visible = Math.max(1, Math.floor((height - HEAD) / row));
    const total = this.pages?.total ?? 0;
    return { row, visible, total, height: Math.min(total * row, MOST_PIXELS) };
  }

  private scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.table-scroll');
  }
}

/** Browsers draw no element of more than some ten million pixels. */
const MOST_PIXELS = 6_000_000;

customElements.define('table-grid', TableGrid);
