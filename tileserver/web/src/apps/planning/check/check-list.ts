// The verdicts on a building, each with what was measured, the limit and its source. Templates only.

import type { Feature, Geometry } from 'geojson';
import { html, nothing, svg } from 'lit';
import { writeNumber, writeValue } from '../../../kit/page/numbers.ts';
import { say, sayIfKnown } from '../../../kit/page/text.ts';

export type Verdict = 'pass' | 'fail' | 'no_limit' | 'cannot_tell' | 'pass_by_standard' | 'fail_by_standard';

export interface Check {
  check: string;
  verdict: Verdict;
  measured?: number | null;
  limit?: { text?: string | null; min?: number | null; max?: number | null } | null;
  /** What the regulation says where no plan sets a limit. */
  standard?: { min?: number | null; max?: number | null } | null;
  unit?: string | null;
  zone_id?: number | null;
  /** The sign of the zone, and what it is for. */
  sign?: string | null;
  function?: string | null;
  /** The measured value is no more than that, and perhaps less. */
  at_most?: boolean;
  source?: string | { number?: string | null; date?: string | null; issuer?: string | null } | null;
  reason?: string | null;
  geometry?: Geometry | Feature | null;
}

/** A sign for each verdict: told apart without colour, too. */
const SIGNS: Record<Verdict, unknown> = {
  pass: svg`<circle cx="12" cy="12" r="10"></circle><path d="M7 12.5l3.5 3.5L17 9" fill="none" stroke="var(--paper)" stroke-width="2.5"></path>`,
  fail: svg`<path d="M4 4L20 20M20 4L4 20" fill="none" stroke="currentColor" stroke-width="5"></path>`,
  no_limit: svg`<rect x="3" y="3" width="18" height="18"></rect>`,
  pass_by_standard: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="3"></circle><path d="M7 12.5l3.5 3.5L17 9" fill="none" stroke="currentColor" stroke-width="2.5"></path>`,
  fail_by_standard: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="3"></circle><path d="M8 8L16 16M16 8L8 16" fill="none" stroke="currentColor" stroke-width="2.5"></path>`,
  cannot_tell: svg`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="4 3"></circle>`,
};

/** The key of a check, for its row and the shape that breaks it. */
export function checkKey(at: number): string {
  return `check/${at}`;
}

/** What must be mended comes first. */
const ORDER: readonly Verdict[] = ['fail', 'fail_by_standard', 'cannot_tell', 'pass_by_standard', 'pass', 'no_limit'];

export function checkList(checks: readonly Check[]): unknown {
  const numbered = checks.map((check, at) => ({ check, at })).sort((a, b) => ORDER.indexOf(a.check.verdict) - ORDER.indexOf(b.check.verdict));
  return html`<ul class="check-list">${numbered.map(({ check, at }) => html`<li class="verdict verdict-${check.verdict}" data-check=${check.check} data-verdict=${check.verdict} data-shape=${check.geometry ? checkKey(at) : nothing}>
    <svg viewBox="0 0 24 24" width="24" height="24" fill="currentColor" aria-hidden="true" focusable="false">${SIGNS[check.verdict]}</svg>
    <div><p class="verdict-title">${check.geometry ? html`<button type="button" class="shape-go" data-shape-go title=${say('web-check-show')}><strong>${name(check)}</strong></button>` : html`<strong>${name(check)}</strong>`} <span aria-hidden="true">–</span> <span class="verdict-word">${say(`web-check-verdict-${check.verdict.replaceAll('_', '-')}`)}</span></p>
      ${facts(check)}</div></li>`)}</ul>`;
}

function facts(check: Check): unknown {
  const { measured, reason, at_most } = check;
  const limit = limitOf(check);
  const told = [
    measured === null || measured === undefined ? '' : say(at_most ? 'web-check-measured-at-most' : 'web-check-measured', { value: withUnit(writeNumber(measured), check.unit) }),
    limit === '' ? '' : say('web-check-limit', { value: limit }),
    check.standard ? say('web-check-by-standard', { value: limitOf({ ...check, limit: check.standard }) }) : '',
  ].filter((part) => part !== '');
  const source = sourceOf(check);
  return html`${told.length === 0 ? nothing : html`<p>${told.join(' · ')}</p>`}
    ${reason ? html`<p class="extract-facts">${reason}</p>` : nothing}
    ${source === '' ? nothing : html`<p class="extract-facts">${say('web-check-source', { source })}</p>`}`;
}

function name({ check, sign, function: use }: Check): string {
  const called = sayIfKnown(`web-check-of-${check.replaceAll('_', '-')}`) ?? check;
  const zone = [sign, use].filter(Boolean).join(' ');
  return zone === '' ? called : `${called} (${zone})`;
}

/** As the plan writes it; failing that, the numbers. */
function limitOf({ limit, unit }: Check): string {
  if (!limit) return '';
  const { text, min, max } = limit;
  if (text) return /^[\d\s.,<>≤≥=~–—-]+$/.test(text) ? withUnit(text, unit) : text;
  const ends = [min === null || min === undefined ? '' : `≥ ${writeNumber(min)}`, max === null || max === undefined ? '' : `≤ ${writeNumber(max)}`];
  const written = ends.filter((end) => end !== '').join(', ');
  return written === '' ? '' : withUnit(written, unit);
}

function withUnit(number: string, unit: string | null | undefined): string {
  const sign = unit === 'm2' ? 'm²' : unit === 'percent' ? '%' : unit;
  if (!sign || !/^(%|m|m²)$/.test(sign)) return number;
  return sign === '%' ? `${number}%` : `${number} ${sign}`;
}

function sourceOf({ source }: Check): string {
  if (!source) return '';
  if (typeof source === 'string') return source;
  const { number, date, issuer } = source;
  return [number && say(date ? 'web-decision-of' : 'web-decision', { number, date: writeValue('', date) }), issuer].filter(Boolean).join(' · ');
}
