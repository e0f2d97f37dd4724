// What stays in reach of the thumb while the list scrolls: that the network changed, and what to do next. Templates only.

import { html, nothing } from 'lit';
import { say } from '../../../kit/page/text.ts';
import type { Difference } from './difference.ts';
import { differenceWords } from './words.ts';

/** The gravest of what is new; all of it stands in the new answer. */
const MOST_SENTENCES = 2;

export interface Bar {
  /** What a newer answer tells otherwise. */
  news: Difference | undefined;
  /** It is the server's answer in the place of the device's. */
  isBack: boolean;
  /** The sentence of the way out, if there is one. */
  leaves: string | undefined;
  /** What came of the last deed. */
  said: string;
  take(): void;
  leave(): void;
  /** Makes a job of it; nothing for who may not. */
  confirm?: (() => void) | undefined;
}

export function actionBar({ news, isBack, leaves, said, take, leave, confirm }: Bar): unknown {
  return html`<div role="status">${news
      ? html`<div class="news" data-news><p><strong>${say(isBack ? 'web-water-back-on-line' : 'web-water-news')}</strong> ${differenceWords(news).slice(0, MOST_SENTENCES).join(' ')}</p>
          <button type="button" class="button" data-deed="take" @click=${take}>${say('web-water-take')}</button></div>`
      : nothing}${said === '' ? nothing : html`<p class="done" data-said>${said}</p>`}</div>
    ${leaves
      ? html`<div class="water-deeds">
          ${confirm ? html`<button type="button" class="button" data-deed="confirm" @click=${confirm}>${say('web-water-confirm')}</button>` : nothing}
          <button type="button" class="button button-quiet" data-deed="leave" @click=${leave}>${say(leaves)}</button></div>`
      : nothing}`;
}
