// One box for everything: an ARIA combobox over the server's search. Says how the text was read, groups what was found,
// and remembers the last choices on this device. The app decides what a choice does.

import { ours } from '../page/base.ts';
import { html, nothing } from 'lit';
import { KitElement } from '../page/kit-element.ts';
import { alike, forgetAll, recent, remember, search, type Answer, type Found } from './search.ts';
import { Refused } from '../server/ask.ts';
import { say } from '../page/text.ts';

/** A question is sent when nobody has typed for so long. */
const PAUSE_MS = 150;
/** A server that is not ready yet is asked again after so long. */
const SOON_MS = 2000;
const LENS = html`<svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
  aria-hidden="true"><circle cx="11" cy="11" r="7"></circle><path d="M16.5 16.5 21 21"></path></svg>`;

type State = 'idle' | 'asking' | 'answered' | 'failed';

export class MapSearch extends KitElement {
  static override properties = {
    state: { state: true },
    answer: { state: true },
    equal: { state: true },
    active: { state: true },
    titles: {},
    isOpen: { state: true },
    text: { state: true },
  };
  /** The middle of the map, if there is one: what is near comes first. */
  near: () => [number, number] | undefined = () => undefined;
  /** What people call the layers, by name, as far as the app knows. */
  titles: ReadonlyMap<string, string> = new Map();
  /** Enter takes what was found only if it is the only thing, or the only one that is called so. */
  isCareful = false;
  private state: State = 'idle';
  private answer?: Answer;
  private trouble?: unknown;
  /** How many answer equally well what Enter was pressed for. */
  private equal = 0;
  private active = -1;
  private isOpen = false;
  private text = '';
  private asking?: AbortController;
  private timer?: ReturnType<typeof setTimeout>;
  /** A single result of this question is taken without a word. */
  private isRun = false;

  /** Somebody signed in or out: what the one before looked for and found is nobody else's business. */
  private readonly startAnew = (): void => {
    forgetAll();
    this.typed('');
    this.isOpen = false;
  };

