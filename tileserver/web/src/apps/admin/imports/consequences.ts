// What will happen if an import is confirmed, in plain words, and where its layer is seen then. Sentences only.

import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { DeskLayer } from '../desk-wire.ts';
import '../texts.ts';
import { calledBy } from './called-by.ts';
import { isPersonal } from './guess.ts';
import type { Plan, Report } from './import-wire.ts';

/** What a confirmed plan does to the store, a sentence each, the most important first. */
export function consequences(plan: Plan, report: Report, there: DeskLayer | undefined): string[] {
  const layer = there?.title && there.title !== plan.layer ? `${there.title} (${plan.layer})` : plan.layer;
  const [stored, before] = [writeNumber(report.stored), writeNumber(there?.features ?? 0)];
  // A layer that is to be replaced and is not there is made.
  const mode = plan.mode === 'replace' && !there ? 'create' : plan.mode;
  const told = [say(`web-admin-will-${mode}`, { layer, stored, before, key: plan.key ?? '', kind: say(`web-admin-kind-${plan.kind ?? 'feature'}`) })];
  if (report.refused > 0) told.push(say('web-admin-will-leave', { count: report.refused }));
  const isHidden = there && plan.mode !== 'replace' ? !there.published : plan.unpublished || there?.published === false;
  told.push(say(isHidden ? 'web-admin-will-hide' : 'web-admin-will-show'));
  const kept = report.fields.filter((field) => field.private).map(({ name }) => name);
  const name = mode === 'create' || mode === 'replace' ? calledBy(report.fields, plan.kind) : undefined;
  if (name !== undefined) told.push(say(name === null ? 'web-admin-will-nameless' : 'web-admin-will-name', { field: name ?? '' }));
  if (kept.length > 0) told.push(say('web-admin-will-keep', { fields: kept.join(', ') }));
  return told;
}

/** Fields that seem to tell of persons and will be seen by whoever sees the layer: the server, which hides some by itself, did not. */
export function bareFields(report: Report): string[] {
  return report.fields.filter((field) => !field.private && isPersonal(field.name)).map(({ name }) => name);
}

/** The view of the planning map around a box, at most as close as one street. */
export function mapLink(report: Report): string {
  if (!report.bounds) return '/apps/planning';
  const [west, south, east, north] = report.bounds;
  const zoom = Math.min(18, Math.max(4, Math.log2(360 / Math.max(east - west, (north - south) * 1.5, 1e-6)) + 0.5));
  return `/apps/planning#v1/planning?at=${zoom.toFixed(2)}/${((south + north) / 2).toFixed(6)}/${((west + east) / 2).toFixed(6)}`;
}
