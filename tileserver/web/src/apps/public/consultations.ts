// Plans that are open for everybody's opinion, near the place somebody asked about: until when, where on the map, what others said, and
// the way to say something.

import { html, nothing } from 'lit';
import { enterForm } from '../../kit/page/into-view.ts';
import { KitElement } from '../../kit/page/kit-element.ts';
import { writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import { askAsAnybody, whole, type Paged } from '../../kit/server/ask.ts';
import type { Box } from '../../kit/server/store-layers.ts';
import type { CommentForm } from './comment-form.ts';
import './comment-form.ts';

export interface OpenPlan {
  id: number;
  code?: string;
  name?: string;
  office?: string;
  state?: string;
  bbox?: Box;
  /** The days it is open for opinions. */
  consultFrom?: string | null;
  consultUntil?: string | null;
}

interface PlanList extends Paged {
  plans: OpenPlan[];
}

interface Published {
  comments: { text?: string; answer?: string | null; received?: string }[];
}

/** Plans this far beyond their box are near, in degrees: some two kilometres. */
const NEAR = 0.02;

export class PlanConsultations extends KitElement {
  static override properties = { place: {}, news: {}, plans: { state: true }, chosen: { state: true }, said: { state: true } };
  /** Where somebody asked, if they did. */
  place?: [number, number];
  /** Another object when plans may be others. */
  news?: object;
  private plans?: OpenPlan[];
  /** The plan whose form is open. */
  private chosen?: number;
  /** What others said, by plan. */
  private said: ReadonlyMap<number, Published['comments']> = new Map();

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('news')) void this.read();
  }

  protected override render(): unknown {
    const near = this.plans?.filter((plan) => this.isNear(plan)) ?? [];
    if (near.length === 0) return nothing;
    return html`<section class="public-part" aria-labelledby="consult-heading"><h2 id="consult-heading">${say('web-public-consult')}</h2>
      <ul class="public-plans">${near.map((plan) => this.plan(plan))}</ul></section>`;
  }

  private plan(plan: OpenPlan): unknown {
    const { id, name, code, office, bbox } = plan;
    const isOpen = isOpenToday(plan);
    const comments = this.said.get(id);
    return html`<li data-plan=${id}><h3>${name ?? code}</h3>
      <p class="public-open">${standing(plan, isOpen)}</p>
      ${office ? html`<p class="extract-facts">${office}</p>` : nothing}
      <div class="tool-deeds">
        ${isOpen ? html`<button type="button" class="button" data-deed="comment" aria-expanded=${this.chosen === id}
          @click=${() => void this.choose(id)}>${say('web-public-comment')}</button>` : nothing}
        ${bbox ? html`<button type="button" class="button button-quiet" @click=${() => this.tell('plan-shown', plan)}>${say('web-public-see-on-map')}</button>` : nothing}
      </div>
      ${isOpen && this.chosen === id ? html`<comment-form .plan=${id} .place=${this.place}></comment-form>` : nothing}
      <details class="extract-fold" @toggle=${(event: Event) => void this.open(event, id)}><summary>${say('web-public-others-said')}</summary>
        ${comments === undefined ? nothing : comments.length === 0 ? html`<p>${say('web-public-nobody-said')}</p>` : html`<ul>${comments.map(
          ({ text, answer, received }) => html`<li class="public-said"><p>${text}</p>${received ? html`<p class="extract-facts">${writeValue('', received)}</p>` : nothing}
            ${answer ? html`<p><strong>${say('web-public-answer')}</strong> ${answer}</p>` : nothing}</li>`,
        )}</ul>`}</details>
    </li>`;
  }

  private async choose(plan: number): Promise<void> {
    this.chosen = this.chosen === plan ? undefined : plan;
    await this.updateComplete;
    const form = this.querySelector<CommentForm>('comment-form');
    await form?.updateComplete;
    enterForm(form?.querySelector('form') ?? null);
  }

  /** Near the place, or anywhere as long as nobody has asked about a place. */
  private isNear({ bbox }: OpenPlan): boolean {
    if (!this.place || !bbox) return !this.place;
    const [[lon, lat], [west, south, east, north]] = [this.place, bbox];
    return lon >= west - NEAR && lon <= east + NEAR && lat >= south - NEAR && lat <= north + NEAR;
  }

  private async read(): Promise<void> {
    const join = (all: PlanList, page: PlanList): PlanList => ({ ...page, plans: [...all.plans, ...page.plans] });
    const list = await whole<PlanList>('/v1/plans?limit=1000&f=json', new AbortController().signal, join).catch(() => undefined);
    if (list) this.plans = list.plans.filter(({ state }) => state === 'consultation');
  }

  private async open(event: Event, plan: number): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.said.has(plan)) return;
    // Staff see here what the public sees: no more than is published.
    const answer = await askAsAnybody<Published>(`/v1/plans/${plan}/comments?f=json`).catch(() => undefined);
    if (answer) this.said = new Map([...this.said, [plan, answer.comments]]);
  }
}

/** Whether today lies between its days, the last one included. */
function isOpenToday({ consultFrom: from, consultUntil: until }: OpenPlan): boolean {
  // The day in Vietnam, as the server counts it.
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
  return (!from || from <= today) && (!until || today <= until);
}

function standing({ consultFrom: from, consultUntil: until }: OpenPlan, isOpen: boolean): string {
  if (isOpen) return until ? say('web-public-open-until', { date: writeValue('', until) }) : say('web-public-open');
  return say('web-public-not-open', { from: writeValue('', from), until: writeValue('', until) });
}

customElements.define('plan-consultations', PlanConsultations);
