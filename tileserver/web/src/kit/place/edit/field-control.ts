// A control for a field by its type: a choice, a day, yes or no, a number, words. Only templates.

import { html, nothing } from 'lit';
import '../../page/day-field.ts';
import { say } from '../../page/text.ts';
import { fieldHeading } from '../../server/field-words.ts';
import type { StoreField } from '../../server/store-layers.ts';
import type { Choice } from './field-choices.ts';

export interface Control {
  field: StoreField;
  /** What stands in it. */
  text: string;
  /** What may be chosen; none where it is typed. */
  choices?: readonly Choice[];
  /** The reader wants to type what is not among the choices. */
  isTyped: boolean;
  /** It has more than one line: told by what is stored, so that the control stays the same while somebody types in it. */
  isLong: boolean;
  isChanged: boolean;
  /** Why it cannot be saved, and what to do. */
  trouble?: string;
}

/** The choice that leads to typing: no value begins so. */
export const OTHER = '\u0001other';
/** Texts longer than this get more than one line. */
const LONG = 48;

export function isLong(text: string): boolean {
  return text.length > LONG;
}

export function control(shown: Control, typed: (text: string) => void): unknown {
  const { field, isChanged, trouble } = shown;
  return html`<div class="edit-field ${isChanged ? 'edit-changed' : ''}" data-edit=${field.name}>
    ${field.type === 'date' ? day(shown, typed) : html`<label class="field">${fieldHeading(field)}
      ${isChanged ? html`<span class="edit-mark">${say('web-edit-changed')}</span>` : nothing} ${input(shown, typed)}</label>`}
    ${trouble === undefined ? nothing : html`<p class="refused" id=${`trouble-${field.name}`}>${trouble}</p>`}
  </div>`;
}

function day({ field, text }: Control, typed: (text: string) => void): unknown {
  return html`<day-field .label=${fieldHeading(field)} .value=${text} @day-chosen=${(event: CustomEvent<string | undefined>) => {
    event.stopPropagation();
    typed(event.detail ?? '');
  }}></day-field>`;
}

function input(shown: Control, typed: (text: string) => void): unknown {
  const { field: { name, type }, text, choices, isTyped, isLong, trouble } = shown;
  const told = (event: Event) => typed((event.target as HTMLInputElement).value);
  const [wrong, why] = [trouble === undefined ? nothing : 'true', trouble === undefined ? nothing : `trouble-${name}`];
  if (type === 'boolean') return select([{ value: 'true', label: say('web-edit-yes') }, { value: 'false', label: say('web-edit-no') }], shown, told);
  if (choices && !isTyped) return select(choices, shown, told);
  const isNumber = type === 'integer' || type === 'real';
  if (type === 'json' || isLong) {
    return html`<textarea rows="3" .value=${text} aria-invalid=${wrong} aria-describedby=${why} @input=${told}></textarea>`;
  }
  return html`<input type="text" autocomplete="off" inputmode=${isNumber ? 'decimal' : nothing} spellcheck=${isNumber ? 'false' : nothing}
    .value=${text} aria-invalid=${wrong} aria-describedby=${why} @input=${told}>`;
}

function select(choices: readonly Choice[], { field, text, trouble }: Control, told: (event: Event) => void): unknown {
  const isKnown = text === '' || choices.some(({ value }) => value === text);
  const all = isKnown ? choices : [{ value: text, label: text }, ...choices];
  return html`<select .value=${text} aria-invalid=${trouble === undefined ? nothing : 'true'} @change=${told}>
    <option value="" ?selected=${text === ''}>${say('web-edit-empty')}</option>
    ${all.map(({ value, label }) => html`<option value=${value} ?selected=${value === text}>${label}</option>`)}
    ${field.type === 'boolean' ? nothing : html`<option value=${OTHER}>${say('web-edit-other')}</option>`}
  </select>`;
}
