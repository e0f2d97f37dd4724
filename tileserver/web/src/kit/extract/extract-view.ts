// All that is said of a parcel, in the order it is asked for: what decides, the lines and what they take, what else speaks here, the
// documents, what is known at all, and what one must know to read it right; what decides stands open. Templates only.

import { html, nothing } from 'lit';
import { ours } from '../page/base.ts';
import { writeNumber, writeValue } from '../page/numbers.ts';
import { say } from '../page/text.ts';
import { standing, type Part } from './folds.ts';
import { foldedPlan, planView, type Looks } from './plan-view.ts';
import type { Conflict, Extract, Line, Plan, Restriction } from './wire.ts';
import { amount, planName, squareMetres, percent, summed, word } from './words.ts';

/** What decides, or that nothing does. */
export function decidingPlans({ plans, as_of }: Extract, looks: Looks, onMap: boolean): unknown {
  const governing = plans.filter(({ governs }) => governs);
  if (governing.length === 0) return html`<p class="card-none" data-none="plan">${say('web-extract-none', { date: writeValue('', as_of) })}</p>`;
  return html`<section><h3>${say('web-extract-governing')}</h3>${governing.map((plan) => planView(plan, looks, onMap))}</section>`;
}

/** All else but the documents, in parts that stand open or are folded; how plans contradict each other and what lines take is never folded. */
export function furtherParts(extract: Extract, looks: Looks, onMap: boolean, part: Part = standing): unknown {
  const { plans } = extract;
  const others = plans.filter(({ governs, law_state }) => !governs && law_state === 'in_force');
  // On an earlier day some were not decided yet: they are no past plans.
  const isPast = ({ folded, law_state }: Plan) => folded && law_state !== 'not_yet_decided';
  const coming = plans.filter((plan) => plan.law_state !== 'in_force' && !isPast(plan));
  const past = plans.filter(isPast);
  const group = (name: 'others' | 'coming', some: readonly Plan[]) =>
    some.length === 0 ? nothing : part(name, say(`web-extract-${name}`), some.length, some.map((plan) => foldedPlan(plan, looks, onMap)));
  return html`${disagreement(extract)}
    ${lines(extract)}
    ${restrictions(extract.restrictions ?? [])}
    ${projects(extract, part)}
    ${group('others', others)}${group('coming', coming)}
    ${past.length === 0 ? nothing : html`<details class="extract-fold extract-past"><summary>${say('web-extract-past', { count: past.length })}</summary>
      ${past.map((plan) => foldedPlan(plan, looks, onMap))}</details>`}
    ${warnings(extract, part)}${themes(extract, part)}${below(extract)}`;
}

/** Plans in force that name different functions on one ground, as the server judges that. */
function disagreement({ conflicts: found = [] }: Extract): unknown {
  const conflicts = summed(found.filter(({ verdict }) => verdict !== 'compatible'));
  if (conflicts.length === 0) return nothing;
  return html`<section class="extract-conflict" data-conflict><h3>${say('web-extract-conflict')}</h3>
    <ul>${conflicts.map((each) => html`<li>${conflict(each)}</li>`)}</ul>
    ${conflicts.some(({ kind }) => kind === 'levels') ? html`<p>${say('web-extract-conflict-first')}</p>` : nothing}</section>`;
}

function conflict({ text, area_m2, verdict }: Conflict): string {
  return [text, word('conflict', verdict), squareMetres(area_m2)].join(' · ');
}

function lines({ lines: told = [], road, buildable }: Extract): unknown {
  const all = told.filter(({ folded }) => !folded);
  if (all.length === 0 && !road && !buildable) return nothing;
  return html`<section data-lines><h3>${say('web-extract-lines')}</h3><dl class="extract-limits">
    ${road ? html`<div data-road><dt>${say('web-extract-road')}</dt><dd>${amount(road)}
      ${road.otherwise ? html`<br>${say('web-extract-otherwise', { amount: amount(road.otherwise) })}` : nothing}
      ${road.frontage_m ? html`<br>${say('web-extract-frontage', { length: metres(road.frontage_m) })}` : nothing}
      ${method(road)}</dd></div>` : nothing}
    ${buildable ? html`<div data-buildable><dt>${say('web-extract-buildable')}</dt><dd>${amount(buildable)}${method(buildable)}${buildable.closed?.map(({ text }) => html`<br>${text}`)}</dd></div>` : nothing}
    ${all.map((line) => html`<div><dt>${word('line', line.kind)}</dt><dd>${lineWords(line)}</dd></div>`)}
  </dl></section>`;
}

function method({ method: by, ambiguous }: { method: string; ambiguous: boolean }): unknown {
  return html`<br><span class="extract-facts">${say('web-extract-method', { method: word('method', by) })}</span>
    ${ambiguous ? html`<br><strong>${say('web-extract-ambiguous')}</strong>` : nothing}`;
}

