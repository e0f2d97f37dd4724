// What came of a check or an import in plain words, and what will happen if it is confirmed. Sentences and templates only.

import { html, nothing } from 'lit';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { DeskLayer } from '../desk-wire.ts';
import '../texts.ts';
import type { Import, Plan, Report } from './import-wire.ts';

/** What a confirmed plan does to the store, a sentence each, the most important first. */
export function consequences(plan: Plan, report: Report, there: DeskLayer | undefined): string[] {
  const layer = there?.title && there.title !== plan.layer ? `${there.title} (${plan.layer})` : plan.layer;
  const [stored, before] = [writeNumber(report.stored), writeNumber(there?.features ?? 0)];
  // A layer that is to be replaced and is not there is made.
  const mode = plan.mode === 'replace' && !there ? 'create' : plan.mode;
  const told = [say(`web-admin-will-${mode}`, { layer, stored, before, key: plan.key ?? '', kind: say(`web-admin-kind-${plan.kind}`) })];
  if (report.refused > 0) told.push(say('web-admin-will-leave', { count: writeNumber(report.refused) }));
  const isHidden = there && plan.mode !== 'replace' ? !there.published : plan.unpublished || there?.published === false;
  told.push(say(isHidden ? 'web-admin-will-hide' : 'web-admin-will-show'));
  if (plan.private_fields.length > 0) told.push(say('web-admin-will-keep', { fields: plan.private_fields.join(', ') }));
  return told;
}

const COUNTS = ['read', 'stored', 'repaired', 'refused', 'findings'] as const;

/** Figures first, then what the server says, then the fields. */
export function reportView({ report }: Import): unknown {
  if (!report) return nothing;
  return html`<dl class="desk-figures">${COUNTS.map((name) => html`<div data-figure=${name}><dt>${say(`web-admin-count-${name}`)}</dt><dd>${writeNumber(report[name])}</dd></div>`)}</dl>
    <dl class="desk-facts">
      ${report.crs ? html`<div><dt>${say('web-admin-crs')}</dt><dd>${report.crs}</dd></div>` : nothing}
      ${report.encoding ? html`<div><dt>${say('web-admin-encoding')}</dt><dd>${report.encoding}</dd></div>` : nothing}
    </dl>
    ${report.sentences.length > 0 ? html`<ul class="desk-sentences">${report.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>` : nothing}
    ${report.fields.length > 0 ? html`<details><summary>${say('web-admin-fields', { count: report.fields.length })}</summary>
      <ul class="desk-fields">${report.fields.map(({ name, type }) => html`<li><strong>${name}</strong> ${type}</li>`)}</ul></details>` : nothing}`;
}

/** The view of the planning map around a box, at most as close as one street. */
export function mapLink(report: Report): string {
  if (!report.bounds) return '/apps/planning';
  const [west, south, east, north] = report.bounds;
  const zoom = Math.min(18, Math.max(4, Math.log2(360 / Math.max(east - west, (north - south) * 1.5, 1e-6)) + 0.5));
  return `/apps/planning#v1/planning?at=${zoom.toFixed(2)}/${((south + north) / 2).toFixed(6)}/${((west + east) / 2).toFixed(6)}`;
}
