// One plan on a parcel: why it counts, on what decision it rests, and its zones with area, share, colour and limits. Templates only.

import { html, nothing, svg } from 'lit';
import { say } from '../page/text.ts';
import './plan-on-map.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import type { Look } from './functions.ts';
import { shareKey } from './shapes-on-map.ts';
import type { Plan, Zone } from './wire.ts';
import { amount, limitsOf, planDecision, planName, planStanding, squareMetres, whyItGoverns } from './words.ts';

export type Looks = (of: string | null) => Look;

/** With its own heading, for a plan that stands open. `onMap`: the shapes of its shares are known. */
export function planView(plan: Plan, looks: Looks, onMap: boolean): unknown {
  return html`<article class="extract-plan" data-plan=${plan.plan_id} data-law=${plan.law_state}>
    <h4>${planName(plan)}</h4>${planBody(plan, looks, onMap)}</article>`;
}

/** Behind a summary, for a plan that does not decide here. */
export function foldedPlan(plan: Plan, looks: Looks, onMap: boolean): unknown {
  return html`<details class="extract-plan extract-fold" data-plan=${plan.plan_id} data-law=${plan.law_state}>
    <summary><span class="extract-plan-name">${planName(plan)}</span> <span class="extract-mark">${planStanding(plan)}</span></summary>
    ${planBody(plan, looks, onMap)}</details>`;
}

function planBody(plan: Plan, looks: Looks, onMap: boolean): unknown {
  const isPartial = plan.covers.percent < 99.995;
  return html`${plan.governs ? html`<p class="extract-why">${whyItGoverns(plan)}</p>` : nothing}
    <p class="extract-facts">${planStanding(plan)}</p>
    <p class="extract-facts">${planDecision(plan)}</p>
    ${plan.adjusted_by.length > 0 ? html`<p class="extract-facts">${say('web-extract-adjusted')}</p>` : nothing}
    ${isPartial ? html`<p class="extract-facts">${say('web-extract-covers', { amount: amount(plan.covers) })}</p>` : nothing}
    <ul class="extract-zones" aria-label=${say('web-extract-zones')}>${plan.zones.map((zone) => zoneView(zone, plan, looks, onMap))}${uncovered(plan, onMap)}</ul>
    ${plan.zones.length === 0 ? nothing : html`<plan-on-map .plan=${plan.plan_id}></plan-on-map>`}`;
}

function zoneView(zone: Zone, { plan_id }: Plan, looks: Looks, onMap: boolean): unknown {
  const { name, colour } = looks(zone.function);
  const limits = limitsOf(zone);
  const most = zone.allowance;
  const words = html`${zone.sign ? html`<strong>${zone.sign}</strong> ` : nothing}${name || say('web-extract-no-function')}`;
  return html`<li data-zone=${zone.zone_id} data-shape=${shareKey(plan_id, zone.zone_id)}>
    <div class="extract-zone">${swatch('area', colour)}
      ${shapeName(words, onMap)}
      <span class="extract-amount">${amount(zone)}</span></div>
    ${bar(zone.percent, colour)}
    ${limits.length === 0 ? html`<p class="extract-facts">${say('web-extract-no-limits')}</p>` : html`<dl class="extract-limits">
      ${limits.map(({ name, text, isUnclear }) => html`<div><dt>${name}</dt><dd>${text}${isUnclear ? html` <em>${say('web-extract-unclear')}</em>` : nothing}</dd></div>`)}
      ${mostOf('web-extract-footprint', most?.footprint_m2)}${mostOf('web-extract-floor-area', most?.floor_area_m2)}
    </dl>`}
  </li>`;
}

/** The name of a row; where its shape is known, it leads there. */
function shapeName(words: unknown, onMap: boolean): unknown {
  return onMap
    ? html`<button type="button" class="extract-zone-name shape-go" data-shape-go title=${say('web-extract-show')}>${words}</button>`
    : html`<span class="extract-zone-name">${words}</span>`;
}

function mostOf(sentence: string, area: number | null | undefined): unknown {
  return area === null || area === undefined ? nothing : html`<div><dt>${say(sentence)}</dt><dd>${squareMetres(area)}</dd></div>`;
}

/** What no zone covers is a row like any other. */
function uncovered({ plan_id, uncovered: part }: Plan, onMap: boolean): unknown {
  if (part.area_m2 <= 0) return nothing;
  return html`<li data-uncovered data-shape=${shareKey(plan_id, undefined)}><div class="extract-zone"><span class="extract-none" aria-hidden="true"></span>
    ${shapeName(say('web-extract-uncovered'), onMap)}<span class="extract-amount">${amount(part)}</span></div>
    ${bar(part.percent, 'none')}</li>`;
}

/** The share as a bar; its number stands beside it. */
export function bar(percent: number, colour: string): unknown {
  const width = Math.max(0, Math.min(100, percent));
  return svg`<svg class="extract-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="extract-bar-ground" width="100" height="4"></rect><rect width=${width} height="4" fill=${colour} fill-opacity="0.5"
    class=${colour === 'none' ? 'extract-bar-none' : 'extract-bar-share'}></rect></svg>`;
}
