// Of which day the page tells, in its bar: today, or the day somebody asked about, and how the data stood. Short on a phone.

import texts from 'virtual:catalogue/kit/data-date';
import { html, nothing } from 'lit';
import { today } from '../page/days.ts';
import { writeNumber, writeValue } from '../page/numbers.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

export interface DataDate {
  /** The day a question is about; today without one. */
  day?: string;
  /** Where the data stands on the server, as far as it has said so. */
  revision?: number;
  /** Leads back to today. */
  back?: () => void;
}

export function dataDate({ day, revision, back }: DataDate): unknown {
  const [now, shown] = [today(), day ?? today()];
  const isOther = shown !== now;
  // Until the server has said where the data stands, nothing tells that it is of today. The line keeps its place.
  if (revision === undefined && !isOther) return html`<p class="data-date">\u00a0</p>`;
  return html`<p class="data-date" data-day=${shown} data-other=${isOther ? 'true' : nothing}>
    <span class="data-date-words">${say('web-data-day')} </span><time datetime=${shown}>${writeValue('', shown)}</time>${
      revision === undefined ? nothing : html`<span class="data-date-words"> · ${say('web-revision', { revision: writeNumber(revision) })}</span>`}
    ${isOther && back ? html`<button type="button" class="data-date-back" data-deed="today" @click=${back}>${say('web-data-day-back')}</button>` : nothing}</p>`;
}
