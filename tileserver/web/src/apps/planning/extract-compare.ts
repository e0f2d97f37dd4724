// Two days side by side: what of the parcel was, is or will be planned, and what differs, marked by sign and word.

import { html, nothing } from 'lit';
import { parcelExtract } from '../../kit/extract/asking.ts';
import { functionLooks, type Look } from '../../kit/extract/functions.ts';
import '../../kit/page/day-field.ts';
import { KitElement } from '../../kit/page/kit-element.ts';
import { writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import { Refused } from '../../kit/server/ask.ts';
import type { Selected } from '../../kit/share/permalink.ts';
import { compared, type Compared } from './compared.ts';
import { sidesButton } from './versions/side-by-side/sides-work.ts';

interface Shown {
  days: [string, string];
  plans: Compared[];
}

export class ExtractCompare extends KitElement {
  static override properties = { parcel: {}, day: {}, shown: { state: true }, isBusy: { state: true }, refused: { state: true } };
  parcel?: Selected;
  /** The day of the extract beside it. */
  day = '';
  private shown?: Shown;
  private isBusy = false;
  private refused?: string;
  private looks: (of: string | null) => Look = (of) => ({ name: of ?? '', colour: 'none' });
  private asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void functionLooks().then((looks) => (this.looks = looks));
  }

  /** What was compared is of the parcel before. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('parcel') as Selected | undefined;
    if (!before || (before.layer === this.parcel?.layer && before.id === this.parcel?.id)) return;
    this.asking.abort();
    [this.shown, this.refused, this.isBusy] = [undefined, undefined, false];
  }

  protected override render(): unknown {
    return html`<details class="extract-fold compare"><summary>${say('web-compare')}</summary>
      <form @submit=${(event: SubmitEvent) => this.submit(event)}>
        <day-field name="a" .label=${say('web-compare-first')} .isNeeded=${true} .value=${yearBefore(this.day)}></day-field>
        <day-field name="b" .label=${say('web-compare-second')} .isNeeded=${true} .value=${this.day}></day-field>
        <button class="button" ?disabled=${this.isBusy}>${say(this.isBusy ? 'web-compare-going' : 'web-compare-go')}</button>
      </form>
      <p class="refused" role="alert">${this.refused ?? nothing}</p>
      <div role="status">${this.shown ? this.summary(this.shown) : nothing}</div>
      ${this.shown ? this.table(this.shown) : nothing}
      ${this.shown ? sidesButton('web-swipe-on-map', { left: { show: 'day', day: this.shown.days[0] }, right: { show: 'day', day: this.shown.days[1] } }) : nothing}
    </details>`;
  }

  private summary({ plans }: Shown): unknown {
    const count = plans.flatMap(({ rows }) => rows).filter(({ differs }) => differs).length;
    return html`<p class="check-summary">${count === 0 ? say('web-compare-same') : say('web-compare-differs', { count })}</p>`;
  }

  private table({ days, plans }: Shown): unknown {
    return html`<div class="compare-scroll" tabindex="0" role="region" aria-label=${say('web-compare')}><table class="register-table compare-table">
      <thead><tr><th scope="col">${say('web-compare-what')}</th>${days.map((day) => html`<th scope="col">${writeValue('', day)}</th>`)}</tr></thead>
      ${plans.map(({ name, rows }) => html`<tbody><tr><th colspan="3" scope="rowgroup">${name}</th></tr>
        ${rows.map(({ what, a, b, differs, idle }) => html`<tr data-differs=${differs}><th scope="row">${differs
          ? html`<span aria-hidden="true">≠ </span><span class="only-heard">${say('web-compare-different')}: </span>` : nothing}${what}</th>
          ${[a, b].map((text, at) => html`<td class=${text === undefined ? 'compare-none' : nothing}>${text ?? nothingOn(idle[at])}</td>`)}</tr>`)}</tbody>`)}
    </table></div>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    void this.ask([String(form.get('a')), String(form.get('b'))]);
  }

  private async ask(days: [string, string]): Promise<void> {
    const { parcel } = this;
    if (!parcel) return;
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    [this.isBusy, this.refused] = [true, undefined];
    try {
      const [a, b] = await Promise.all(days.map((day) => parcelExtract(parcel, day, signal)));
      if (signal.aborted) return;
      this.shown = { days, plans: compared(a?.plans ?? [], b?.plans ?? [], this.looks) };
    } catch (trouble) {
      if (signal.aborted) return;
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
    this.isBusy = false;
  }
}

/** That there is nothing on a day; of a plan that does not count then, a dash. */
function nothingOn(isIdle: boolean | undefined): unknown {
  return isIdle ? html`<span aria-hidden="true">–</span><span class="only-heard">${say('web-compare-idle')}</span>` : say('web-compare-absent');
}

/** The same day of the year before; 29 February has none. */
function yearBefore(day: string): string {
  const [year, rest] = [Number(day.slice(0, 4)), day.slice(4)];
  return day === '' ? '' : `${year - 1}${rest === '-02-29' ? '-02-28' : rest}`;
}

customElements.define('extract-compare', ExtractCompare);
