// The answer to a comment: what it is answered, who may read that, and which passages of the comment nobody else is to read. Whether it is
// taken is the server's to say; its refusal stands in the form.

import { html, nothing } from 'lit';
import { enterForm, enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused } from '../../../kit/server/ask.ts';
import { sendAnswer, type Answer, type Comment } from './asking.ts';
import { without } from './passages.ts';

/** Longest answer the server takes. */
const LONGEST = 4000;
/** What becomes of the comment: read by everybody, by its author only, or not taken in. */
const FATES = ['publish', 'answer', 'reject'] as const;

type Fate = (typeof FATES)[number];

export class AnswerForm extends KitElement {
  static override properties = {
    plan: {},
    comment: {},
    fate: { state: true },
    passages: { state: true },
    hint: { state: true },
    isBusy: { state: true },
    refused: { state: true },
  };
  plan = 0;
  comment: Comment = { id: 0 };
  private fate?: Fate;
  /** What is to be taken out; as it was, as long as nobody touches it. */
  private passages?: readonly string[];
  /** Why nothing was taken out. */
  private hint?: string;
  private isBusy = false;
  private refused?: string;

  override connectedCallback(): void {
    super.connectedCallback();
    const { state } = this.comment;
    this.fate = state === 'published' ? 'publish' : state === 'answered' ? 'answer' : state === 'rejected' ? 'reject' : undefined;
    void this.updateComplete.then(() => enterForm(this.querySelector('form')));
  }

  private get whole(): string {
    return this.comment.original ?? this.comment.text ?? '';
  }

  protected override render(): unknown {
    const { comment, fate, isBusy, refused } = this;
    return html`<form class="answer" data-answer=${comment.id} @submit=${(event: SubmitEvent) => void this.submit(event)}>
      <label class="field">${say('web-answer-text')}<textarea name="answer" rows="5" required maxlength=${LONGEST} .defaultValue=${comment.answer ?? ''}></textarea></label>
      <fieldset><legend>${say('web-answer-fate')}</legend>${FATES.map((each) => html`<label class="choice">
        <input type="radio" name="fate" value=${each} required .checked=${fate === each} @change=${() => (this.fate = each)}> <span>${say(`web-answer-fate-${each}`)}</span></label>`)}</fieldset>
      ${fate === 'publish' ? this.redaction() : nothing}
      <p class="refused" role="alert" tabindex="-1">${refused ?? nothing}</p>
      <div class="tool-deeds"><button class="button" ?disabled=${isBusy}>${say(isBusy ? 'web-answer-sending' : 'web-answer-send')}</button>
        <button type="button" class="button button-quiet" @click=${() => this.tell('answer-closed')}>${say('web-close')}</button></div>
    </form>`;
  }

  /** What was written is chosen as text, by the pointer or by Shift and the arrows, and taken out by a button. A field that is `readonly` has
   *  no caret, and so nothing to choose with by keyboard: this one takes no change instead. */
  private redaction(): unknown {
    const { passages, hint, whole, comment } = this;
    return html`<fieldset class="redaction"><legend>${say('web-redact')}</legend>
      <p id="redact-hint-${comment.id}" class="panel-hint">${say('web-redact-hint')}</p>
      <label class="field">${say('web-redact-original')}<textarea name="original" rows="4" inputmode="none" spellcheck="false" aria-readonly="true"
        aria-describedby="redact-hint-${comment.id}" .value=${whole} @beforeinput=${(event: Event) => event.preventDefault()}></textarea></label>
      <div class="tool-deeds"><button type="button" class="button button-quiet" data-deed="redact" @click=${() => this.take()}>${say('web-redact-take')}</button>
        ${passages === undefined && comment.original ? html`<button type="button" class="button button-quiet" data-deed="unredact" @click=${() => (this.passages = [])}>${say('web-redact-none')}</button>` : nothing}</div>
      <p role="status" class="panel-hint">${hint ?? nothing}</p>
      ${passages && passages.length > 0 ? html`<ul class="passages" aria-label=${say('web-redact-list')}>${passages.map((passage) => html`<li><span>“${passage}”</span>
        <button type="button" class="button-text" aria-label=${say('web-redact-put-back', { passage })} @click=${() => this.putBack(passage)}>${say('web-redact-back')}</button></li>`)}</ul>` : nothing}
      <p class="panel-hint">${say('web-redact-preview')}</p>
      <p class="comment-said" data-preview>${passages === undefined ? (comment.text ?? '') : without(whole, passages)}</p></fieldset>`;
  }

  private take(): void {
    const field = this.querySelector<HTMLTextAreaElement>('[name=original]');
    const chosen = field ? field.value.slice(field.selectionStart, field.selectionEnd).trim() : '';
    this.hint = chosen === '' ? say('web-redact-choose') : undefined;
    if (chosen === '') return void field?.focus();
    const kept = this.passages ?? [];
    this.passages = kept.includes(chosen) ? kept : [...kept, chosen];
    this.hint = say('web-redact-taken', { passage: chosen });
  }

  private putBack(passage: string): void {
    this.passages = this.passages?.filter((each) => each !== passage);
    this.hint = undefined;
    this.querySelector<HTMLElement>('[data-deed=redact]')?.focus();
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const { fate, passages, comment } = this;
    const answer = String(new FormData(event.target as HTMLFormElement).get('answer') ?? '').trim();
    const sent: Answer = {
      answer,
      ...(fate === 'publish' ? { publish: true, ...(passages ? { redact: [...passages] } : {}) } : {}),
      ...(fate === 'reject' ? { reject: true } : {}),
    };
    [this.isBusy, this.refused] = [true, undefined];
    try {
      await sendAnswer(this.plan, comment.id, sent);
      this.tell('comment-answered', comment.id);
    } catch (trouble) {
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-answer-not-sent');
      await this.updateComplete;
      enterNote(this.querySelector('[role=alert]'));
    }
    this.isBusy = false;
  }
}

customElements.define('answer-form', AnswerForm);
