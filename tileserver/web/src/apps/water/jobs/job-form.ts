// Making a job of an answer: now or later, for how long, where in words. One thing after another, each answered by a press.

import { html, nothing } from 'lit';
import '../../../kit/page/day-field.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { enterNote } from '../../../kit/page/into-view.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import type { Burst, Isolation } from '../case/wire.ts';
import { customersOut, valvesToClose } from '../case/words.ts';
import { confirmJob, type Confirmed } from './asking.ts';
import { later, moment, readClock } from './times.ts';
import type { Job } from './wire.ts';

/** Hours a repair usually takes; 0 for nobody knows. */
const HOURS = [2, 4, 8, 24, 0] as const;
const LONGEST_PLACE = 300;
const LONGEST_REMARK = 2000;

export class JobForm extends KitElement {
  static override properties = { burst: {}, answer: {}, marked: {}, isPlanned: { state: true }, refused: { state: true }, isBusy: { state: true } };
  burst: Burst | undefined;
  answer: Isolation | undefined;
  marked: readonly string[] = [];
  private isPlanned = false;
  private refused: string | undefined;
  private isBusy = false;

  protected override render(): unknown {
    const { answer } = this;
    if (!answer) return nothing;
    const kind = (value: string, isChecked: boolean) => html`<label class="chip"><input type="radio" name="kind" value=${value} ?checked=${isChecked}
      @change=${() => (this.isPlanned = value === 'planned')}> ${say(`web-water-job-kind-${value}`)}</label>`;
    return html`<form class="job-form" data-confirm @submit=${(event: SubmitEvent) => this.submit(event)}>
      <p>${valvesToClose(answer)}</p><p>${customersOut(answer.customers)}</p>
      <fieldset class="chips"><legend>${say('web-water-job-kind')}</legend>${kind('burst', true)}${kind('planned', false)}</fieldset>
      ${this.isPlanned ? this.begin() : nothing}
      <fieldset class="chips"><legend>${say('web-water-job-hours')}</legend>${HOURS.map(
        (hours) => html`<label class="chip"><input type="radio" name="hours" value=${hours} ?checked=${hours === 4}> ${hours === 0 ? say('web-water-job-unknown') : say('web-water-hours', { hours })}</label>`,
      )}</fieldset>
      <label class="field">${say('web-water-job-place')}<input name="place" maxlength=${LONGEST_PLACE} autocomplete="off"></label>
      <label class="field">${say('web-water-remark')}<input name="remark" maxlength=${LONGEST_REMARK} autocomplete="off"></label>
      ${this.refused === undefined ? nothing : html`<p class="refused" data-told tabindex="-1">${this.refused}</p>`}
      <div class="water-deeds"><button class="button" ?disabled=${this.isBusy} data-deed="send">${say('web-water-confirm')}</button>
        <button type="button" class="button button-quiet" @click=${() => this.tell('confirm-left')}>${say('web-water-back')}</button></div>
    </form>`;
  }

  private begin(): unknown {
    return html`<day-field name="day" .label=${say('web-water-job-day')} .isNeeded=${true}></day-field>
      <label class="field">${say('web-water-job-clock')}<input name="clock" inputmode="numeric" required maxlength="5" placeholder="08:30" autocomplete="off"></label>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { burst, answer } = this;
    if (!burst || !answer || this.isBusy) return;
    const wanted = this.wanted(new FormData(event.target as HTMLFormElement));
    if (typeof wanted === 'string') return this.refuse(wanted);
    this.isBusy = true;
    try {
      this.tell<Job>('job-confirmed', await confirmJob(burst, this.marked, answer, wanted));
    } catch (trouble) {
      await this.refuse((trouble instanceof Refused && trouble.sentence) || say('web-error-remedy'));
    }
    this.isBusy = false;
  }

  /** What is wanted, or why it cannot be read. */
  private wanted(data: FormData): Confirmed | string {
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const clock = readClock(text('clock'));
    if (this.isPlanned && (text('day') === '' || clock === undefined)) return say('web-water-job-when');
    const from = this.isPlanned && clock !== undefined ? moment(text('day'), clock) : new Date().toISOString();
    const hours = Number(text('hours'));
    return {
      kind: this.isPlanned ? 'planned' : 'burst',
      planned_from: from,
      ...(hours > 0 ? { planned_to: later(new Date(from), hours) } : {}),
      ...(text('place') === '' ? {} : { place: text('place') }),
      ...(text('remark') === '' ? {} : { remark: text('remark') }),
    };
  }

  private async refuse(sentence: string): Promise<void> {
    this.refused = sentence;
    await this.updateComplete;
    enterNote(this.querySelector<HTMLElement>('[data-told]'));
  }
}

customElements.define('job-form', JobForm);
