// The valves of an answer: those to close in driving order, those that were said to be stuck, and those that need not be touched.
// Templates only.

import { html, nothing } from 'lit';
import { say } from '../../../kit/page/text.ts';
import type { Isolation, Valve } from './wire.ts';
import { stateWords } from './words.ts';

export interface ValveDeeds {
  /** Shows it on the map. */
  go(id: string): void;
  /** Tells all that is known of it. */
  show(id: string): void;
  mark(id: string): void;
  unmark(id: string): void;
  /** Opens the form that notes for good what was found; nobody without the power to. */
  note?: (id: string) => void;
}

export interface ValveShown {
  answer: Isolation;
  order: readonly Valve[];
  marked: readonly string[];
  added: readonly string[];
  /** Whose form is open, and that form. */
  noting: { id: string; form: unknown } | undefined;
  deeds: ValveDeeds;
}

/** So many valves have a line each in the headline. */
const IN_SHORT = 4;

/** The valves by their ids, in the order one drives; of many the first. */
export function valvesInShort(order: readonly Valve[]): unknown {
  if (order.length === 0) return nothing;
  const first = order.length > IN_SHORT ? order.slice(0, IN_SHORT - 1) : order;
  return html`<ol class="headline-order" data-order>${first.map(({ id }, place) => html`<li><span class="headline-number" aria-hidden="true">${place + 1}</span>${id}</li>`)}${
    first.length < order.length ? html`<li>${say('web-water-close-more', { count: order.length - first.length })}</li>` : nothing
  }</ol>`;
}

export function valvesToCloseList({ order, added, noting, deeds }: ValveShown): unknown {
  if (order.length === 0) return nothing;
  return html`<ol class="valves" aria-label=${say('web-water-valves-in-order')}>${order.map(
    (valve, place) => html`<li class="valve" data-valve=${valve.id}>
      <button type="button" class="valve-go" @click=${() => deeds.go(valve.id)}>
        <span class="valve-number" aria-hidden="true">${place + 1}</span>
        <span class="valve-words"><strong>${valve.id}</strong>${added.includes(valve.id) ? html` <span class="valve-new">${say('web-water-new')}</span>` : nothing}
          <span class="valve-state">${stateWords(valve)}</span></span></button>
      <div class="valve-deeds">
        <button type="button" class="button button-quiet" data-deed="mark" @click=${() => deeds.mark(valve.id)}>${say('web-water-mark')}<span class="only-heard"> ${valve.id}</span></button>
        ${noteButton(valve.id, deeds)}
        <button type="button" class="button-text" data-deed="show" @click=${() => deeds.show(valve.id)}>${say('web-water-device-show')}<span class="only-heard"> ${valve.id}</span></button>
      </div>
      ${noting?.id === valve.id ? noting.form : nothing}
    </li>`,
  )}</ol>`;
}

/** Valves somebody marked, each with a way back. */
export function markedList({ marked, noting, deeds, order }: ValveShown): unknown {
  if (marked.length === 0) return nothing;
  const formsAbove = order.map(({ id }) => id);
  return html`<section class="marked" aria-labelledby="marked-heading"><h3 id="marked-heading">${say('web-water-marked')}</h3>
    <ul class="valves">${marked.map(
      (id) => html`<li class="valve" data-marked=${id}>
        <button type="button" class="valve-go" @click=${() => deeds.go(id)}><span class="valve-number valve-stuck" aria-hidden="true">!</span><strong>${id}</strong></button>
        <div class="valve-deeds">
          <button type="button" class="button button-quiet" data-deed="unmark" @click=${() => deeds.unmark(id)}>${say('web-water-unmark')}<span class="only-heard"> ${id}</span></button>
          ${noteButton(id, deeds)}
        </div>
        ${noting?.id === id && !formsAbove.includes(id) ? noting.form : nothing}
      </li>`,
    )}</ul></section>`;
}

/** Boundary valves that are closed already: whoever opened one would feed the burst. */
export function keptClosed({ answer, deeds }: ValveShown): unknown {
  const kept = answer.valves.filter(({ keep_closed }) => keep_closed);
  if (kept.length === 0) return nothing;
  return html`<section data-kept-closed aria-labelledby="kept-closed-heading"><h3 id="kept-closed-heading">${say('web-water-keep-closed', { count: kept.length })}</h3>
    <ul class="valves">${kept.map((valve) => other(valve, 'web-water-why-closed', deeds))}</ul></section>`;
}

/** Boundary valves that are open and stay so. */
export function otherValves({ answer, order, deeds }: ValveShown): unknown {
  const others = answer.valves.filter(({ id, keep_closed }) => !keep_closed && !order.some((valve) => valve.id === id));
  if (others.length === 0) return nothing;
  return html`<details class="water-fold"><summary>${say('web-water-others', { count: others.length })}</summary>
    <ul class="valves">${others.map((valve) => other(valve, 'web-water-why-dry', deeds))}</ul></details>`;
}

function other(valve: Valve, why: string, deeds: ValveDeeds): unknown {
  return html`<li class="valve" data-other=${valve.id}><button type="button" class="valve-go" @click=${() => deeds.go(valve.id)}>
    <span class="valve-words"><strong>${valve.id}</strong> <span class="valve-state">${say(why)}</span></span></button></li>`;
}

function noteButton(id: string, { note }: ValveDeeds): unknown {
  if (!note) return nothing;
  return html`<button type="button" class="button-text" data-deed="note" @click=${() => note(id)}>${say('web-water-note')}<span class="only-heard"> ${id}</span></button>`;
}
