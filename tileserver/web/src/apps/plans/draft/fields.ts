// The fields of a plan's draft besides its ground: what it is called, of which kind and level, for which commune, what it follows. Templates only.

import { html } from 'lit';
import { say } from '../../../kit/page/text.ts';

export interface Follows {
  id: number;
  name?: string;
  code?: string;
}

export interface Commune {
  code: string;
  name: string;
}

const KINDS = ['urban', 'rural', 'functional_area', 'land_use', 'annual_land_use', 'sector'];
const LEVELS = ['general', 'subdivision', 'detailed', 'shortened'];
/** A first plan, or one that changes another. */
export const ADJUSTMENTS = ['first', 'whole', 'local'] as const;

export type Adjustment = (typeof ADJUSTMENTS)[number];

export function describing(communes: readonly Commune[]): unknown {
  return html`${text('name', 'web-draft-name', true)}${text('code', 'web-draft-code', true)}
    ${choice('kind', 'web-draft-kind', KINDS)}${choice('level', 'web-draft-level', LEVELS)}
    <label class="field">${say('web-draft-commune')}<input name="commune" maxlength="20" autocomplete="off" list="draft-communes" aria-describedby="draft-commune-hint"></label>
    <datalist id="draft-communes">${communes.map(({ code, name }) => html`<option value=${code}>${name}</option>`)}</datalist>
    <p id="draft-commune-hint" class="panel-hint">${say('web-draft-commune-hint')}</p>
    ${text('office', 'web-draft-office', true)}${text('issuer', 'web-draft-issuer', false)}`;
}

/** What it follows: the plan it adjusts, or the one whose place it will take. */
export function following(adjustment: Adjustment, others: readonly Follows[], choose: (adjustment: Adjustment) => void): unknown {
  const plans = (name: string, sentence: string, isNeeded: boolean): unknown => html`<label class="field">${say(sentence)}<select name=${name} ?required=${isNeeded}>
    <option value="">${say('web-plans-by-none')}</option>${others.map(({ id, name: called, code }) => html`<option value=${id}>${code} ${called}</option>`)}</select></label>`;
  return html`<label class="field">${say('web-draft-adjustment')}<select name="adjustment" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Adjustment)}>
      ${ADJUSTMENTS.map((each) => html`<option value=${each} .selected=${each === adjustment}>${say(`web-draft-adjustment-${each}`)}</option>`)}</select></label>
    ${adjustment === 'first' ? plans('replaces', 'web-draft-replaces', false) : plans('adjusts', 'web-draft-adjusts', true)}`;
}

function text(name: string, sentence: string, isNeeded: boolean): unknown {
  return html`<label class="field">${say(sentence)}<input name=${name} ?required=${isNeeded} maxlength="300" autocomplete="off"></label>`;
}

function choice(name: string, sentence: string, words: readonly string[]): unknown {
  return html`<label class="field">${say(sentence)}<select name=${name}><option value="">${say('web-draft-unsaid')}</option>
    ${words.map((word) => html`<option value=${word}>${say(`web-draft-${name}-${word.replaceAll('_', '-')}`)}</option>`)}</select></label>`;
}

/** What was filled in; empty fields are not sent. */
export function described(form: FormData): Record<string, string | number> {
  const said: Record<string, string | number> = {};
  for (const name of ['name', 'code', 'kind', 'level', 'commune', 'office', 'issuer', 'adjustment', 'adjusts', 'replaces']) {
    const value = String(form.get(name) ?? '').trim();
    if (value !== '') said[name] = name === 'adjusts' || name === 'replaces' ? Number(value) : value;
  }
  return said;
}

