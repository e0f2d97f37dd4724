// What one of two maps may show: as arranged, a look, the plans in force on a day, or one plan.

import { html, nothing } from 'lit';
import { word } from '../../../../kit/extract/words.ts';
import type { Look } from '../../../../kit/layers/looks.ts';
import { today } from '../../../../kit/page/days.ts';
import { writeValue } from '../../../../kit/page/numbers.ts';
import { say } from '../../../../kit/page/text.ts';
import { readSide, writeSide, type Side } from '../../../../kit/share/sides.ts';
import type { Listed } from '../asking.ts';

export interface Choice {
  label: string;
  hand: 'left' | 'right';
  side: Side;
  looks: readonly Look[];
  plans: readonly Listed[];
}

/** Tells `side-chosen`. */
export function sideChoice({ label, hand, side, looks, plans }: Choice): unknown {
  const chosen = side.show === 'day' ? 'day' : writeSide(side);
  const option = (value: string, words: string) => html`<option value=${value} ?selected=${value === chosen} .selected=${value === chosen}>${words}</option>`;
  const isUnlisted = side.show === 'plan' && !plans.some(({ id }) => id === side.plan);
  return html`<select aria-label=${label} data-side=${hand} @change=${(event: Event) => chose(event)}>
      ${option('map', say('web-swipe-map'))}
      <optgroup label=${say('web-swipe-looks')}>${looks.map((look) => option(`look:${look}`, say(`web-look-${look}`)))}</optgroup>
      ${plans.length === 0 && !isUnlisted && side.show !== 'day' ? nothing : html`<optgroup label=${say('web-swipe-plans')}>${option('day', say('web-swipe-day'))}
        ${isUnlisted ? option(chosen, say('web-swipe-plan', { plan: String(side.plan) })) : nothing}
        ${plans.map((plan) => option(`plan:${plan.id}`, called(plan)))}</optgroup>`}
    </select>
    ${side.show === 'day' ? html`<day-field class="sides-day" .label=${say('web-swipe-day-of')} .value=${side.day}
      @day-chosen=${(event: CustomEvent<string | undefined>) => event.detail && tell(event, { show: 'day', day: event.detail })}></day-field>` : nothing}`;
}

function chose(event: Event): void {
  const { value } = event.target as HTMLSelectElement;
  const side = value === 'day' ? ({ show: 'day', day: today() } as const) : readSide(value);
  if (side) tell(event, side);
}

function tell({ target }: Event, side: Side): void {
  target?.dispatchEvent(new CustomEvent<Side>('side-chosen', { detail: side, bubbles: true }));
}

function called({ code, name, level, decisionDate }: Listed): string {
  const own = name ?? [code, word('level', level)].filter(Boolean).join(' ');
  return decisionDate ? `${own} · ${writeValue('', decisionDate)}` : own;
}

/** Too small for two maps beside each other. */
const SMALL = '(max-width: 767px), (max-height: 499px)';

export function isSmall(): boolean {
  return matchMedia(SMALL).matches;
}

/** Hears whether there is room for two; ends when it is called. */
export function onSize(hear: (isSmall: boolean) => void): () => void {
  const asked = matchMedia(SMALL);
  const changed = () => hear(asked.matches);
  asked.addEventListener('change', changed);
  return () => asked.removeEventListener('change', changed);
}
