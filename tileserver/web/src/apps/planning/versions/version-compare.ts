// Two plans, or two versions of one, side by side: which ones, how much is added, removed and changed, piece by piece in a table and on the map.

import texts from 'virtual:catalogue/planning/versions';
import type { Feature } from 'geojson';
import { html, nothing } from 'lit';
import { functionLooks, type Look } from '../../../kit/extract/functions.ts';
import { cornersOf } from '../../../kit/extract/lit-shape.ts';
import { word } from '../../../kit/extract/words.ts';
import type { MapView } from '../../../kit/map/map-view.ts';
import { COPY } from '../../../kit/page/icons.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber, writeValue } from '../../../kit/page/numbers.ts';
import { learn, say } from '../../../kit/page/text.ts';
import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import type { Compared } from '../../../kit/share/permalink.ts';
import { candidates, comparablePlans, difference, differenceLink, isLocal, type Became, type Found, type Listed } from './asking.ts';
import { byFunction, pieces, totals, type Listing } from './difference-table.ts';
import { pieceAt, showPieces } from './on-map.ts';
import { sidesButton } from './side-by-side/sides-work.ts';

learn(texts);

/** Rows of a kind that are shown at first, and with each wish for more: a page of thousands is slow to read and to draw. */
const ROWS = 100;

