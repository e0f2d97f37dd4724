// One job: the crew ticks off valves as it closes them, sees which other jobs meet this one, and ends it. The public sees when and how many.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { enterNote } from '../../../kit/page/into-view.ts';
import { writeNumber } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import { customersOut } from '../case/words.ts';
import { askJob, noticesLink, takeStep } from './asking.ts';
import { finishQuestion } from './finish.ts';
import { clockOf, spanWords } from './times.ts';
import type { CrewValve, Job, Overlap, Step } from './wire.ts';

/** Steps by state, as the server allows them; it decides. */
const NEXT: Readonly<Record<string, readonly Step[]>> = { planned: ['start', 'cancel'], active: ['finish', 'cancel'] };

export class JobRecord extends KitElement {
  static override properties = { network: {}, job: {}, mayOperate: {}, news: {}, record: { state: true }, refused: { state: true }, isBusy: { state: true }, asks: { state: true } };
  network = '';
  job = 0;
  mayOperate = false;
  /** Another object when the job may be another. */
  news: object = {};
  private record?: Job;
  private refused: string | undefined;
  private isBusy = false;
  /** A step that is asked about once more, for it cannot be taken back. */
  private asks: Step | undefined;
  private reading = new AbortController();
  private lock?: WakeLockSentinel;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading.abort();
    void this.lock?.release();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (['network', 'job', 'mayOperate', 'news'].some((name) => changed.has(name))) void this.read();
  }

  protected override render(): unknown {
    const { record } = this;
    if (!record) return this.refused === undefined ? html`<div class="note-bars" aria-hidden="true"></div>` : html`<p class="refused">${this.refused}</p>`;
    return html`<section class="answer job" data-job=${record.id} data-state=${record.state ?? ''}>
      <h2 id="answer-heading" tabindex="-1">${say('web-water-job-of', { code: record.code ?? `#${record.id}` })}</h2>
      <p><strong>${say(`web-water-job-state-${record.state}`)}</strong>${record.place ? ` · ${record.place}` : ''}</p>
      <p>${spanWords(record)}</p>
      <p>${customersOut(record.customers)}</p>
      ${this.overlaps(record.overlaps ?? [])}${this.valves(record)}
      ${(record.warnings ?? []).map(({ text }) => html`<p class="job-warning">${text}</p>`)}
      ${record.remark ? html`<p>${record.remark}</p>` : nothing}${basisOf(record)}
      <p class="refused" data-told tabindex="-1">${this.refused ?? ''}</p>
      ${this.mayOperate ? this.steps(record) : nothing}
      ${record.version === undefined ? nothing : html`<a class="button button-quiet" data-deed="notices" href=${noticesLink(record)}>${say('web-water-notices')}</a>`}
    </section>`;
  }

  private valves({ valves, state }: Job): unknown {
    if (!valves || valves.length === 0) return nothing;
    const done = valves.filter(({ position }) => position === 'closed').length;
    const isActive = this.mayOperate && state === 'active';
    return html`<h3>${say('web-water-crew', { done, all: valves.length })}</h3>
      <ol class="valves">${valves.map((valve, place) => this.valve(valve, place, isActive))}</ol>`;
  }

  private valve(valve: CrewValve, place: number, isActive: boolean): unknown {
    const isClosed = valve.position === 'closed';
    const step = isClosed ? 'open_valve' : 'close_valve';
    return html`<li class="valve" data-valve=${valve.valve} data-closed=${isClosed}>
      <button type="button" class="valve-go" ?disabled=${!valve.at} @click=${() => valve.at && this.tell('place-wanted', valve.at)}>
        <span class="valve-number" aria-hidden="true">${isClosed ? '✓' : place + 1}</span>
        <span class="valve-words"><strong>${valve.valve}</strong> <span class="valve-state">${turned(valve)}</span></span></button>
      ${isActive
        ? html`<div class="valve-deeds"><button type="button" class="button ${isClosed ? 'button-quiet' : ''}" data-step=${step} ?disabled=${this.isBusy}
            @click=${() => void this.take(step, { valve: valve.valve })}>${say(`web-water-step-${step}`)}<span class="only-heard"> ${valve.valve}</span></button>
            ${isClosed ? nothing : html`<button type="button" class="button button-quiet" data-deed="stuck" @click=${() => this.recompute(valve.valve)}>${say('web-water-mark')}<span class="only-heard"> ${valve.valve}</span></button>`}</div>`
        : nothing}</li>`;
  }

  private steps({ state }: Job): unknown {
    const steps = NEXT[state ?? ''] ?? [];
    if (steps.length === 0) return nothing;
    if (this.asks === 'finish') {
      return finishQuestion({
        shut: this.record?.still_shut ?? [],
        isBusy: this.isBusy,
        open: (valves) => void this.reopen(valves),
        finish: (leave_closed) => void this.take('finish', leave_closed ? { leave_closed } : {}),
        back: () => (this.asks = undefined),
      });
    }
    if (this.asks) {
      const { asks } = this;
      return html`<div class="difference" role="group" aria-label=${say(`web-water-step-${asks}`)}><p>${say(`web-water-sure-${asks}`)}</p>${this.shutWords()}<div class="water-deeds">
        <button type="button" class="button" data-step=${asks} ?disabled=${this.isBusy} @click=${() => void this.take(asks)}>${say(`web-water-step-${asks}`)}</button>
        <button type="button" class="button button-quiet" @click=${() => (this.asks = undefined)}>${say('web-water-back')}</button></div></div>`;
    }
    return html`<div class="water-deeds">${steps.map(
      (step) => html`<button type="button" class="button ${step === 'cancel' ? 'button-quiet' : ''}" data-step=${step} ?disabled=${this.isBusy}
        @click=${() => (step === 'start' ? void this.take(step) : void this.askAbout(step))}>${say(`web-water-step-${step}`)}</button>`,
    )}</div>`;
  }

  /** Valves of the job that still stand closed, for who calls it off. */
  private shutWords(): unknown {
    const shut = this.record?.still_shut ?? [];
    return shut.length === 0 ? nothing : html`<p><strong>${say('web-water-still-shut', { count: shut.length })}:</strong> ${shut.join(', ')}</p>`;
  }

  private overlaps(overlaps: readonly Overlap[]): unknown {
    if (overlaps.length === 0) return nothing;
    const words = ({ code, shutdown, extra_customers, edges }: Overlap) =>
      say('web-water-overlap', { code: code ?? `#${shutdown}`, pipes: edges.length, customers: extra_customers });
    return html`<div class="difference" data-overlaps><h3>${say('web-water-overlaps')}</h3><ul>${overlaps.map((each) => html`<li>${words(each)}
      <button type="button" class="button-text" @click=${() => this.tell<number>('job-wanted', each.shutdown)}>${say('web-water-see')}</button></li>`)}</ul></div>`;
  }

  private async read(): Promise<void> {
    this.reading.abort();
    const { signal } = (this.reading = new AbortController());
    try {
      this.show(await askJob(this.network, this.job, signal));
    } catch (trouble) {
      if (!isBrokenOff(trouble)) this.refused = sentenceOf(trouble);
    }
  }

  private async take(step: Step, more: { valve?: string; leave_closed?: boolean } = {}): Promise<void> {
    await this.busy(async (record) => {
      this.show(await takeStep(record, step, more));
      this.asks = undefined;
    });
  }

  /** What is asked before a step stands in view. */
  private async askAbout(step: Step): Promise<void> {
    this.asks = step;
    await this.updateComplete;
    this.querySelector('.difference[role=group]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Opens valves again, one after the other; the question whether the job is over stays. */
  private async reopen(valves: readonly string[]): Promise<void> {
    await this.busy(async (record) => {
      let now = record;
      for (const valve of valves) this.show((now = await takeStep(now, 'open_valve', { valve })));
    });
  }

  private async busy(deed: (record: Job) => Promise<void>): Promise<void> {
    if (!this.record || this.isBusy) return;
    this.isBusy = true;
    try {
      await deed(this.record);
      this.refused = undefined;
    } catch (trouble) {
      this.refused = sentenceOf(trouble);
      await this.updateComplete;
      enterNote(this.querySelector<HTMLElement>('[data-told]'));
    }
    this.isBusy = false;
  }

  private show(record: Job): void {
    this.record = record;
    this.tell<Job>('job-read', record);
    // Who works through a list with a phone in the hand does not want it to go dark.
    if (record.state === 'active' && this.mayOperate) void this.stayAwake();
    else void this.lock?.release();
  }

  private async stayAwake(): Promise<void> {
    if (this.lock && !this.lock.released) return;
    this.lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
  }

  /** What if this one does not close: the answer to the job's question without it. */
  private recompute(valve: string): void {
    if (this.record) this.tell('job-recomputed', { job: this.record, valve });
  }
}

/** By which network valves and customers were found, and whether it answers so still. */
function basisOf({ data_revision, graph, since }: Job): unknown {
  if (data_revision === undefined) return nothing;
  const basis = say('web-water-job-basis', { revision: writeNumber(data_revision), graph: graph ?? '' });
  if (!since) return html`<p class="card-source" data-basis>${basis}</p>`;
  const { is_different, valves_added, valves_dropped, customers } = since;
  const words = [
    ...(valves_added.length > 0 ? [say('web-water-more-valves', { count: valves_added.length, valves: valves_added.join(', ') })] : []),
    ...(valves_dropped.length > 0 ? [say('web-water-fewer-valves', { count: valves_dropped.length, valves: valves_dropped.join(', ') })] : []),
    customersOut(customers),
  ];
  const now = say(is_different ? 'web-water-job-different' : 'web-water-job-same', { revision: writeNumber(since.data_revision) });
  return html`<p class="card-source" data-basis data-different=${is_different}>${basis} ${now}${is_different ? ` ${words.join(' ')}` : ''}</p>`;
}

/** What the crew did with a valve. */
function turned({ position, closed_at, closed_by, opened_at, opened_by }: CrewValve): string {
  if (position === 'closed') return closed_at ? say('web-water-closed-at', { time: clockOf(closed_at), who: closed_by ?? '' }) : say('web-water-is-closed');
  return opened_at ? say('web-water-opened-at', { time: clockOf(opened_at), who: opened_by ?? '' }) : say('web-water-is-open');
}

function sentenceOf(trouble: unknown): string {
  return (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
}

customElements.define('job-record', JobRecord);
