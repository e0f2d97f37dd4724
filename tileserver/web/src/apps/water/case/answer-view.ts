// The answer to a burst, in the order an operator needs it: can it be isolated, which valves, who goes dry, and then the rest. Templates only.

import { html, nothing } from 'lit';
import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { burstList, type BurstDeeds } from './burst-list.ts';
import type { Difference } from './difference.ts';
import { keptClosed, markedList, otherValves, valvesInShort, valvesToCloseList, type ValveShown } from './valve-list.ts';
import type { Critical, Isolation } from './wire.ts';
import { basis, burstName, closes, differenceWords, dry, furtherFacts, pipeFacts } from './words.ts';

export interface AnswerShown extends ValveShown {
  /** What people call the network. */
  network: string;
  /** The valve that lies where the map was tapped. */
  tapped: string | undefined;
  /** When it was answered. */
  at: Date | undefined;
  isAsking: boolean;
  /** What marked valves change. */
  whatIf: Difference | undefined;
  /** Where the answer comes from, if it is not the server. */
  source: unknown;
  choose(edge: string): void;
  bursts: BurstDeeds;
  /** Shows a customer on the map. */
  goTo(at: [number, number]): void;
}

/** Of all warnings the one that decides what to do. */
const ALARM = 'source_inside';

export function answerView(shown: AnswerShown): unknown {
  const { answer, whatIf } = shown;
  return html`<section class="answer" data-answer=${answer.graph} aria-busy=${shown.isAsking}>
    <h2 id="answer-heading" tabindex="-1">${burstName(answer)}</h2>
    ${alarm(answer)}${headline(shown)}
    <div role="status" class="difference-place">${whatIf ? difference(whatIf) : nothing}</div>
    ${criticalHidden(answer)}${shown.source}${facts(answer)}<p class="pipe-facts" data-network>${say('web-water-of-network', { network: shown.network })}</p>${burstList(answer, shown.bursts)}
    ${tappedValve(shown)}${markedList(shown)}${valvesToCloseList(shown)}${keptClosed(shown)}${hints(answer)}
    <ul class="facts">${furtherFacts(answer).map((fact) => html`<li>${fact}</li>`)}</ul>
    ${otherValves(shown)}${candidates(shown)}${warnings(answer)}
    <p class="card-source">${basis(answer, shown.at)}</p>
  </section>`;
}

/** Which valves and how many customers, whole on the first screen of a telephone; what is known besides follows. */
function headline(shown: AnswerShown): unknown {
  const { answer, order } = shown;
  const [{ count, of }, { count: customers, split }] = [closes(answer), dry(answer.customers)];
  return html`<div class="headline" data-headline>
    <p class="headline-valves">${count} <span class="headline-more">${of}</span></p>
    ${valvesInShort(order)}
    <p class="headline-customers"><strong>${customers}</strong>${split === undefined ? nothing : html` <span class="headline-more">${split}</span>`}</p>
    ${criticalCustomers(shown)}
  </div>`;
}

export function difference(found: Difference): unknown {
  return html`<div class="difference" data-difference><h3>${say('web-water-difference')}</h3>
    <ul>${differenceWords(found).map((sentence) => html`<li>${sentence}</li>`)}</ul></div>`;
}

/** What is known of the pipe that burst. */
function facts({ burst }: Isolation): unknown {
  const [taken] = burst.candidates ?? [];
  return taken && taken.edge === burst.edge ? html`<p class="pipe-facts">${pipeFacts(taken)}</p>` : nothing;
}

function tappedValve({ tapped, deeds }: AnswerShown): unknown {
  if (tapped === undefined) return nothing;
  return html`<button type="button" class="button-text" data-deed="tapped-valve" @click=${() => deeds.show(tapped)}>${say('web-water-device-tapped', { code: tapped })}</button>`;
}

function alarm({ warnings }: Isolation): unknown {
  const found = warnings.filter(({ code }) => code === ALARM);
  if (found.length === 0) return nothing;
  return html`<div class="alarm" role="alert" data-alarm>${found.map(({ text }) => html`<p>${text}</p>`)}</div>`;
}

function criticalCustomers({ answer, goTo }: AnswerShown): unknown {
  const { critical_count, critical } = answer.customers;
  if (!critical_count) return nothing;
  const where = ({ at }: Critical) => (at ? html`<button type="button" class="button-text" @click=${() => goTo(at)}>${say('web-water-show')}</button>` : nothing);
  const name = (each: Critical) => each.name ?? each.id;
  const kind = (each: Critical) => (each.class ? (sayIfKnown(`web-water-class-${each.class}`) ?? each.class) : undefined);
  return html`<p class="headline-critical">${say('web-water-critical', { count: critical_count })}</p>
    ${critical.length === 0 ? nothing : html`<ul class="critical" data-critical>${critical.map(
      (each) => html`<li><span><strong>${name(each)}</strong> ${[kind(each), each.address, each.unintended ? say('web-water-unintended') : undefined].filter(Boolean).join(' · ')}</span>${where(each)}</li>`,
    )}</ul>`}`;
}

/** Of what was worked out on the device a warning says that nobody knows. */
function criticalHidden({ customers, on_device }: Isolation): unknown {
  const isHidden = (customers.critical_count ?? undefined) === undefined && customers.direct + customers.unintended > 0 && on_device !== true;
  return isHidden ? html`<p class="panel-hint" data-critical-hidden>${say('web-water-critical-hidden')}</p>` : nothing;
}

function hints({ hints: found }: Isolation): unknown {
  return found.length === 0 ? nothing : html`<section class="hints" data-hints><h3>${say('web-water-hints')}</h3><ul>${found.map(({ text }) => html`<li>${text}</li>`)}</ul></section>`;
}

/** Other pipes near the place that was pointed at. */
function candidates({ answer, choose }: AnswerShown): unknown {
  const others = (answer.burst.candidates ?? []).filter(({ edge }) => edge !== answer.burst.edge);
  if (others.length === 0) return nothing;
  return html`<section data-candidates><h3>${say('web-water-other-pipes', { count: others.length })}</h3>
    <ul class="candidates">${others.map(
      (each) => html`<li><button type="button" class="candidate" data-edge=${each.edge} @click=${() => choose(each.edge)}>
        <strong>${each.edge}</strong> <span>${pipeFacts(each)}</span> <span>${say('web-water-away', { metres: Math.round(each.distance_m * 10) / 10 })}</span></button></li>`,
    )}</ul></section>`;
}

function warnings({ warnings: all }: Isolation): unknown {
  const found = all.filter(({ code }) => code !== ALARM);
  if (found.length === 0) return nothing;
  return html`<section class="warnings" data-warnings><h3>${say('web-water-warnings')}</h3><ul>${found.map(({ code, text }) => html`<li data-warning=${code}>${text}</li>`)}</ul></section>`;
}