export class VersionCompare extends KitElement {
  static override properties = {
    asked: {},
    isShown: {},
    plans: { state: true },
    chosen: { state: true },
    found: { state: true },
    isBusy: { state: true },
    refused: { state: true },
    most: { state: true },
    showsRest: { state: true },
    looks: { state: true },
  };
  /** What the link says is compared. */
  asked?: Compared;
  /** Its tab stands open. */
  isShown = false;
  private plans?: Listed[];
  /** What stands in the boxes. */
  private chosen: Partial<Compared> = {};
  private found?: Found;
  private isBusy = false;
  private refused?: string;
  private most = ROWS;
  /** Also what a local adjustment leaves as it was. */
  private showsRest = false;
  private looks: (of: string | null) => Look = (of) => ({ name: of ?? '', colour: 'none' });
  private view?: MapView;
  private asking = new AbortController();
  /** The map goes to the next answer. */
  private goes = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void functionLooks().then((looks) => (this.looks = looks));
  }

  /** Plans may be others now, or be seen by somebody else. */
  again(): void {
    if (this.plans) void this.list();
    if (this.asked) void this.compare(this.asked);
  }

  /** The map was drawn, for the first time or anew. A link that names no place is shown what differs. */
  redraw(view: MapView, isPlaceless: boolean): void {
    this.view = view;
    this.goes ||= isPlaceless && this.asked !== undefined;
    this.draw();
  }

  /** Puts a plan into the boxes, beside the one it came from. */
  choose(after: number): void {
    this.chosen = { after };
    this.complete();
  }

  shapeOf(key: string): Feature | undefined {
    const at = pieceAt(key);
    const piece = at === undefined ? undefined : this.found?.difference.pieces[at];
    return at === undefined || !piece || !this.isShown || this.unlisted().has(piece.became) ? undefined : this.found?.shapes[at];
  }

  /** Shows the row of a piece, however far down it stands. */
  reveal(key: string): void {
    const at = pieceAt(key);
    const all = this.found?.difference.pieces ?? [];
    const piece = at === undefined ? undefined : all[at];
    if (!piece || at === undefined) return;
    const place = all.slice(0, at + 1).filter(({ became }) => became === piece.became).length;
    if (place > this.most) this.most = Math.ceil(place / ROWS) * ROWS;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if ((changed.has('isShown') || changed.has('asked')) && (this.isShown || this.asked) && !this.plans) void this.list();
    if (!changed.has('asked')) return;
    this.asking.abort();
    [this.found, this.refused, this.isBusy] = [undefined, undefined, false];
    if (!this.asked) return;
    this.chosen = { ...this.asked };
    void this.compare(this.asked);
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (['isShown', 'found', 'showsRest', 'plans'].some((name) => changed.has(name))) {
      this.draw();
      this.tell('shapes-changed');
    }
  }

  protected override render(): unknown {
    const { plans, found, refused } = this;
    return html`<section class="versions" aria-labelledby="versions-heading" aria-busy=${this.isBusy}>
      <h2 id="versions-heading" tabindex="-1">${say('web-versions')}</h2>
      ${found ? nothing : html`<p class="panel-hint">${say('web-versions-hint')}</p>`}
      ${plans?.length === 0 ? html`<p class="card-none">${say('web-versions-no-plans')}</p>` : plans || this.asked ? this.form(plans ?? []) : nothing}
      <p class="refused" role="alert">${refused ?? nothing}</p>
      <p class="only-heard" role="status">${this.isBusy ? say('web-versions-going') : found ? this.summary(found) : ''}</p>
      ${found ? this.result(found) : nothing}
    </section>`;
  }

  private form(plans: readonly Listed[]): unknown {
    const { before, after } = this.chosen;
    const from = candidates(plans.find(({ id }) => id === after), plans);
    const group = (words: string, own: readonly Listed[]) =>
      own.length === 0 ? nothing : html`<optgroup label=${say(words)}>${own.map((plan) => option(plan, before))}</optgroup>`;
    // A link may compare any two plans.
    const linked = plans.filter(({ id }) => id === before && ![...from.before, ...from.others].some((plan) => plan.id === id));
    return html`<form @submit=${(event: SubmitEvent) => this.submit(event)}>
      <label class="field">${say('web-versions-after')}<select name="after" required @change=${(event: Event) => this.choose(Number((event.target as HTMLSelectElement).value))}>
        ${plans.map((plan) => option(plan, after))}</select></label>
      <label class="field">${say('web-versions-before')}<select name="before" required
        @change=${(event: Event) => (this.chosen = { ...this.chosen, before: Number((event.target as HTMLSelectElement).value) })}>
        ${before === undefined ? html`<option value="" disabled selected>${say('web-versions-choose')}</option>` : nothing}
        ${group('web-versions-came-from', from.before)}${group('web-versions-others', from.others)}${linked.map((plan) => option(plan, before))}</select></label>
      ${after !== undefined && from.before.length + from.others.length === 0 ? html`<p class="panel-hint">${say('web-versions-alone')}</p>` : nothing}
      <div class="tool-deeds"><button class="button" ?disabled=${this.isBusy || before === undefined}>${say(this.isBusy ? 'web-versions-going' : 'web-versions-go')}</button>
        ${this.asked ? html`<button type="button" class="button button-quiet" @click=${() => this.tell('versions-asked')}>${say('web-versions-close')}</button>` : nothing}</div>
    </form>`;
  }

  private result({ difference: told, shapes }: Found): unknown {
    const pair = this.asked;
    if (!pair) return nothing;
    const listing: Listing = { looks: this.looks, hidden: this.unlisted(), most: this.most, onMap: shapes.length > 0, more: () => (this.most += ROWS) };
    const isSame = told.pieces.length === 0;
    return html`<div class="versions-result" data-versions=${`${pair.before}/${pair.after}`}>
      ${isSame ? html`<p class="check-summary">${say('web-versions-same')}</p>` : nothing}
      ${totals(told, this.isLocal())}
      ${this.isLocal() ? html`<p class="extract-conflict">${say('web-versions-local', { area: writeNumber(told.removedM2) })}</p>
        <label class="versions-rest"><input type="checkbox" .checked=${this.showsRest} @change=${(event: Event) => (this.showsRest = (event.target as HTMLInputElement).checked)}>
          ${say('web-versions-rest')}</label>` : nothing}
      ${byFunction(told, listing)}${pieces(told, listing)}
      <div class="tool-deeds">${sidesButton('web-swipe-on-map', { left: { show: 'plan', plan: pair.before }, right: { show: 'plan', plan: pair.after } })}</div>
      <div class="extract-deeds">
        <button type="button" class="button-text" @click=${() => this.tell('link-copied')}>${COPY}${say('web-copy-link')}</button>
        <a class="button-text" href=${differenceLink(pair, 'geojson')}>GeoJSON</a><a class="button-text" href=${differenceLink(pair, 'json')}>JSON</a></div>
      <p class="extract-source">${say('web-revision', { revision: writeNumber(told.revision) })} · ${say('web-reference-only')}</p></div>`;
  }

  private summary({ difference: { pieces: all } }: Found): string {
    return all.length === 0 ? say('web-versions-same') : say('web-versions-found', { count: all.length });
  }

  private isLocal(): boolean {
    return this.asked !== undefined && isLocal(this.asked, this.plans ?? []);
  }

  /** What a local adjustment does not touch is not removed. */
  private unlisted(): ReadonlySet<Became> {
    return new Set<Became>(this.isLocal() && !this.showsRest ? ['removed'] : []);
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const { before, after } = this.chosen;
    if (before === undefined || after === undefined) return;
    this.goes = true;
    this.tell<Compared>('versions-asked', { before, after });
  }

  private async list(): Promise<void> {
    try {
      this.plans = await comparablePlans(new AbortController().signal);
      this.complete();
    } catch (trouble) {
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
  }

  /** Fills the boxes: at first with the latest plan that came from another, and always with the plan it came from. */
  private complete(): void {
    const { plans, chosen } = this;
    if (!plans || plans.length === 0) return;
    const newest = [...plans].sort((a, b) => (b.decisionDate ?? '').localeCompare(a.decisionDate ?? ''));
    const after = plans.find(({ id }) => id === chosen.after) ?? newest.find((plan) => candidates(plan, plans).before.length > 0) ?? newest[0];
    const from = candidates(after, plans);
    const before = plans.find(({ id }) => id === chosen.before && id !== after?.id) ?? from.before[0] ?? from.others.find((plan) => isEarlier(plan, after));
    this.chosen = { after: after?.id, before: before?.id };
  }

  private async compare(pair: Compared): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    [this.isBusy, this.refused] = [true, undefined];
    try {
      const found = await difference(pair, signal);
      if (signal.aborted) return;
      [this.found, this.most, this.isBusy] = [found, ROWS, false];
      await this.updateComplete;
      this.leadThere();
    } catch (trouble) {
      if (signal.aborted || isBrokenOff(trouble)) return;
      [this.found, this.isBusy] = [undefined, false];
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    }
  }

  /** The map shows all that is drawn. */
  private leadThere(): void {
    const corners = this.drawn().flatMap(({ shape }) => cornersOf(shape));
    if (!this.goes || !this.view?.isDrawn || corners.length === 0) return;
    this.goes = false;
    this.view.showAll(corners);
  }

  private draw(): void {
    const { map, isDrawn } = this.view ?? {};
    if (!map || !isDrawn) return;
    showPieces(map, this.drawn());
    this.leadThere();
  }

  private drawn(): { shape: Feature; at: number; became: Became }[] {
    if (!this.found || !this.isShown) return [];
    const { difference: { pieces: all }, shapes } = this.found;
    const hidden = this.unlisted();
    return shapes.flatMap((shape, at) => {
      const became = all[at]?.became;
      return became === undefined || hidden.has(became) || !shape.geometry ? [] : [{ shape, at, became }];
    });
  }
}

/** Another plan of the level that was decided before. */
function isEarlier({ level, decisionDate }: Listed, than: Listed | undefined): boolean {
  return level === than?.level && !!decisionDate && (!than?.decisionDate || decisionDate < than.decisionDate);
}

function option(plan: Listed, chosen: number | undefined): unknown {
  const { id, name, code, decision, decisionDate, level } = plan;
  const decided = decision ? say(decisionDate ? 'web-decision-of' : 'web-decision', { number: decision, date: writeValue('', decisionDate) }) : say('web-extract-undecided');
  const called = name ?? [code, word('level', level)].filter(Boolean).join(' ');
  return html`<option value=${id} ?selected=${id === chosen} .selected=${id === chosen}>${called} · ${decided}</option>`;
}

customElements.define('version-compare', VersionCompare);
