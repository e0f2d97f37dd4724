// A layer as a table beside the map: choose the layer, search, sort, filter, only what is in view; bars; files to take along. The app is told
// which row was pressed, and says what is chosen on the map.

import texts from 'virtual:catalogue/kit/table';
import fileTexts from 'virtual:catalogue/kit/table-files';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { KitElement } from '../../page/kit-element.ts';
import { learn, say } from '../../page/text.ts';
import { Refused } from '../../server/ask.ts';
import type { Box, StoreLayer } from '../../server/store-layers.ts';
import type { OwnParts, Selected } from '../../share/permalink.ts';
import { Pages, parametersOf, placeAmong, type Choice, type Row, type TypedField } from './rows.ts';
import './table-bars.ts';
import { tableFiles } from './table-files.ts';
import './table-grid.ts';
import type { FilterTyped, TableGrid, Ticked } from './table-grid.ts';
import { readTable, writeTable } from './table-link.ts';
import { MOST_TICKED, ticked } from './ticks.ts';
import { wrongFilter, type WrongFilter } from './wrong-filter.ts';

learn(texts);
learn(fileTexts);

/** A row of a layer, shown on the map. */
export interface RowChosen {
  layer: string;
  row: Row;
}

/** A pause in typing, and in moving the map, after which is asked. */
const PAUSE_MS = 250;
/** The table's part of the link. */
const IN_LINK = 't';
const EMPTY: Choice = { words: '', filters: {} };

