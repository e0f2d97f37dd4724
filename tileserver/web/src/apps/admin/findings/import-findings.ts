// What was found in a file: a table, a hundred rows a page, one severity or all, and the same on a small map. A row and its point light each other.

import type { FeatureCollection } from 'geojson';
import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { isBrokenOff } from '../../../kit/server/ask.ts';
import type { Box, Published } from '../../../kit/server/store-layers.ts';
import { findings, MOST_FINDINGS, type Finding } from '../imports/import-wire.ts';
import { inPageWords } from '../imports/page-words.ts';
import { whyNot } from '../said.ts';
import '../texts.ts';
import { keptShapes } from './file-shapes.ts';

const ROWS = 100;
/** The gravest first; others follow as they come. */
const SEVERITIES = ['error', 'quarantined', 'refused', 'warning', 'repaired', 'noted'];
/** A sign beside each word: colour alone tells nobody. */
const SIGNS: Readonly<Record<string, string>> = { error: '✕', quarantined: '✕', refused: '✕', warning: '!', repaired: '✓' };

export class ImportFindings extends KitElement {
  static override properties = {
    of: {}, check: {}, bounds: {}, crs: {}, isDone: {}, layer: {}, published: {},
    found: { state: true }, total: { state: true }, only: { state: true }, page: { state: true }, lit: { state: true }, trouble: { state: true }, hasMap: { state: true }, shapes: { state: true },
  };
  /** The id of the import. */
  of = '';
  /** Which check of it they are from. */
  check = 0;
  bounds?: Box;
  /** The reference system it was read in. */
  crs?: string | null;
  /** It is in the store: the layer is drawn instead of the file. */
  isDone = false;
  /** The layer the file goes into. */
  layer = '';
  published?: Published;
  private found: readonly Finding[] = [];
  private total = 0;
  private only = '';
  private page = 0;
  /** Place in the list of the finding that is looked at. */
  private lit?: number;
  private trouble?: string;
  private hasMap = false;
  /** Those of the file, where this page can read them. */
  private shapes?: FeatureCollection;
  private asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if ((changed.has('of') || changed.has('check')) && this.of !== '') void this.read();
  }

  protected override render(): unknown {
    const chosen = this.chosen();
    const pages = Math.max(1, Math.ceil(chosen.length / ROWS));
    const shown = chosen.slice(this.page * ROWS, (this.page + 1) * ROWS);
    return html`<section class="findings" aria-labelledby="findings-title"><h3 id="findings-title">${say('web-admin-findings')}</h3>
      ${this.trouble ? html`<p class="refused" role="alert">${this.trouble}</p>` : nothing}
      ${this.filter()}
      <p class="panel-hint" role="status">${say('web-admin-findings-count', { shown: chosen.length, total: this.total })}
        ${this.total > MOST_FINDINGS ? say('web-admin-findings-most', { count: writeNumber(MOST_FINDINGS) }) : nothing}</p>
      ${this.hasMap ? html`<findings-map .findings=${this.found} .only=${this.only} .lit=${this.lit} .bounds=${this.bounds} .shapes=${this.isDone ? undefined : this.shapes} .layer=${this.layer} .published=${this.published}
        @finding-chosen=${(event: CustomEvent<number>) => void this.lightRow(event.detail)}></findings-map>` : nothing}
      <table class="desk-table finding-table"><caption class="only-heard">${say('web-admin-findings')}</caption><thead><tr>${['severity', 'record', 'field', 'sentence', 'place'].map((head) => html`<th scope="col">${say(`web-admin-finding-${head}`)}</th>`)}</tr></thead>
        <tbody>${shown.map((at) => this.row(at))}</tbody></table>
      ${pages > 1 ? this.pager(pages) : nothing}</section>`;
  }

  private filter(): unknown {
    const counts = new Map<string, number>();
    for (const { severity } of this.found) counts.set(severity, (counts.get(severity) ?? 0) + 1);
    if (counts.size < 2) return nothing;
    const rank = (severity: string) => (SEVERITIES.includes(severity) ? SEVERITIES.indexOf(severity) : SEVERITIES.length);
    const offered = [...counts].sort(([a], [b]) => rank(a) - rank(b));
    return html`<label class="field findings-only">${say('web-admin-findings-only')}<select name="severity" @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
      <option value="" .selected=${this.only === ''}>${say('web-admin-findings-any')}</option>
      ${offered.map(([severity, count]) => html`<option value=${severity} .selected=${this.only === severity}>${severityWords(severity)} (${writeNumber(count)})</option>`)}</select></label>`;
  }

  private row(at: number): unknown {
    const { severity, record, field, sentence, remedy, at: place, code } = this.found[at] as Finding;
    const cell = (head: string, content: unknown) => html`<td class=${head === 'sentence' ? 'names' : ''} data-head=${say(`web-admin-finding-${head}`)}><div>${content}</div></td>`;
    return html`<tr data-finding=${at} data-code=${code} class=${at === this.lit ? 'finding-lit' : ''} aria-current=${at === this.lit ? 'true' : nothing}>
      ${cell('severity', html`<span class="severity" data-severity=${severity}><span aria-hidden="true">${SIGNS[severity] ?? '·'}</span> ${severityWords(severity)}</span>`)}
      ${cell('record', record ?? '–')} ${cell('field', field ?? '–')}
      ${cell('sentence', html`${inPageWords(sentence)}${remedy ? html`<br><span class="panel-hint">${inPageWords(remedy)}</span>` : nothing}`)}
      ${cell('place', place ? html`<button type="button" class="button-text" data-deed="show" aria-label=${say('web-admin-finding-show', { record: record ?? at + 1 })}
        @click=${() => (this.lit = at)}>${say('web-admin-finding-on-map')}</button>` : '–')}</tr>`;
  }

  private pager(pages: number): unknown {
    const step = (by: number, words: string, name: string) => html`<button type="button" class="button button-quiet" data-deed=${name}
      ?disabled=${this.page + by < 0 || this.page + by >= pages} @click=${() => (this.page += by)}>${say(words)}</button>`;
    return html`<div class="desk-deeds desk-pager">${step(-1, 'web-admin-page-before', 'page-before')}
      <span role="status">${say('web-admin-page', { page: this.page + 1, pages })}</span>${step(1, 'web-admin-page-next', 'page-next')}</div>`;
  }

  /** Places in the list of those of the chosen severity. */
  private chosen(): number[] {
    return this.found.map((_, at) => at).filter((at) => this.only === '' || this.found[at]?.severity === this.only);
  }

  private choose(severity: string): void {
    [this.only, this.page, this.lit] = [severity, 0, undefined];
  }

  /** The point of a finding was pressed: its row comes into view, on whichever page it stands. */
  private async lightRow(at: number): Promise<void> {
    this.lit = at;
    this.page = Math.max(0, Math.floor(this.chosen().indexOf(at) / ROWS));
    await this.updateComplete;
    const row = this.querySelector<HTMLElement>(`[data-finding="${at}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector<HTMLElement>('[data-deed=show]')?.focus({ preventScroll: true });
  }

  private async read(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    [this.found, this.total, this.page, this.only, this.lit, this.trouble] = [[], 0, 0, '', undefined, undefined];
    try {
      for await (const { found, total } of findings(this.of, this.asking.signal)) {
        this.found = [...this.found, ...found];
        this.total = total;
        if (!this.hasMap && (this.bounds || found.some(({ at }) => at))) await this.bringMap();
      }
    } catch (trouble) {
      if (!isBrokenOff(trouble)) this.trouble = whyNot(trouble);
    }
  }

  /** The map comes once there is something to show on it. */
  private async bringMap(): Promise<void> {
    const [, shapes] = await Promise.all([import('./findings-map.ts'), keptShapes(this.of, this.crs)]);
    this.shapes = shapes;
    this.hasMap = true;
  }
}

function severityWords(severity: string): string {
  return sayIfKnown(`web-admin-severity-${severity}`) ?? severity;
}

customElements.define('import-findings', ImportFindings);
