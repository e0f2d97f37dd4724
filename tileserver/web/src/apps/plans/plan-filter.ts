// The fields above the list of plans: words to look for, one state or all, and how many are left. Templates only.

import { html } from 'lit';
import { say } from '../../kit/page/text.ts';
import { STATES, type PlanWish } from './plan-list.ts';

export interface Filter {
  wish: PlanWish;
  /** States there are plans in. */
  states: ReadonlySet<string>;
  shown: number;
  all: number;
  choose(wish: PlanWish): void;
}

export function planFilter({ wish, states, shown, all, choose }: Filter): unknown {
  const value = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
  const offered = STATES.filter((state) => states.has(state) || state === wish.state);
  return html`<search class="plan-filter"><label class="field">${say('web-plans-find')}<input type="search" name="find" autocomplete="off" maxlength="200"
        .value=${wish.text} @input=${(event: Event) => choose({ ...wish, text: value(event) })}></label>
    <label class="field">${say('web-plans-find-state')}<select name="state" @change=${(event: Event) => choose({ ...wish, state: value(event) })}>
      <option value="" .selected=${wish.state === ''}>${say('web-plans-all-states')}</option>
      ${offered.map((state) => html`<option value=${state} .selected=${wish.state === state}>${say(`web-plans-state-${state}`)}</option>`)}</select></label>
    <p role="status" class="plan-count">${say('web-plans-count', { shown, all })}</p></search>`;
}
