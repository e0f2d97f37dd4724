// Before a job is over: which of its valves still stand closed, each to be opened again, or all; and whether they are to stay so. Templates only.

import { html, nothing } from 'lit';
import { say } from '../../../kit/page/text.ts';

export interface Finish {
  /** Codes of valves that were closed for the job and still are. */
  shut: readonly string[];
  isBusy: boolean;
  open(valves: readonly string[]): void;
  finish(leaveClosed: boolean): void;
  back(): void;
}

export function finishQuestion({ shut, isBusy, open, finish, back }: Finish): unknown {
  const button = (deed: string, words: string, done: () => void, isQuiet = false) =>
    html`<button type="button" class="button ${isQuiet ? 'button-quiet' : ''}" data-deed=${deed} ?disabled=${isBusy} @click=${done}>${words}</button>`;
  if (shut.length === 0) {
    return html`<div class="difference" role="group" aria-label=${say('web-water-step-finish')} data-finish><p>${say('web-water-sure-finish')}</p>
      <div class="water-deeds"><button type="button" class="button" data-step="finish" ?disabled=${isBusy} @click=${() => finish(false)}>${say('web-water-step-finish')}</button>
        ${button('finish-left', say('web-water-back'), back, true)}</div></div>`;
  }
  return html`<div class="difference" role="group" aria-label=${say('web-water-step-finish')} data-finish data-shut=${shut.length}>
    <p><strong>${say('web-water-still-shut', { count: shut.length })}</strong></p>
    <ul class="valves">${shut.map(
      (valve) => html`<li class="valve" data-shut-valve=${valve}><strong>${valve}</strong>
        <button type="button" class="button button-quiet" data-deed="reopen" ?disabled=${isBusy} @click=${() => open([valve])}>${say('web-water-step-open_valve')}<span class="only-heard"> ${valve}</span></button></li>`,
    )}</ul>
    <div class="water-deeds">${shut.length > 1 ? button('reopen-all', say('web-water-reopen-all'), () => open(shut)) : nothing}
      ${button('leave-closed', say('web-water-leave-closed'), () => finish(true), true)}${button('finish-left', say('web-water-back'), back, true)}</div></div>`;
}