export class LayerTable extends KitElement {
  static override properties = {
    layers: {}, box: {}, selected: {}, revision: {},
    name: { state: true }, choice: { state: true }, settled: { state: true }, isInView: { state: true }, beat: { state: true }, trouble: { state: true }, ticked: { state: true },
  };
  layers: readonly StoreLayer[] = [];
  /** What the map shows. */
  box?: Box;
  /** What is chosen on the map. */
  selected?: Selected;
  /** Where the data stands on the server. */
  revision?: number;
  /** The link, of which one part is the table's. */
  parts?: OwnParts;
  private written?: string;
  private name?: string;
  /** What stands in the controls. */
  private choice: Choice = EMPTY;
  /** What is asked for: the same, once somebody has stopped typing. */
  private settled: Choice = EMPTY;
  private isInView = false;
  private beat = 0;
  /** Rows that were ticked. */
  private ticked: ReadonlySet<number> = new Set();
  private trouble?: unknown;
  private pages?: Pages;
  private asked = '';
  private pause?: ReturnType<typeof setTimeout>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.follow();
    window.addEventListener('hashchange', this.follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.follow);
    this.parts?.set(IN_LINK, undefined);
    this.pages?.end();
    clearTimeout(this.pause);
  }

  override firstUpdated(): void {
    this.querySelector<HTMLElement>('#table-heading')?.focus();
  }

  protected override willUpdate(): void {
    const question = [this.layer()?.name, this.parameters(), this.revision].join('|');
    if (question !== this.asked) this.begin(question);
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('selected')) void this.find(this.selected);
    const layer = this.layer()?.name;
    const text = writeTable({ ...(layer === undefined ? {} : { layer }), choice: this.settled, isInView: this.isInView });
    if (text === this.written) return;
    this.written = text;
    this.parts?.set(IN_LINK, text);
  }

  /** Shows what the link says. */
  private readonly follow = (): void => {
    const text = this.parts?.get(IN_LINK);
    if (text === this.written) return;
    if (text === undefined) return this.tell('table-closed');
    const { layer, choice, isInView } = readTable(text);
    [this.written, this.name, this.choice, this.settled, this.isInView] = [text, layer, choice, choice, isInView];
  };

  /** What was chosen on the map comes into sight here. */
  private async find(selected: Selected | undefined): Promise<void> {
    if (!selected || selected.layer !== this.layer()?.name) return;
    const place = await placeAmong(selected.layer, this.parameters(), selected.id).catch(() => undefined);
    if (place !== undefined && this.selected === selected) this.querySelector<TableGrid>('table-grid')?.show(place);
  }

  protected override render(): unknown {
    const layer = this.layer();
    if (!layer) return nothing;
    const hears = {
      sort: ({ detail }: CustomEvent<string>) => this.sortBy(detail),
      filter: ({ detail }: CustomEvent<FilterTyped>) => this.filter(detail),
      tick: ({ detail }: CustomEvent<Ticked>) => (this.ticked = ticked(this.ticked, detail.ids, detail.isTicked)),
      row: ({ detail }: CustomEvent<Row>) => this.tell<RowChosen>('row-chosen', { layer: layer.name, row: detail }),
    };
    return html`<section class="layer-table" aria-labelledby="table-heading">
      ${this.top(layer)}
      <div class="table-body">
        <div class="table-main" @sort-wished=${hears.sort} @filter-typed=${hears.filter} @row-pressed=${hears.row} @rows-ticked=${hears.tick}>
          ${this.note(layer)}
          <table-grid .wrong=${this.wrong(layer)} .fields=${fieldsOf(layer)} .pages=${this.pages} .choice=${this.choice} .beat=${this.beat} .ticked=${this.ticked}
            .chosen=${this.selected?.layer === layer.name ? this.selected.id : undefined} .label=${say('web-table-grid', { layer: layer.title })}></table-grid>
        </div>
        ${this.foot(layer)}
        <aside class="table-side" aria-label=${say('web-table-bars-field')}><table-bars .layer=${layer.name} .fields=${fieldsOf(layer)} .asked=${this.counted()}
          .revision=${this.revision}></table-bars></aside>
      </div>
    </section>`;
  }

  private top(layer: StoreLayer): unknown {
    return html`<div class="table-top">
      <h2 id="table-heading" tabindex="-1">${say('web-table')}</h2>
      <select id="table-layer" aria-label=${say('web-table-layer')} @change=${({ target }: Event) => this.choose((target as HTMLSelectElement).value)}>
        ${this.layers.map(({ name, title }) => html`<option value=${name} ?selected=${name === layer.name}>${title}</option>`)}
      </select>
      <input type="search" id="table-search" aria-label=${say('web-table-search')} placeholder=${say('web-table-search')} maxlength="100"
        .value=${live(this.choice.words)} @input=${({ target }: Event) => this.search((target as HTMLInputElement).value)}
        @keydown=${({ key }: KeyboardEvent) => key === 'Enter' && this.settle()}>
      <label class="table-check"><input type="checkbox" id="table-in-view" .checked=${this.isInView}
        @change=${({ target }: Event) => (this.isInView = (target as HTMLInputElement).checked)}>${say('web-table-in-view')}</label>
      <button type="button" class="icon-button" data-deed="close-table" aria-label=${say('web-table-close')} title=${say('web-table-close')}
        @click=${() => this.tell('table-closed')}><span aria-hidden="true">✕</span></button>
    </div>`;
  }

  /** How many rows there are and are ticked, and what can be done with them: a line that is always there, so that no row moves under a finger. */
  private foot(layer: StoreLayer): unknown {
    return html`<div class="table-foot">
      <p class="table-count" role="status">${this.pages?.total === undefined ? '' : say('web-table-rows', { count: this.pages.total })}${this.ticksTold()}</p>
      ${this.isFiltered() ? html`<button type="button" class="button-text" data-deed="clear-filters" @click=${() => this.clear()}>${say('web-table-clear')}</button>` : nothing}
      ${this.ticked.size > 0 ? html`<button type="button" class="button-text" data-deed="untick" @click=${() => (this.ticked = new Set())}>${say('web-table-untick')}</button>` : nothing}
      ${tableFiles({ layer: layer.name, filtered: this.filtered(), box: this.box, ticked: this.ticked })}
    </div>`;
  }

  /** What is wrong with a filter stands at its box. */
  private note(layer: StoreLayer): unknown {
    if (this.trouble === undefined || this.wrong(layer)) return nothing;
    const words = this.trouble instanceof Refused ? this.trouble.sentence : undefined;
    return html`<p class="table-note" role="alert">${words ?? say('web-table-failed')}
      <button type="button" class="button-text" @click=${() => this.begin(this.asked)}>${say('web-table-retry')}</button></p>`;
  }

  private wrong(layer: StoreLayer): WrongFilter | undefined {
    return wrongFilter(this.trouble instanceof Refused ? this.trouble : undefined, fieldsOf(layer), this.settled);
  }

  private layer(): StoreLayer | undefined {
    return this.layers.find(({ name }) => name === this.name) ?? this.layers.find(({ kind }) => kind === 'parcel') ?? this.layers[0];
  }

  private view(): Box | undefined {
    return this.isInView ? this.box : undefined;
  }

  private parameters(): URLSearchParams {
    const layer = this.layer();
    return parametersOf({ ...this.settled, box: this.view() }, layer ? fieldsOf(layer) : []);
  }

  /** The choice of the table, if it is not all in the order of ids. */
  private filtered(): URLSearchParams | undefined {
    const asked = this.parameters();
    return asked.size > 0 ? asked : undefined;
  }

  /** The same rows for counting: their order is of no account. */
  private counted(): string {
    const asked = this.parameters();
    asked.delete('sort');
    return asked.toString();
  }

  private isFiltered(): boolean {
    return this.choice.words !== '' || Object.values(this.choice.filters).some((typed) => typed !== '');
  }

  /** Another question: its rows are asked for from the top. */
  private begin(question: string): void {
    const layer = this.layer();
    this.asked = question;
    this.pages?.end();
    this.trouble = undefined;
    if (!layer) return;
    const pages: Pages = new Pages(layer.name, this.parameters(), (trouble) => {
      if (pages !== this.pages) return;
      this.trouble = trouble;
      this.beat += 1;
    });
    this.pages = pages;
    this.querySelector<TableGrid>('table-grid')?.rewind();
    this.requestUpdate();
  }

  private choose(name: string): void {
    this.name = name;
    this.wish(EMPTY);
    this.ticked = new Set();
  }

  /** Up, down, as they are. */
  private sortBy(field: string): void {
    const { sort } = this.choice;
    const next = sort?.field !== field ? { field, descending: false } : sort.descending ? undefined : { field, descending: true };
    this.wish({ ...this.choice, sort: next });
  }

  private filter({ field, typed, isWhole }: FilterTyped): void {
    this.wish({ ...this.choice, filters: { ...this.choice.filters, [field]: typed } }, !isWhole);
  }

  private search(words: string): void {
    this.wish({ ...this.choice, words }, true);
  }

  /** Another choice: asked for at once, or when nothing more is typed for a moment. */
  private wish(choice: Choice, isTyping = false): void {
    this.choice = choice;
    clearTimeout(this.pause);
    if (isTyping) this.pause = setTimeout(() => this.settle(), PAUSE_MS);
    else this.settle();
  }

  private settle(): void {
    clearTimeout(this.pause);
    this.settled = this.choice;
  }

  private ticksTold(): unknown {
    const count = this.ticked.size;
    if (count === 0) return nothing;
    return html` · <span class="table-ticked">${say('web-table-ticked', { count })}${count >= MOST_TICKED ? html` · ${say('web-table-ticked-most', { most: MOST_TICKED })}` : nothing}</span>`;
  }

  private clear(): void {
    this.wish({ ...EMPTY, sort: this.choice.sort });
  }
}

function fieldsOf({ fields }: StoreLayer): readonly TypedField[] {
  return fields;
}

customElements.define('layer-table', LayerTable);