function lineWords({ length_m, setback, road_width_m, section, law_state }: Line): string {
  return [
    metres(length_m),
    law_state === 'in_force' ? '' : word('law', law_state),
    setback ? say('web-extract-setback', { text: setback.text }) : '',
    road_width_m ? say('web-extract-road-width', { length: metres(road_width_m) }) : '',
    section ? say('web-extract-section', { sign: section }) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function metres(length: number): string {
  return `${writeNumber(length)} m`;
}

function restrictions(told: readonly Restriction[]): unknown {
  const all = told.filter(({ folded }) => !folded);
  if (all.length === 0) return nothing;
  return html`<section data-restrictions><h3>${say('web-extract-restrictions')}</h3><dl class="extract-limits">${all.map(
    (each) => html`<div><dt>${word('restriction', each.theme) || say('web-extract-restriction')}</dt>
      <dd>${amount(each)}${each.law_state === 'in_force' ? nothing : ` · ${word('law', each.law_state)}`}${each.basis ? html`<br><span class="extract-facts">${[each.basis, each.office].filter(Boolean).join(' · ')}</span>` : nothing}</dd></div>`,
  )}</dl></section>`;
}

/** What is to be built on the parcel or with it, of plans that have not had their time. */
function projects({ projects: all = [] }: Extract, part: Part): unknown {
  const own = all.filter(({ folded }) => !folded);
  if (own.length === 0) return nothing;
  return part('projects', say('web-extract-projects'), own.length, html`<ul>${own.map(({ text }) => html`<li>${text}</li>`)}</ul>`);
}

function warnings({ warnings: all }: Extract, part: Part): unknown {
  if (all.length === 0) return nothing;
  return part('warnings', say('web-extract-warnings'), all.length, html`<ul class="extract-warnings">${all.map(({ text }) => html`<li>${text}</li>`)}</ul>`);
}

/** Those of plans that decide stand open. */
export function documents({ documents: all, plans }: Extract, part: Part = standing): unknown {
  if (all.length === 0) return nothing;
  const of = (id: number) => plans.find(({ plan_id }) => plan_id === id);
  const list = (some: Extract['documents']) => html`<ul class="extract-links">${some.map((document) => {
    const { name, href, plan_id, document_id } = document;
    const plan = of(plan_id);
    const title = `${name ?? say('web-extract-document', { id: document_id })}${plan ? ` – ${planName(plan)}` : ''}`;
    const issue = issued(document);
    return html`<li>${href ? html`<a href=${ours(href)}>${title}</a>` : title}${issue ? html`<p class="extract-facts">${issue}</p>` : nothing}</li>`;
  })}</ul>`;
  const own = all.filter(({ plan_id }) => of(plan_id)?.governs);
  const others = all.filter((each) => !own.includes(each));
  return part('documents', say('web-extract-documents'), all.length, html`${list(own)}
    ${others.length === 0 ? nothing : html`<details class="extract-fold"><summary>${say('web-extract-other-documents', { count: others.length })}</summary>${list(others)}</details>`}`);
}

/** What it is, its number, day and authority, and how long it is, as far as the register says. */
function issued({ kind, number, date, issuer, pages }: Extract['documents'][number]): string {
  const parts = [kind ? word('document', kind) : '', number, date ? writeValue('', date) : '', issuer, pages ? say('web-extract-pages', { pages }) : ''];
  return parts.filter(Boolean).join(' · ');
}

/** Concerned, not concerned, and no data yet: three different answers. */
function themes({ themes: all }: Extract, part: Part): unknown {
  const states = ['concerned', 'not_concerned', 'no_data'];
  return part('themes', say('web-extract-themes'), all.length, html`<dl class="extract-limits">${states.map((state) => {
    const own = all.filter((theme) => theme.state === state);
    if (own.length === 0) return nothing;
    return html`<div data-state=${state}><dt>${word('theme-state', state)}</dt><dd>${own.map(
      ({ theme, office }) => html`<span class="extract-theme">${word('theme', theme)}${office ? ` (${office})` : ''}</span>`,
    )}</dd></div>`;
  })}</dl>`);
}

function below({ below_threshold: all, plans }: Extract): unknown {
  if (all.length === 0) return nothing;
  const name = (id: number) => {
    const plan = plans.find(({ plan_id }) => plan_id === id);
    return plan ? planName(plan) : String(id);
  };
  return html`<details class="extract-fold"><summary>${say('web-extract-below', { count: all.length })}</summary><ul>${all.map(
    ({ plan_id, area_m2, percent: share }) => html`<li>${name(plan_id)}: ${squareMetres(area_m2)} · ${percent(share)}</li>`,
  )}</ul></details>`;
}
