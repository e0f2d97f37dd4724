// One plan of the register as a card: where it stands, by which decision, what came of the last step, what was said on it. Templates only.

import { html, nothing } from 'lit';
import { writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import type { Changed } from '../../kit/server/changes.ts';
import type { Box } from '../../kit/server/store-layers.ts';
import type { Counts } from './comments/asking.ts';
import { answersDue, dueDay, stateWords, type Standing } from './plan-steps.ts';
import './comments/plan-comments.ts';

export interface Plan extends Standing {
  code?: string;
  name?: string;
  office?: string;
  decision?: string;
  decisionDate?: string;
  /** The days it is open for opinions. */
  consultFrom?: string | null;
  consultUntil?: string | null;
  zones: number;
  documents: number;
  bbox?: Box;
  /** How many comments stand where, for who may answer them. */
  comments?: Counts;
}

export interface Card {
  /** What came of the last step: done, or why not. */
  told?: { sentence: string; isRefused: boolean };
  /** The buttons and form of the steps. */
  steps: unknown;
  /** What was said is open, with what changed last and the comment that is wanted. */
  talk?: { news: readonly Changed[]; wanted?: number };
  show(): void;
  discuss(): void;
}

export function planCard(plan: Plan, { told, steps, talk, show, discuss }: Card): unknown {
  const decision = plan.decision
    ? say('web-plans-decision', { number: plan.decision, date: writeValue('date', plan.decisionDate) })
    : say('web-plans-undecided');
  return html`<li data-plan=${plan.id}>
    <h3 tabindex="-1">${plan.name ?? plan.code}</h3>
    <p><strong>${stateWords(plan)}</strong> · ${plan.code}${plan.office ? ` · ${plan.office}` : ''}</p>
    <p>${decision}</p>
    ${dueDay(plan)}
    ${answersDue(plan)}
    <p>${say('web-plans-parts', { zones: plan.zones, documents: plan.documents })}</p>
    <div class="tool-deeds">
      ${plan.bbox ? html`<button type="button" class="button button-quiet" data-deed="show" @click=${show}>${say('web-plans-show')}</button>` : nothing}
      ${plan.comments ? html`<button type="button" class="button button-quiet" data-deed="comments" aria-expanded=${talk !== undefined} @click=${discuss}>${commentWords(plan.comments)}</button>` : nothing}
    </div>
    ${steps}
    ${told ? html`<p class=${told.isRefused ? 'refused' : 'plan-done'} data-told=${told.isRefused ? 'refused' : 'done'} role=${told.isRefused ? 'alert' : 'status'} tabindex="-1">${told.sentence}</p>` : nothing}
    ${talk ? html`<plan-comments .plan=${plan.id} .news=${talk.news} .wanted=${talk.wanted}></plan-comments>` : nothing}
  </li>`;
}

/** How many there are, and how many wait for an answer. */
function commentWords(counts: Counts): string {
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return say('web-plans-comments', { count: all, waiting: counts.received });
}
