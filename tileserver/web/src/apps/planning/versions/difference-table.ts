// What is different between two plans, in square metres: in all, by function, and piece by piece. A row's button leads to its shape. Templates
// only.

import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Looks } from '../../../kit/extract/plan-view.ts';
import { squareMetres, word } from '../../../kit/extract/words.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { Became, Difference, Piece, PlanTold, ZoneTold } from './asking.ts';
import { KINDS, kindSwatch, SIGNS } from './kinds.ts';
import { pieceKey } from './on-map.ts';

/** How the pieces are listed. */
export interface Listing {
  looks: Looks;
  /** Kinds that are not listed and not drawn. */
  hidden: ReadonlySet<Became>;
  /** How many rows of each kind are shown. */
  most: number;
  /** Shapes are known, so that rows lead to them. */
  onMap: boolean;
  more: () => void;
}

/** Which plans, and how much in all. What lies outside a local adjustment is not removed. */
export function totals({ before, after, addedM2, removedM2, changedM2, unchangedM2 }: Difference, isLocal: boolean): unknown {
  const rows: [string, number, readonly Became[]][] = [
    ['added', addedM2, ['added']],
    isLocal ? ['outside', removedM2, []] : ['removed', removedM2, ['removed']],
    ['changed', changedM2, ['function', 'indicators']],
    ['unchanged', unchangedM2, []],
  ];
  return html`<dl class="extract-limits">${plan('web-versions-before', before)}${plan('web-versions-after', after)}</dl>
    <table class="register-table versions-totals"><caption class="only-heard">${say('web-versions-totals')}</caption>
      <thead><tr><th scope="col">${say('web-versions-what')}</th><th scope="col" class="number">${say('web-versions-area')}</th></tr></thead>
      <tbody>${rows.map(([name, area, kinds]) => html`<tr data-total=${name}><th scope="row"><span class="versions-kind">${kinds.map(kindSwatch)}${say(`web-versions-${name}`)}</span></th>
        <td class="number">${writeNumber(area)}</td></tr>`)}</tbody></table>`;
}

function plan(called: string, { name, code, plan: id, zones, areaM2, overlappingM2 }: PlanTold): unknown {
  return html`<div><dt>${say(called)}</dt><dd>${name ?? code ?? say('web-extract-plan', { id })}<br>
    <span class="extract-facts">${say('web-versions-zones', { count: zones, area: squareMetres(areaM2) })}</span>
    ${overlappingM2 > 0 ? html`<br><span class="extract-facts">${say('web-versions-overlapping', { area: squareMetres(overlappingM2) })}</span>` : nothing}</dd></div>`;
}

/** How much of which function became which, but for what is unchanged. */
export function byFunction({ functions }: Difference, { looks }: Listing): unknown {
  const changed = functions.filter(({ became }) => became !== 'unchanged');
  if (changed.length === 0) return nothing;
  const use = (of: string | null) => (of === null ? say('web-versions-no-zone') : looks(of).name);
  return html`<details class="extract-fold"><summary>${say('web-versions-functions')}</summary>
    <table class="register-table compare-table"><thead><tr><th scope="col">${say('web-versions-before')}</th><th scope="col">${say('web-versions-after')}</th>
      <th scope="col" class="number">${say('web-versions-area')}</th></tr></thead>
      <tbody>${changed.map(({ became, from, to, areaM2 }) => html`<tr data-became=${became}><td>${use(from)}</td>
        <td>${became === 'indicators' ? say('web-versions-limits-only') : use(to)}</td><td class="number">${writeNumber(areaM2)}</td></tr>`)}</tbody></table></details>`;
}

/** Piece by piece, a group for each thing that became of them. */
export function pieces({ pieces: all }: Difference, listing: Listing): unknown {
  const numbered = all.map((piece, at) => ({ piece, at }));
  const groups = KINDS.filter((kind) => !listing.hidden.has(kind)).map((kind) => ({ kind, own: numbered.filter(({ piece }) => piece.became === kind) }));
  if (groups.every(({ own }) => own.length === 0)) return nothing;
  const isCut = groups.some(({ own }) => own.length > listing.most);
  return html`<table class="register-table compare-table versions-pieces"><caption>${say('web-versions-pieces')}</caption>
      <thead><tr><th scope="col">${say('web-versions-number')}</th><th scope="col">${say('web-versions-change')}</th>
        <th scope="col" class="number">${say('web-versions-area')}</th></tr></thead>
      ${groups.map(({ kind, own }) => (own.length === 0 ? nothing : html`<tbody data-group=${kind}>
        <tr><th colspan="3" scope="rowgroup"><span class="versions-kind">${kindSwatch(kind)}${say(`web-versions-${kind}`)} · ${say('web-versions-count', { count: own.length })}</span></th></tr>
        ${repeat(own.slice(0, listing.most), ({ at }) => at, ({ piece, at }) => row(piece, at, listing))}</tbody>`))}
    </table>
    ${isCut ? html`<button type="button" class="button button-quiet" @click=${listing.more}>${say('web-versions-more')}</button>` : nothing}`;
}

function row(piece: Piece, at: number, { looks, onMap }: Listing): unknown {
  const { became, before, after, areaM2 } = piece;
  const number = `${SIGNS[became]}${at + 1}`;
  // A number alone says nothing to who hears it.
  const called = say('web-versions-show', { number: at + 1, zone: (after ?? before)?.sign ?? '' });
  return html`<tr data-shape=${pieceKey(at)} data-became=${became}>
    <th scope="row">${onMap ? html`<button type="button" class="button-text shape-go" data-shape-go title=${called} aria-label=${`${number} ${called}`}>${number}</button>` : number}</th>
    <td>${became === 'indicators' && before && after ? limits(before, after, looks) : change(before, after, looks)}</td>
    <td class="number">${writeNumber(areaM2)}</td></tr>`;
}

function change(before: ZoneTold | null, after: ZoneTold | null, looks: Looks): unknown {
  return html`${before ? html`<span class="versions-from"><span class="only-heard">${say('web-versions-before')}: </span>${zone(before, looks)}</span>` : nothing}
    ${after ? html`<span class="versions-to"><span class="only-heard">${say('web-versions-after')}: </span>${before ? html`<span aria-hidden="true">→ </span>` : nothing}${zone(after, looks)}</span>` : nothing}`;
}

function zone({ sign, function: use, zone: id }: ZoneTold, looks: Looks): unknown {
  return html`<strong>${sign ?? id}</strong> ${use ? looks(use).name : say('web-extract-no-function')}`;
}

const LIMITS = [
  ['density', 'density_percent'],
  ['storeys', 'storeys'],
  ['far', 'far'],
  ['height', 'height_m'],
] as const;

/** The limits that read otherwise, as the plans write them. */
function limits(before: ZoneTold, after: ZoneTold, looks: Looks): unknown {
  const other = LIMITS.filter(([field]) => (before[field] ?? '') !== (after[field] ?? ''));
  const written = (text: string | null | undefined) => text || say('web-versions-no-limit');
  return html`<span class="versions-to">${zone(after, looks)}</span>
    ${other.map(([field, name]) => html`<span class="versions-limit">${word('limit', name)}: ${written(before[field])}
      <span aria-hidden="true">→</span><span class="only-heard"> ${say('web-versions-after')}: </span> ${written(after[field])}</span>`)}`;
}
