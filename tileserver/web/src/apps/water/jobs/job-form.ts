// Making a job of an answer: now or later, for how long, where in words. One thing after another, each answered by a press.

import { html, nothing } from 'lit';
import '../../../kit/page/day-field.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { enterNote } from '../../../kit/page/into-view.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import type { Burst, Isolation } from '../case/wire.ts';
import { customersOut, valvesToClose } from '../case/words.ts';
import { confirmJob, jobsOnSegment, type Confirmed } from './asking.ts';
import { moment, readClock } from './times.ts';
import type { Job } from './wire.ts';

/** Hours a repair usually takes; 0 for nobody knows. */
const HOURS = [2, 4, 8, 24, 0] as const;
const LONGEST_PLACE = 300;
const LONGEST_REMARK = 2000;

export class JobForm extends KitElement {
  static override properties = { burst: {}, answer: {}, marked: {}, others: { state: true }, isPlanned: { state: true }, refused: { state: true }, isBusy: { state: true } };
  burst: Burst | undefined;
  answer: Isolation | undefined;
  marked: readonly string[] = [];
  /** Jobs that are not over on the same segment. */
  private others: readonly Job[] = [];
  private looking: Promise<void> = Promise.resolve();
  private isPlanned = false;
  private refused: string | undefined;
  private isBusy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.looking = this.look();
  }

  protected override render(): unknown {
    const { answer } = this;
    if (!answer) return nothing;
    const kind = (value: string, isChecked: boolean) => html`<label class="chip"><input type="radio" name="kind" value=${value} ?checked=${isChecked}
      @change=${() => (this.isPlanned = value === 'planned')}> ${say(`web-water-job-kind-${value}`)}</label>`;
    return html`<form class="job-form" data-confirm @submit=${(event: SubmitEvent) => this.submit(event)}>
      <p>${valvesToClose(answer)}</p><p>${customersOut(answer.customers)}</p>
      ${this.others.length > 0 ? this.same() : nothing}
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

  /** Somebody makes a job of this burst already: it is opened, replaced, or another one is made beside it. */
  private same(): unknown {
    const name = ({ code, id }: Job) => code ?? `#${id}`;
    const choice = (value: string, words: string) => html`<label class="chip"><input type="radio" name="same" value=${value} required> ${words}</label>`;
    return html`<div class="difference" data-same role="group" aria-label=${say('web-water-same')}><p><strong>${say('web-water-same')}</strong></p>
      <ul>${this.others.map(
        (job) => html`<li>${say('web-water-same-job', { code: name(job), state: say(`web-water-job-state-${job.state}`) })}${job.place ? ` · ${job.place}` : ''}
          <button type="button" class="button-text" data-same-open=${job.id} @click=${() => this.tell<number>('job-wanted', job.id)}>${say('web-water-see')}<span class="only-heard"> ${name(job)}</span></button></li>`,
      )}</ul>
      <fieldset class="chips"><legend>${say('web-water-same-then')}</legend>
        ${this.others.map((job) => choice(String(job.id), say('web-water-same-replace', { code: name(job) })))}${choice('beside', say('web-water-same-beside'))}</fieldset></div>`;
  }

  private async look(): Promise<void> {
    await this.updateComplete;
    if (this.burst) this.others = await jobsOnSegment(this.burst, this.marked).catch(() => []);
  }

  private begin(): unknown {
    return html`<day-field name="day" .label=${say('web-water-job-day')} .isNeeded=${true}></day-field>
      <label class="field">${say('web-water-job-clock')}<input name="clock" inputmode="numeric" required maxlength="5" placeholder="08:30" autocomplete="off"></label>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { burst, answer } = this;
    if (!burst || !answer || this.isBusy) return;
    this.isBusy = true;
    await this.looking;
    await this.updateComplete;
    const wanted = this.wanted(new FormData(event.target as HTMLFormElement));
    try {
      if (typeof wanted === 'string') await this.refuse(wanted);
      else this.tell<Job>('job-confirmed', await confirmJob(burst, this.marked, answer, wanted));
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
    if (this.others.length > 0 && text('same') === '') return say('web-water-same-then');
    const from = this.isPlanned && clock !== undefined ? moment(text('day'), clock) : undefined;
    const hours = Number(text('hours'));
    return {
      kind: this.isPlanned ? 'planned' : 'burst',
      ...(from === undefined ? {} : { planned_from: from }),
      ...(hours > 0 ? { planned_hours: hours } : {}),
      ...(text('place') === '' ? {} : { place: text('place') }),
      ...(text('remark') === '' ? {} : { remark: text('remark') }),
      ...(Number(text('same')) > 0 ? { replaces: Number(text('same')) } : {}),
    };
  }

  private async refuse(sentence: string): Promise<void> {
    this.refused = sentence;
    await this.updateComplete;
    enterNote(this.querySelector<HTMLElement>('[data-told]'));
  }
}

customElements.define('job-form', JobForm);
