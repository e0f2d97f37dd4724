// What became of something that was said: whoever has the receipt reads the answer.

import { html, nothing } from 'lit';
import { KitElement } from '../../kit/page/kit-element.ts';
import { say, sayIfKnown } from '../../kit/page/text.ts';
import { ask, Refused } from '../../kit/server/ask.ts';

interface Comment {
  state: string;
  text?: string | null;
  answer?: string | null;
}

export class ReceiptLook extends KitElement {
  static override properties = { comment: { state: true }, refused: { state: true } };
  private comment?: Comment;
  private refused?: string;

  protected override render(): unknown {
    return html`<details class="extract-fold public-part"><summary>${say('web-public-have-receipt')}</summary>
      <form @submit=${(event: SubmitEvent) => void this.look(event)}>
        <label class="field">${say('web-public-receipt')}<input name="receipt" type="text" required maxlength="200" autocomplete="off" spellcheck="false"></label>
        <button class="button">${say('web-public-look')}</button></form>
      <div role="status">${this.refused ? html`<p class="refused">${this.refused}</p>` : nothing}${this.comment ? this.told(this.comment) : nothing}</div></details>`;
  }

  private told({ state, text, answer }: Comment): unknown {
    return html`<div class="public-said" data-state=${state}><p><strong>${sayIfKnown(`web-public-state-${state}`) ?? state}</strong></p>
      ${text ? html`<p>${text}</p>` : nothing}${answer ? html`<p><strong>${say('web-public-answer')}</strong> ${answer}</p>` : nothing}</div>`;
  }

  private async look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const receipt = String(new FormData(event.target as HTMLFormElement).get('receipt') ?? '').trim();
    [this.comment, this.refused] = [undefined, undefined];
    try {
      this.comment = await ask<Comment>(`/v1/comments/${encodeURIComponent(receipt)}?f=json`);
    } catch (trouble) {
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
  }
}

customElements.define('receipt-look', ReceiptLook);
