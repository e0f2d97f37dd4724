// What was said on a plan, for who may answer it: what waits for an answer first, each with its place on the map, and its answer beside it.

import texts from 'virtual:catalogue/planning/answers';
import { html, nothing } from 'lit';
import { enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeValue } from '../../../kit/page/numbers.ts';
import { learn, say, sayIfKnown } from '../../../kit/page/text.ts';
import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import type { Changed } from '../../../kit/server/changes.ts';
import { commentAgain, COMMENTS, commentsOf, type Comment, type Contact, type Counts } from './asking.ts';
import './answer-form.ts';

learn(texts);

/** Listed at a time; the rest waits behind a button. */
const SHOWN = 50;
/** Changes of more comments than this are read all at once. */
const ONE_BY_ONE = 20;
const STATES = ['received', 'answered', 'published', 'rejected'] as const;

export class PlanComments extends KitElement {
  static override properties = {
    plan: {},
    news: {},
    wanted: {},
    comments: { state: true },
    counts: { state: true },
    wish: { state: true },
    shown: { state: true },
    open: { state: true },
    said: { state: true },
    refused: { state: true },
    isReading: { state: true },
  };
  plan = 0;
  /** What changed on the server, the last of it. */
  news: readonly Changed[] = [];
  /** A comment that was pressed on the map. */
  wanted?: number;
  private comments: readonly Comment[] = [];
  private counts?: Counts;
  /** Those of one state, or all. */
  private wish: string = 'received';
  private shown = SHOWN;
  /** The comment whose form is open. */
  private open?: number;
  private said = '';
  private refused?: string;
  private isReading = true;
  private asking = new AbortController();
  /** Answered while the list was looked at: they stay where they are until another list is wished for. */
  private readonly staying = new Set<number>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('plan')) void this.read();
    else if (changed.has('news')) void this.follow(this.news);
    if (changed.has('wanted') && this.wanted !== undefined && !this.isReading) void this.show(this.wanted);
  }

  protected override render(): unknown {
    const { counts, isReading, refused, said, shown } = this;
    const list = this.listed();
    const heading = `comments-of-${this.plan}`;
    return html`<section class="comments" aria-labelledby=${heading} aria-busy=${isReading}
        @comment-answered=${(event: CustomEvent<number>) => void this.answered(event)} @answer-closed=${(event: Event) => this.close(event)}>
      <h4 id=${heading} tabindex="-1">${say('web-comments')}</h4>
      <p class="comment-counts">${counts ? say('web-comments-counts', { ...counts }) : isReading ? say('web-comments-reading') : nothing}</p>
      <p role="status" class="comment-done">${said}</p>
      ${refused ? html`<p class="refused" role="alert">${refused}</p><button type="button" class="button button-quiet" @click=${() => void this.read()}>${say('web-retry')}</button>` : nothing}
      <label class="field">${say('web-comments-wish')}<select name="wish" @change=${(event: Event) => this.choose(event)}>
        ${[...STATES, 'all'].map((state) => html`<option value=${state} .selected=${state === this.wish}>${say(state === 'all' ? 'web-comments-all' : `web-comments-state-${state}`)}${this.count(state)}</option>`)}</select></label>
      ${list.length === 0 && !isReading && !refused ? html`<p>${say(this.comments.length === 0 ? 'web-comments-none' : 'web-comments-none-such')}</p>` : nothing}
      <ul class="comment-list">${list.slice(0, shown).map((comment) => this.comment(comment))}</ul>
      ${list.length > shown ? html`<button type="button" class="button button-quiet" data-deed="more" @click=${() => (this.shown += SHOWN)}>${say('web-comments-more', { count: list.length - shown })}</button>` : nothing}
    </section>`;
  }

  private comment(comment: Comment): unknown {
    const { id, text, original, kind, state, place, received, answer, answered, contact } = comment;
    const isOpen = this.open === id;
    const head = [sayIfKnown(`web-comments-kind-${kind}`), received ? say('web-comments-received', { date: writeValue('', received) }) : ''].filter(Boolean).join(' · ');
    return html`<li data-comment=${id} data-state=${state ?? nothing}>
      <h5 tabindex="-1">${say('web-comments-number', { number: String(id) })} <span aria-hidden="true">·</span> <span class="comment-state">${stateWord(state)}</span></h5>
      ${head === '' ? nothing : html`<p class="comment-facts">${head}</p>`}
      <p class="comment-said">${original ?? text}</p>
      ${original ? html`<p class="comment-facts">${say('web-comments-redacted')}</p><p class="comment-said">${text}</p>` : nothing}
      ${contact ? html`<p class="comment-facts">${say('web-comments-contact', { contact: reach(contact) })}</p>` : nothing}
      ${answer ? html`<p class="comment-answer"><strong>${say('web-comments-answer', { date: writeValue('', answered) })}</strong> ${answer}</p>` : nothing}
      <div class="tool-deeds">
        <button type="button" class="button ${answer ? 'button-quiet' : ''}" data-deed="answer" aria-expanded=${isOpen}
          aria-label=${say(answer ? 'web-comments-answer-again-to' : 'web-comments-answer-to', { number: String(id) })}
          @click=${() => (this.open = isOpen ? undefined : id)}>${say(answer ? 'web-comments-answer-again' : 'web-comments-answer-now')}</button>
        ${place ? html`<button type="button" class="button button-quiet" data-deed="place" aria-label=${say('web-comments-place-of', { number: String(id) })}
          @click=${() => this.tell('comment-place', place)}>${say('web-comments-place')}</button>` : html`<p class="comment-facts comment-whole">${say('web-comments-whole-plan')}</p>`}
      </div>
      ${isOpen ? html`<answer-form .plan=${this.plan} .comment=${comment}></answer-form>` : nothing}
    </li>`;
  }

  /** What is wished for; who waits longest first. */
  private listed(): Comment[] {
    return this.comments.filter(({ id, state }) => this.wish === 'all' || (state ?? 'received') === this.wish || this.staying.has(id));
  }

  private count(state: string): string {
    const { counts } = this;
    const all = counts && Object.values(counts).reduce((sum, each) => sum + each, 0);
    const count = state === 'all' ? all : counts?.[state as keyof Counts];
    return count === undefined ? '' : ` (${count})`;
  }

  private choose(event: Event): void {
    this.wish = (event.target as HTMLSelectElement).value;
    this.shown = SHOWN;
    this.staying.clear();
  }

  private async read(): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    [this.isReading, this.refused] = [true, undefined];
    const read: Comment[] = [];
    try {
      for await (const { comments, counts } of commentsOf(this.plan, signal)) {
        if (signal.aborted) return;
        read.push(...comments);
        [this.comments, this.counts] = [[...read], counts ?? this.counts];
      }
    } catch (trouble) {
      if (isBrokenOff(trouble)) return;
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
    this.isReading = false;
    if (this.wanted !== undefined) await this.show(this.wanted);
  }

  /** Comments that came or were answered elsewhere. */
  private async follow(news: readonly Changed[]): Promise<void> {
    const changed = news.filter(({ layer }) => layer === COMMENTS);
    if (changed.length === 0) return;
    const ids = changed.flatMap((change) => change.ids ?? []);
    if (changed.some((change) => !change.ids) || ids.length > ONE_BY_ONE) return this.read();
    for (const id of ids) await this.again(id).catch(() => undefined);
  }

  private async again(id: number): Promise<void> {
    const { comment, counts } = await commentAgain(this.plan, id, this.asking.signal);
    this.counts = counts ?? this.counts;
    if (!comment) return;
    this.comments = [...this.comments.filter((each) => each.id !== id), comment].sort((a, b) => a.id - b.id);
  }

  /** The next one that waits is gone to: there are often many. */
  private async answered(event: CustomEvent<number>): Promise<void> {
    event.stopPropagation();
    const { detail: id } = event;
    this.staying.add(id);
    this.open = undefined;
    await this.again(id).catch(() => undefined);
    this.said = say('web-comments-answered', { number: String(id), left: this.counts?.received ?? 0 });
    await this.updateComplete;
    const waiting = this.listed().filter(({ state }) => (state ?? 'received') === 'received').map((comment) => comment.id);
    const next = waiting.find((each) => each > id) ?? waiting[0];
    const heading = next === undefined ? this.querySelector<HTMLElement>('h4') : this.querySelector<HTMLElement>(`[data-comment="${next}"] [data-deed=answer]`);
    enterNote(heading);
  }

  private close(event: Event): void {
    event.stopPropagation();
    const { open } = this;
    this.open = undefined;
    this.querySelector<HTMLElement>(`[data-comment="${open}"] [data-deed=answer]`)?.focus();
  }

  /** A comment that was pressed on the map, in whatever state it is. */
  private async show(id: number): Promise<void> {
    await this.updateComplete;
    if (!this.listed().some((comment) => comment.id === id)) this.wish = 'all';
    const at = this.listed().findIndex((comment) => comment.id === id);
    this.shown = Math.max(this.shown, at + 1);
    await this.updateComplete;
    const row = this.querySelector<HTMLElement>(`[data-comment="${id}"]`);
    row?.scrollIntoView({ block: 'start' });
    row?.querySelector<HTMLElement>('h5')?.focus({ preventScroll: true });
  }
}

function stateWord(state: string | null | undefined): string {
  return sayIfKnown(`web-comments-state-${state}`) ?? say('web-comments-state-received');
}

function reach({ name, phone, email }: Contact): string {
  return [name, phone, email].filter(Boolean).join(' · ');
}

customElements.define('plan-comments', PlanComments);
