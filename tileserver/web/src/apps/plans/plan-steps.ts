// What may follow for a plan: a button for each step the server offers its reader, and a form for what the step must bring along.
// Which steps there are and who may take them is the server's to say.

import { html, nothing } from 'lit';
import '../../kit/page/day-field.ts';
import { writeValue } from '../../kit/page/numbers.ts';
import { learn, say, sayIfKnown } from '../../kit/page/text.ts';
import texts from 'virtual:catalogue/planning/register';

learn(texts);

/** A step the reader may take, and what must be sent with it. */
export interface StepOffer {
  step: string;
  needs: string[];
}

/** What of a plan decides what may follow. */
export interface Standing {
  id: number;
  state?: string;
  steps?: StepOffer[];
  /** The day by which an approved plan must be public. */
  due?: string;
  overdue?: boolean;
  /** Comments that wait for an answer, for who may answer them: the day by which the first must be answered, and how many are past theirs. */
  answers?: { waiting: number; due?: string; overdue: number };
}

/** A plan that may take another's place. */
export interface Other {
  id: number;
  name?: string;
  code?: string;
}

export interface Steps {
  /** The step whose form is open, if it is one of this plan. */
  open: string | undefined;
  /** Plans in force, this one aside. */
  others: readonly Other[];
  /** Opens a step's form, or closes it. */
  choose(step: string | undefined): void;
  /** Sends it. */
  take(sent: Record<string, string | number>): void;
}

/** Steps that have to do with another plan. */
const WITH_ANOTHER = ['adjust', 'replace'];

export function stateWords({ state }: Standing): string {
  return sayIfKnown(`web-plans-state-${state}`) ?? state ?? '';
}

export function dueDay({ due, overdue }: Standing): unknown {
  if (!due) return nothing;
  const words = say(overdue ? 'web-plans-overdue' : 'web-plans-due', { date: writeValue('date', due) });
  return html`<p class=${overdue ? 'refused' : ''}>${words}</p>`;
}

export function answersDue({ answers }: Standing): unknown {
  if (!answers?.due) return nothing;
  const { waiting, due, overdue } = answers;
  const words = say(overdue > 0 ? 'web-plans-answers-overdue' : 'web-plans-answers', { count: overdue > 0 ? overdue : waiting, date: writeValue('date', due) });
  return html`<p class=${overdue > 0 ? 'refused' : ''} data-answers>${words}</p>`;
}

export function planSteps(plan: Standing, steps: Steps): unknown {
  const offers = plan.steps ?? [];
  if (offers.length === 0) return nothing;
  const open = offers.find(({ step }) => step === steps.open);
  return html`<div class="register-steps" role="group" aria-label=${say('web-plans-next')}>
      ${offers.map(
        ({ step }) => html`<button type="button" class="button button-quiet" data-step=${step} aria-expanded=${step === open?.step}
          @click=${() => steps.choose(step === open?.step ? undefined : step)}>${say(`web-plans-step-${step}`)}</button>`,
      )}
    </div>
    ${open ? form(open, steps) : nothing}`;
}

function form({ step, needs }: StepOffer, steps: Steps): unknown {
  const of = step === 'consult' ? 'consult' : 'force';
  const asks = (need: string): boolean => needs.includes(need);
  // Making a plan public may say from when it is in force.
  const from = asks('from') || step === 'publish' || step === 'enter';
  return html`<form data-form=${step} @submit=${(event: SubmitEvent) => submit(event, step, steps)}>
    ${asks('decision') ? decision() : nothing}
    ${asks('issuer') ? html`<label>${say('web-plans-issuer')}<input name="issuer" required maxlength="300"></label>` : nothing}
    ${from ? day('from', say(`web-plans-${of}-from`), asks('from')) : nothing}
    ${asks('until') ? day('until', say(`web-plans-${of}-until`), true) : nothing}
    ${WITH_ANOTHER.includes(step) ? another(steps.others) : nothing}
    ${asks('early') ? html`<label>${say('web-plans-early')}<textarea name="early" rows="3" maxlength="4000" required></textarea></label>` : nothing}
    <label>${say(asks('reason') ? 'web-plans-reason' : 'web-plans-reason-optional')}
      <textarea name="reason" rows="3" maxlength="4000" ?required=${asks('reason')}></textarea></label>
    <button class="button">${say(`web-plans-step-${step}`)}</button>
  </form>`;
}

function decision(): unknown {
  return html`<label>${say('web-plans-decision-number')}<input name="decision" required maxlength="100" autocomplete="off"></label>
    ${day('date', say('web-plans-decision-date'), true)}`;
}

function day(name: string, words: string, isNeeded: boolean): unknown {
  return html`<day-field name=${name} .label=${words} .isNeeded=${isNeeded}></day-field>`;
}

function another(others: readonly Other[]): unknown {
  return html`<label>${say('web-plans-by')}<select name="by"><option value="">${say('web-plans-by-none')}</option>
    ${others.map(({ id, name, code }) => html`<option value=${id}>${code} ${name}</option>`)}</select></label>`;
}

/** What was filled in; the server takes an empty text for none. */
function submit(event: SubmitEvent, step: string, steps: Steps): void {
  event.preventDefault();
  const sent: Record<string, string | number> = { step };
  for (const [name, value] of new FormData(event.target as HTMLFormElement)) {
    if (typeof value === 'string' && value !== '') sent[name] = name === 'by' ? Number(value) : value;
  }
  steps.take(sent);
}
