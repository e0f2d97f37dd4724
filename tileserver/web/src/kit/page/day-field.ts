// A field for a day. Browsers show days in their own language, in which 05/03 may be the third of May: here the day always comes first.
// It is typed, or chosen in the browser's calendar; forms get it under its name as 2026-03-05.

import texts from 'virtual:catalogue/kit/days';
import { html, nothing } from 'lit';
import { readDay } from './days.ts';
import { CALENDAR } from './icons.ts';
import { KitElement } from './kit-element.ts';
import { writeValue } from './numbers.ts';
import { learn, say } from './text.ts';

learn(texts);

export class DayField extends KitElement {
  static override properties = { label: {}, name: {}, value: {}, isNeeded: {} };
  label = '';
  name = '';
  /** The day as 2026-03-05, or an empty text. */
  value = '';
  isNeeded = false;

  protected override render(): unknown {
    const { label, name, value, isNeeded } = this;
    return html`<div class="day">
      <label class="field">${label} <span class="day-form">${say('web-day-form')}</span>
        <input type="text" inputmode="numeric" autocomplete="off" maxlength="10" ?required=${isNeeded} .value=${writeValue('', value)}
          @input=${(event: Event) => (event.target as HTMLInputElement).setCustomValidity('')} @change=${(event: Event) => this.typed(event)}>
        <input type="date" class="day-calendar" name=${name || nothing} tabindex="-1" aria-hidden="true" .value=${value} @change=${(event: Event) => this.chosen(event)}>
      </label>
      <button type="button" class="icon-button" aria-label=${say('web-day-choose', { label })} title=${say('web-day-choose', { label })}
        @click=${() => this.open()}>${CALENDAR}</button></div>`;
  }

  private typed(event: Event): void {
    const field = event.target as HTMLInputElement;
    const day = readDay(field.value);
    const isEmpty = field.value.trim() === '';
    field.setCustomValidity(day === undefined && !isEmpty ? say('web-day-unreadable') : '');
    if (day === undefined && !isEmpty) return void field.reportValidity();
    this.take(day ?? '');
  }

  private chosen(event: Event): void {
    this.querySelector<HTMLInputElement>('input[type=text]')?.setCustomValidity('');
    this.take((event.target as HTMLInputElement).value);
  }

  private take(day: string): void {
    this.value = day;
    // A form that is sent at once must have it.
    const calendar = this.querySelector<HTMLInputElement>('.day-calendar');
    if (calendar) calendar.value = day;
    const text = this.querySelector<HTMLInputElement>('input[type=text]');
    if (text) text.value = writeValue('', day);
    this.tell<string | undefined>('day-chosen', day === '' ? undefined : day);
  }

  private open(): void {
    const calendar = this.querySelector<HTMLInputElement>('.day-calendar');
    try {
      calendar?.showPicker();
    } catch {
      // A browser without a calendar still takes what is typed.
      this.querySelector<HTMLInputElement>('input[type=text]')?.focus();
    }
  }
}

customElements.define('day-field', DayField);
