// One round: its meters in the order in which it is walked, what is left, and taking it along. Templates only.

import { html, nothing } from 'lit';
import { writeValue } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import type { KeptRound } from './shelf.ts';
import type { Meter } from './wire.ts';
import { isDone, meterName, type MeterState } from './words.ts';

/** Rows drawn at first: a telephone draws thousands slowly. */
export const ROWS = 200;

export interface Shown {
  /** In order, with how far each is. */
  meters: readonly [Meter, MeterState][];
  kept: KeptRound | undefined;
  /** What is shown is of the phone: the server did not answer. */
  isOffLine: boolean;
  canKeep: boolean;
  /** It is being taken along: how far that is. */
  progress: { done: number; all: number } | undefined;
  isAll: boolean;
  rows: number;
  showAll(is: boolean): void;
  more(): void;
  open(meter: string): void;
  take(): void;
  leave(): void;
}

export function roundView(shown: Shown): unknown {
  const { meters, kept, isOffLine, isAll, rows } = shown;
  const left = meters.filter(([, state]) => !isDone(state));
  const listed = isAll ? meters : left;
  const next = left[0]?.[0];
  return html`<section class="meters-round">${isOffLine && kept ? html`<p class="off-line" role="status" data-off-line>${say('web-meters-off-line', { time: writeValue('', kept.at) })}</p>` : nothing}
    <p class="meters-progress" data-left=${left.length}>${say('web-meters-progress', { read: meters.length - left.length, left: left.length })}</p>
    <div class="water-deeds">${next ? html`<button type="button" class="button" data-deed="begin" @click=${() => shown.open(next.meter)}>${say('web-meters-begin')}</button>` : html`<p class="done">${say('web-meters-all-read')}</p>`}</div>
    ${along(shown)}
    <fieldset class="chips"><legend>${say('web-meters-which')}</legend>
      <label class="chip"><input type="radio" name="which" .checked=${!isAll} @change=${() => shown.showAll(false)}> ${say('web-meters-which-left', { count: left.length })}</label>
      <label class="chip"><input type="radio" name="which" .checked=${isAll} @change=${() => shown.showAll(true)}> ${say('web-meters-which-all', { count: meters.length })}</label></fieldset>
    <ol class="meters-walk">${listed.slice(0, rows).map(([meter, state]) => row(meter, state, shown.open))}</ol>
    ${listed.length > rows ? html`<button type="button" class="button button-quiet" @click=${() => shown.more()}>${say('web-meters-more', { count: listed.length - rows })}</button>` : nothing}</section>`;
}

function along({ kept, canKeep, isOffLine, progress, take, leave }: Shown): unknown {
  if (!canKeep) return html`<p class="panel-hint">${say('web-meters-insecure')}</p>`;
  if (progress) return html`<progress max=${progress.all} value=${progress.done} aria-label=${say('web-meters-taking')}></progress>`;
  const taking = html`<button type="button" class="button button-quiet" data-deed="take-round" @click=${take}>${say(kept ? 'web-meters-take-again' : 'web-meters-take')}</button>`;
  return html`${kept ? html`<p class="panel-hint" data-round-kept>${say('web-meters-kept', { time: writeValue('', kept.at) })}</p>` : nothing}
    <div class="water-deeds">${isOffLine ? nothing : taking}
      ${kept ? html`<button type="button" class="button button-quiet" data-deed="leave-round" @click=${leave}>${say('web-meters-leave')}</button>` : nothing}</div>`;
}

function row(meter: Meter, state: MeterState, open: (meter: string) => void): unknown {
  return html`<li><button type="button" class="valve-go" data-go=${meter.meter} data-state=${state} @click=${() => open(meter.meter)}>
    <span class="meter-dot" data-state=${state} aria-hidden="true"></span>
    <span class="valve-words"><strong>${meterName(meter)}</strong><span class="valve-state">${meter.number ?? meter.meter} · ${say(`web-meters-state-${state}`)}</span></span></button></li>`;
}
