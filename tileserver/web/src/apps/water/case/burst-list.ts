// Places that burst at once, each with a way to leave it out, and how to add one. Templates only.

import { html, nothing } from 'lit';
import { say } from '../../../kit/page/text.ts';
import type { Isolation } from './wire.ts';
import { placeName } from './words.ts';

export interface BurstDeeds {
  /** True while the next place that is pointed at is added. */
  isAdding: boolean;
  /** Begins or gives up adding. */
  add(is: boolean): void;
  drop(at: number): void;
}

export function burstList({ bursts = [] }: Isolation, { isAdding, add, drop }: BurstDeeds): unknown {
  const several = html`<ul class="bursts" data-bursts>${bursts.map(
    (burst, at) => html`<li>${placeName(burst)} <button type="button" class="button-text" data-drop=${at} @click=${() => drop(at)}>${say('web-water-drop-burst')}<span class="only-heard"> ${placeName(burst)}</span></button></li>`,
  )}</ul>`;
  return html`${bursts.length > 1 ? several : nothing}${isAdding
    ? html`<p class="panel-hint" role="status" data-adding>${say('web-water-add-burst-where')} <button type="button" class="button-text" data-deed="add-left" @click=${() => add(false)}>${say('web-water-back')}</button></p>`
    : html`<p><button type="button" class="button-text" data-deed="add-burst" @click=${() => add(true)}>${say('web-water-add-burst')}</button></p>`}`;
}
