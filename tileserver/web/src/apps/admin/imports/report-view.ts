// What came of a check or an import: figures; what the server says and the fields, for who wants to know more. Templates only.

import { html, nothing } from 'lit';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { fieldLine } from '../rooms/field-line.ts';
import '../texts.ts';
import type { Import } from './import-wire.ts';
import { inPageWords } from './page-words.ts';

const COUNTS = ['read', 'stored', 'repaired', 'refused', 'findings'] as const;

/** Figures first; the rest is folded. */
export function reportView({ report }: Import): unknown {
  if (!report) return nothing;
  return html`<dl class="desk-figures">${COUNTS.map((name) => html`<div data-figure=${name}><dt>${say(`web-admin-count-${name}`)}</dt><dd>${writeNumber(report[name])}</dd></div>`)}</dl>
    <dl class="desk-facts">
      ${report.crs ? html`<div><dt>${say('web-admin-crs')}</dt><dd>${report.crs}</dd></div>` : nothing}
      ${report.encoding ? html`<div><dt>${say('web-admin-encoding')}</dt><dd>${report.encoding}</dd></div>` : nothing}
    </dl>
    <details class="report-more"><summary>${say('web-admin-report-more', { count: report.fields.length })}</summary>
      ${report.sentences.length > 0 ? html`<ul class="desk-sentences">${report.sentences.map((sentence) => html`<li>${inPageWords(sentence)}</li>`)}</ul>` : nothing}
      ${report.fields.length > 0 ? html`<ul class="desk-fields">${report.fields.map((field) => fieldLine(field))}</ul>` : nothing}</details>`;
}