  /** Takes the place of the plain form the page may carry, with what was typed into it. */
  protected override createRenderRoot(): HTMLElement {
    const plain = this.querySelector<HTMLInputElement>('input[name=q]');
    const wasFocused = plain !== null && plain === document.activeElement;
    this.text = plain?.value ?? '';
    this.replaceChildren();
    if (wasFocused) void this.updateComplete.then(() => this.focus());
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.isOpen = false;
    });
    document.addEventListener('session-changed', this.startAnew);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('session-changed', this.startAnew);
  }

  override focus(): void {
    this.field()?.focus();
  }

  /** Searches for a text as if it had been typed and Enter been pressed; several answers stay open to choose from. */
  run(text: string): Promise<void> {
    return this.askFor(text, true);
  }

  /** Searches for a text and leaves it to the reader to choose. */
  show(text: string): Promise<void> {
    return this.askFor(text, false);
  }

  private async askFor(text: string, isRun: boolean): Promise<void> {
    [this.text, this.isRun] = [text, isRun];
    await this.ask();
    if (this.state !== 'idle') this.focus();
  }

  protected override render(): unknown {
    const shown = this.isOpen && this.hasSomething();
    const options = this.options();
    return html`<form class="search" role="search" action=${ours('/apps/planning')} @submit=${(event: Event) => this.submit(event)}>
      <div class="search-box">
        ${LENS}
        <input name="q" type="search" role="combobox" aria-label=${say('web-search')} placeholder=${say('web-search-hint')}
          aria-autocomplete="list" aria-expanded=${shown} aria-controls="search-list" aria-describedby="search-note"
          aria-activedescendant=${this.active >= 0 && options[this.active] ? `search-option-${this.active}` : nothing}
          autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" enterkeyhint="search" maxlength="2000"
          .value=${this.text} @input=${(event: Event) => this.typed((event.target as HTMLInputElement).value)}
          @paste=${(event: ClipboardEvent) => this.pasted(event)}
          @focus=${() => (this.isOpen = true)} @click=${() => (this.isOpen = true)} @keydown=${(event: KeyboardEvent) => this.pressed(event)}>
        ${this.text === '' ? nothing : html`<button class="icon-button" type="button" aria-label=${say('web-search-clear')}
          title=${say('web-search-clear')} @click=${() => this.clear()}><span aria-hidden="true">✕</span></button>`}
      </div>
      <div class="search-panel" ?hidden=${!shown}>
        <div id="search-note" class="search-note" role="status">${this.note()}</div>
        <div id="search-list" role="listbox" aria-label=${say('web-search-results')}>${this.groups(options)}</div>
        <div class="search-note search-left-out" role="status">${this.leftOut()}</div>
        ${this.text === '' && options.length > 0 ? html`<button class="search-forget" type="button"
          @click=${() => this.forgetRecent()}>${say('web-search-forget')}</button>` : nothing}
      </div>
    </form>`;
  }

  private hasSomething(): boolean {
    return this.text === '' ? recent().length > 0 : this.state !== 'idle';
  }

  /** In the order they are shown: results of a kind stand together, kinds by their best. */
  private options(): Found[] {
    if (this.text === '') return recent();
    const { results } = this.answer ?? { results: [] };
    const kinds = [...new Set(results.map(({ kind }) => kind))];
    return kinds.flatMap((kind) => results.filter((found) => found.kind === kind));
  }

  private groups(options: Found[]): unknown {
    if (this.text === '') return options.map((found, at) => this.option(found, at));
    const kinds = [...new Set(options.map(({ kind }) => kind))];
    return kinds.map((kind) => html`<div role="group" aria-labelledby="search-kind-${kind}">
      <div class="search-kind" id="search-kind-${kind}" role="presentation">${say(`web-search-kind-${kind}`)}</div>
      ${options.map((found, at) => (found.kind === kind ? this.option(found, at) : nothing))}
    </div>`);
  }

  private option(found: Found, at: number): unknown {
    return html`<div class="search-option" id="search-option-${at}" role="option" aria-selected=${at === this.active}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.choose(found)}>
      <span class="search-title">${found.title}</span>
      ${found.elsewhere ? html`<span class="search-detail search-elsewhere">${say('web-search-elsewhere')}</span>` : nothing}
      ${found.detail ? html`<span class="search-detail">${found.detail}</span>` : nothing}
    </div>`;
  }

  /** How the text was read, how much was found, and what to do if nothing was. */
  private note(): unknown {
    if (this.text === '') return say('web-search-recent');
    if (this.state === 'asking') return this.answer ? this.reading() : say('web-search-asking');
    if (this.state === 'failed') {
      const sentence = this.trouble instanceof Refused ? this.trouble.sentence : undefined;
      return html`<strong>${say('web-search-failed')}</strong> ${sentence ?? say('web-error-remedy')}
        <button class="button" type="button" @click=${() => this.ask()}>${say('web-retry')}</button>`;
    }
    if (!this.answer) return nothing;
    if (this.answer.results.length === 0) return html`<strong>${say('web-search-none')}</strong> ${say('web-search-none-remedy')}`;
    return this.reading();
  }

  /** Where nothing was looked for: that nothing was found there says nothing. */
  private leftOut(): unknown {
    const { notSearched = [] } = this.answer ?? {};
    if (this.text === '' || notSearched.length === 0) return nothing;
    const layers = notSearched.map((name) => this.titles.get(name) ?? name).join(', ');
    return say('web-search-left-out', { layers });
  }

  private reading(): unknown {
    const { equal } = this;
    const { readings = [], results = [], more = false } = this.answer ?? {};
    const read = [...new Set(readings.map(({ text, crs }) => (crs ? `${text} (${crs})` : text)))].join(' · ');
    return html`${read === '' ? nothing : html`<span>${say('web-search-read', { read })}</span> · `}
      <span>${say('web-search-count', { count: results.length })}</span>${equal > 1 ? html` <strong>${say('web-search-alike', { count: equal })}</strong>` : nothing}${results.some(({ elsewhere }) => elsewhere)
        ? html` <strong>${say('web-search-elsewhere-note')}</strong>` : nothing}${more ? html` <span>${say('web-search-more')}</span>` : nothing}`;
  }

  private typed(text: string): void {
    this.text = text;
    this.active = -1;
    this.isOpen = true;
    this.isRun = false;
    this.equal = 0;
    clearTimeout(this.timer);
    if (text.trim() === '') return this.rest();
    this.timer = setTimeout(() => void this.ask(), PAUSE_MS);
  }

  /** A box of one line would join the lines of a table of corners. */
  private pasted(event: ClipboardEvent): void {
    const lines = event.clipboardData?.getData('text').trim().split(/\s*\n\s*/) ?? [];
    if (lines.length < 2) return;
    event.preventDefault();
    this.typed(lines.join(' | '));
  }

  /** Asks now; an older question is given up. */
  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const text = this.text.trim();
    if (text === '') return this.rest();
    this.state = 'asking';
    this.isOpen = true;
    try {
      const answer = await search(text.replaceAll(' | ', '\n'), this.near(), asking.signal);
      if (asking.signal.aborted) return;
      this.answer = answer;
      this.state = 'answered';
      const [only, ...others] = answer.results;
      if (this.isRun && only && !only.elsewhere && others.length === 0) this.choose(only);
      this.isRun = false;
    } catch (trouble) {
      if (asking.signal.aborted) return;
      this.trouble = trouble;
      this.answer = undefined;
      this.state = 'failed';
      // The server says so itself when it will be ready soon.
      if (trouble instanceof Refused && trouble.status === 503) this.timer = setTimeout(() => void this.ask(), SOON_MS);
    }
  }

  private rest(): void {
    this.asking?.abort();
    this.answer = undefined;
    this.state = 'idle';
  }

  private pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.move(step);
    } else if (event.key === 'Escape' && (this.isOpen || this.text !== '')) {
      // One press closes the list, the next empties the box; the card of the map stays.
      event.stopPropagation();
      event.preventDefault();
      if (this.isOpen && this.hasSomething()) this.isOpen = false;
      else this.clear();
    }
  }

  private move(step: number): void {
    const count = this.options().length;
    this.isOpen = true;
    if (count === 0) return;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    void this.updateComplete.then(() => this.querySelector(`#search-option-${this.active}`)?.scrollIntoView({ block: 'nearest' }));
  }

  /** Enter takes the marked result, or the one that answers best what is in the box now; of several equally good ones the reader chooses. */
  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const marked = this.isOpen ? this.options()[this.active] : undefined;
    if (marked) return this.choose(marked);
    if (this.text.trim() === '') return;
    await this.ask();
    const first = this.meant();
    if (this.state === 'answered' && first && !first.elsewhere) this.choose(first);
    else this.isOpen = true;
  }

  /** What Enter takes, if there is no doubt. */
  private meant(): Found | undefined {
    const options = this.options();
    const best = this.answer ? alike({ ...this.answer, results: options }, this.text) : [];
    this.equal = best.length;
    if (best.length !== 1) return undefined;
    const isSure = !this.isCareful || options.length === 1 || best[0]?.title.toLowerCase() === this.text.trim().toLowerCase();
    return isSure ? best[0] : undefined;
  }

  private choose(found: Found): void {
    this.asking?.abort();
    clearTimeout(this.timer);
    const chosen = { ...found, asked: found.asked ?? this.text.replaceAll(' | ', '\n') };
    remember(chosen);
    this.text = found.title;
    this.active = -1;
    this.isOpen = false;
    this.rest();
    this.tell<Found>('search-chosen', chosen);
  }

  private clear(): void {
    this.typed('');
    this.focus();
  }

  private forgetRecent(): void {
    forgetAll();
    this.requestUpdate();
    this.focus();
  }

  private field(): HTMLInputElement | null {
    return this.querySelector('input[name=q]');
  }
}

customElements.define('map-search', MapSearch);
