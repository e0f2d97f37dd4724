// How many features of each value there are, as bars; of polygons with the area they have on the map.

import { html, nothing } from 'lit';
import { KitElement } from '../../page/kit-element.ts';
import { writeTenths } from '../../page/numbers.ts';
import { say } from '../../page/text.ts';
import { isBrokenOff } from '../../server/ask.ts';
import { fieldTitle } from '../../server/field-words.ts';
import { cellText } from './cells.ts';
import { summaryOf, type Summary, type TypedField } from './rows.ts';

/** Bars that are shown: more than these are read in the table. */
const MOST = 12;

export class TableBars extends KitElement {
  static override properties = { layer: {}, fields: {}, asked: {}, revision: {}, field: { state: true }, summary: { state: true } };
  layer = '';
  fields: readonly TypedField[] = [];
  /** Which rows count, as parameters; all without any. */
  asked = '';
  /** Where the data stands: it is counted anew when that moves. */
  revision?: number;
  private field?: string;
  private summary?: Summary;
  private counted = '';
  private asking = new AbortController();

  protected override willUpdate(): void {
    const field = this.chosen();
    const question = [this.layer, field?.name, this.asked, this.revision].join('|');
    if (question === this.counted) return;
    this.counted = question;
    void this.count(field);
  }

  protected override render(): unknown {
    const field = this.chosen();
    if (!field) return html`<p class="panel-hint">${say('web-table-bars-none')}</p>`;
    return html`<label class="table-bars-field">${say('web-table-bars-field')}
        <select data-bars @change=${({ target }: Event) => (this.field = (target as HTMLSelectElement).value)}>
          ${this.classes().map((each) => html`<option value=${each.name} ?selected=${each === field}>${fieldTitle(each)}</option>`)}
        </select></label>
      ${this.bars(field)}`;
  }

  private bars(field: TypedField): unknown {
    const { summary } = this;
    const values = summary?.values ?? [];
    if (!summary) return nothing;
    const most = Math.max(1, ...values.map(({ count }) => count));
    const left = values.slice(MOST).length;
    return html`<ul class="table-bars" aria-label=${say('web-table-bars', { field: fieldTitle(field) })}>
      ${values.slice(0, MOST).map(({ value, count, approx_area_m2 }) => {
        const said = { value: cellText(field, value), count };
        const words = approx_area_m2 === undefined
          ? say('web-table-bar', said)
          : say('web-table-bar-area', { ...said, area: `≈ ${roughArea(approx_area_m2)}` });
        return html`<li data-bar=${String(value)}><span class="table-bar-words">${words}</span><span class="table-bar" aria-hidden="true"
          .style=${`inline-size: ${(100 * count) / most}%`}></span></li>`;
      })}
      ${left > 0 || !summary.values ? html`<li class="panel-hint">${say('web-table-bars-others', { count: summary.values ? left : summary.distinct })}</li>` : nothing}
    </ul>`;
  }

  /** Fields by which one may class: the layer's own class first. */
  private classes(): TypedField[] {
    const texts = this.fields.filter(({ type, role }) => (type === 'text' && role !== 'identifier' && role !== 'address') || type === 'boolean');
    return texts.sort((a, b) => Number(b.role === 'class') - Number(a.role === 'class'));
  }

  private chosen(): TypedField | undefined {
    const classes = this.classes();
    return classes.find(({ name }) => name === this.field) ?? classes[0];
  }

  private async count(field: TypedField | undefined): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    if (!field) return;
    try {
      this.summary = await summaryOf(this.layer, field.name, this.asked, this.asking.signal);
    } catch (trouble) {
      if (!isBrokenOff(trouble)) this.summary = undefined;
    }
  }
}

/** Of a sum of many: hectares from one on. */
function roughArea(area_m2: number): string {
  return area_m2 < 10_000 ? `${writeTenths(area_m2)} m²` : `${writeTenths(area_m2 / 10_000)} ha`;
}

customElements.define('table-bars', TableBars);
