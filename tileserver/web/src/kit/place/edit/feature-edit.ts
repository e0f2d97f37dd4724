// The form in which a feature is changed: its fields, its shape, why; what the server found wrong; two people's versions side by side.
// Tells the app when it is saved or closed. What lies on the map is shape-hand.ts's.

import texts from 'virtual:catalogue/kit/edit';
import { html, nothing } from 'lit';
import { readCorners } from '../../grid/coordinates.ts';
import type { Degrees, Grid } from '../../grid/vn2000.ts';
import type { MapView } from '../../map/map-view.ts';
import { noteDone } from '../../map/passing.ts';
import { keepInView } from '../../page/into-view.ts';
import { KitElement } from '../../page/kit-element.ts';
import { writeValue } from '../../page/numbers.ts';
import { language, learn, say } from '../../page/text.ts';
import { Refused, type Finding } from '../../server/ask.ts';
import { fieldHeading } from '../../server/field-words.ts';
import type { StoreField, StoreLayer } from '../../server/store-layers.ts';
import type { Selected } from '../../share/permalink.ts';
import type { Legend } from '../../symbols/legend.ts';
import { fieldValue, headline } from '../feature-words.ts';
import { conflictView } from './conflict-view.ts';
import { drawnOf, shapeOf, type DrawnShape } from './shape/drawn-shape.ts';
import { EditDraft } from './edit-draft.ts';
import { fieldChoices, type Choice } from './field-choices.ts';
import { control, isLong, OTHER } from './field-control.ts';
import { differences, isSame, type Difference, type Side } from './field-values.ts';
import { answered } from '../../page/question.ts';
import { ShapeHand } from './shape/shape-hand.ts';
import { shapePanel, sizeOf } from './shape/shape-panel.ts';
import { endFeature, saveChange, storedVersion, type Outcome, type Version } from './stored-version.ts';

learn(texts);

type Conflicting = Extract<Outcome, { is: 'conflict' }>;

/** Letters of a reason the server keeps. */
const LONGEST_WHY = 500;

export class FeatureEdit extends KitElement {
  static override properties = { beat: { state: true } };
  selected?: Selected;
  layer!: StoreLayer;
  legend?: Legend;
  view!: MapView;
  /** Layers that are to be seen. */
  shown: () => readonly string[] = () => [];
  protected draft?: EditDraft;
  protected hand?: ShapeHand;
  private choices: ReadonlyMap<string, readonly Choice[]> = new Map();
  /** Fields whose value is typed though there are choices. */
  private readonly freely = new Set<string>();
  private findings: readonly Finding[] = [];
  /** The shape that what was found of it is about. */
  private judged?: DrawnShape;
  protected said?: string;
  protected isBusy = false;
  protected isUnreadable = false;
  protected why = '';
  private conflict?: { theirs: Version; found: Difference[]; chosen: Map<string, Side> };
  private beat = 0;
  private readonly warn = (event: BeforeUnloadEvent): void => void (this.isDirty && event.preventDefault());

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.warn);
    if (!this.draft && !this.isBusy) void this.read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.warn);
  }

  /** Lets go of the map. */
  end(): void {
    this.hand?.stop();
    this.hand = undefined;
  }

  /** True if nothing would be lost, or the reader does not mind. */
  async mayLeave(): Promise<boolean> {
    if (!this.isDirty) return true;
    const [title, text] = [say('web-edit-leave'), say('web-edit-leave-what', { name: this.name() })];
    return answered({ title, text, yes: say('web-edit-leave-yes'), no: say('web-edit-leave-no') });
  }

  /** One thing at a time: the chosen corner, then the form. */
  async stepBack(): Promise<void> {
    if (this.hand?.stepBack()) return;
    if (await this.mayLeave()) this.tell('edit-closed');
  }

  protected override render(): unknown {
    return html`<section class="edit" aria-labelledby="edit-heading">
      <div class="card-top"><h2 id="edit-heading" tabindex="-1">${this.heading()}</h2>
        <button class="icon-button" type="button" aria-label=${say('web-close')} title=${say('web-close')}
          @click=${() => this.stepOut()}><span aria-hidden="true">✕</span></button></div>
      ${this.draft ? nothing : this.trouble()}
      ${this.conflict ? this.versions() : this.draft ? this.form(this.draft) : this.opening()}
    </section>`;
  }

  protected heading(): string {
    return say('web-edit-named', { name: this.name() });
  }

  private trouble(): unknown {
    return html`<p class="edit-said" role="alert">${this.said ?? nothing}</p>`;
  }

  protected get isDirty(): boolean {
    const isUnread = this.querySelector('.edit-form input:invalid') !== null;
    return isUnread || (this.draft?.isDirty ?? false) || this.conflict !== undefined;
  }

  private opening(): unknown {
    if (this.isBusy) return html`<p class="panel-hint" role="status">${say('web-edit-opening')}</p>`;
    return html`<button class="button" type="button" @click=${() => this.read()}>${say('web-retry')}</button>`;
  }

  protected form(draft: EditDraft): unknown {
    const fields = draft.fields.map((field) => this.control(field, draft));
    // What is being done stands first.
    const parts = this.isShaping ? [this.shapePart(draft), fields] : [fields, this.shapePart(draft)];
    return html`<form class="edit-form" novalidate @submit=${(event: Event) => this.submitted(event)}><fieldset class="edit-all" ?disabled=${this.isBusy}>${parts}
      <label class="field">${say('web-edit-why')} <span class="panel-hint">${say('web-edit-why-hint')}</span>
        <input type="text" name="why" maxlength=${LONGEST_WHY} autocomplete="off" .value=${this.why} @input=${(event: Event) => (this.why = (event.target as HTMLInputElement).value)}></label>
      ${this.others(draft).map((sentence) => html`<p class="refused">${sentence}</p>`)}
      <div class="edit-buttons">${this.trouble()}
        <button class="button" type="submit" data-deed="save">${say(this.isBusy ? 'web-edit-busy' : 'web-edit-save')}</button>
        <button class="button button-quiet" type="button" data-deed="cancel" @click=${() => this.stepOut()}>${say('web-edit-cancel')}</button>
      </div>
      ${this.wayToEnd()}
    </fieldset></form>`;
  }

  protected get isShaping(): boolean {
    return this.hand !== undefined;
  }

  protected wayToEnd(): unknown {
    return html`<p class="edit-end"><button class="button button-quiet" type="button" data-deed="end" @click=${() => this.endAsked()}>${say('web-edit-end')}</button></p>`;
  }

  protected shapePart(draft: EditDraft): unknown {
    const before = drawnOf(draft.base.geometry);
    if (!before) return nothing;
    const { hand, isUnreadable } = this;
    const [begin, put] = [() => this.beginShape(), (text: string) => this.put(text)];
    return shapePanel({ hand, before, now: draft.shape ?? before, grid: this.grid(), trouble: this.troubleOf('geometry'), isUnreadable, begin, put });
  }

  private control(field: StoreField, draft: EditDraft): unknown {
    const { name } = field;
    const unread = draft.troubleOf(field);
    const trouble = unread === undefined ? this.troubleOf(`properties.${name}`) : say(unread);
    const [text, choices, isTyped] = [draft.textOf(field), this.choices.get(name), this.freely.has(name)];
    const shown = { field, text, choices, isTyped, isLong: isLong(draft.storedTextOf(field)), isChanged: this.isMarked(field, draft), trouble };
    return control(shown, (text) => this.typed(field, text));
  }

  /** Whether a field says that it was changed. */
  protected isMarked(field: StoreField, draft: EditDraft): boolean {
    return draft.isChanged(field);
  }

  private versions(): unknown {
    const { theirs, found, chosen } = this.conflict as NonNullable<typeof this.conflict>;
    const choose = (member: string, side: Side) => {
      chosen.set(member, side);
      this.refresh();
    };
    return conflictView({
      found, chosen, choose, isBusy: this.isBusy,
      name: ({ field }) => (field === undefined ? say('web-edit-shape-heading') : fieldHeading(this.layer.fields.find(({ name }) => name === field) ?? { name: field })),
      write: (difference, value) => this.written(difference, value),
      send: () => void this.sendMerged(),
      back: () => this.adopt(theirs),
    });
  }

  private written({ field }: Difference, value: unknown): string {
    if (field !== undefined && (value === null || value === undefined)) return say('web-edit-empty');
    // Rounded, two numbers may look alike.
    if (field !== undefined) return typeof value === 'number' ? writeValue(field, value) : fieldValue(field, value, this.layer, this.legend);
    const shape = drawnOf((value ?? null) as Version['geometry']);
    if (!shape) return say('web-edit-no-shape');
    const corners = shape.parts.reduce((sum, part) => sum + part.corners.length, 0);
    return say('web-edit-shape-value', { corners, size: sizeOf(shape, this.grid()) });
  }

  protected name(): string {
    const fields = { ...(this.draft?.base.properties ?? {}) };
    return headline({ layer: this.layer.name, ...this.selected, fields }, this.layer, this.legend);
  }

  protected grid(): Grid {
    const { geometry } = this.draft?.base ?? {};
    return this.view.gridAt(drawnOf(geometry ?? null)?.parts[0]?.corners[0] ?? this.view.middle() ?? [0, 0]);
  }

  protected troubleOf(member: string): string | undefined {
    const own = this.findings.filter((finding) => finding.member === member);
    return own.length === 0 ? undefined : own.map(({ reason, remedy }) => `${reason} ${remedy}`).join(' ');
  }

  /** What is wrong with no field that stands here. */
  private others(draft: EditDraft): string[] {
    const here = ['geometry', ...draft.fields.map(({ name }) => `properties.${name}`)];
    return this.findings.filter(({ member }) => !here.includes(member)).map(({ reason, remedy }) => `${reason} ${remedy}`);
  }

  protected async read(): Promise<void> {
    const { selected } = this;
    if (selected) await this.tried(async () => this.adopt(await storedVersion(selected)), 'web-edit-failed');
    if (this.draft) this.offer(await fieldChoices(this.layer, this.legend));
  }

  /** Choices come when they come: a field somebody is typing in by then stays one to type in. */
  private offer(choices: ReadonlyMap<string, readonly Choice[]>): void {
    for (const field of this.draft?.fields ?? []) {
      const isInUse = this.draft?.isChanged(field) || this.querySelector(`[data-edit="${CSS.escape(field.name)}"] :focus`) !== null;
      if (isInUse) this.freely.add(field.name);
    }
    this.choices = choices;
    this.refresh();
  }

  /** A version to begin from; nothing is changed of it yet. */
  protected adopt(base: Version): void {
    this.end();
    this.conflict = undefined;
    [this.findings, this.said] = [[], undefined];
    this.draft = new EditDraft(base, fieldsOf(this.layer, base), () => (language() === 'vi' ? ',' : '.'));
    this.refresh();
    this.focusOn('#edit-heading');
  }

  private typed(field: StoreField, text: string): void {
    if (text === OTHER) {
      this.freely.add(field.name);
      this.draft?.type(field, '');
      this.focusOn(`[data-edit="${CSS.escape(field.name)}"] input`);
    } else this.draft?.type(field, text);
    this.findings = this.findings.filter(({ member }) => member !== `properties.${field.name}`);
    this.said = undefined;
    this.refresh();
  }

  private beginShape(): void {
    const { draft } = this;
    const shape = draft?.shape ?? drawnOf(draft?.base.geometry ?? null);
    if (!draft || !shape) return;
    this.hold(shape);
    this.tell('shape-asked');
    this.view.showAll(shape.parts.flatMap(({ corners }) => [...corners]) as Degrees[]);
    this.refresh();
    // Keys go to the map; what is done by hand stands first in the form, which may have been scrolled.
    void this.updateComplete.then(() => keepInView(this, '.edit-shape', 'start'));
  }

  /** Its corners are to be moved on the map. */
  protected hold(shape: DrawnShape): void {
    this.hand = new ShapeHand(this.view, shape, this.selected, this.shown, () => this.reshaped());
    this.hand.start(say('web-edit-shape-keys'));
  }

  private reshaped(): void {
    const { hand, draft } = this;
    if (!hand || !draft) return;
    // What came back to where it was has not been touched.
    draft.shape = isSame(shapeOf(hand.shape), draft.base.geometry) ? undefined : hand.shape;
    if (hand.shape !== this.judged) this.findings = this.findings.filter(({ member }) => member !== 'geometry');
    this.judged = hand.shape;
    this.isUnreadable = false;
    this.refresh();
  }

  protected put(text: string): void {
    const corners = readCorners(text, this.grid());
    this.isUnreadable = corners?.length !== 1;
    if (corners?.length === 1) this.hand?.place(corners[0] as Degrees);
    this.refresh();
  }

  private submitted(event: Event): void {
    event.preventDefault();
    const { draft } = this;
    if (!draft || this.isBusy || this.refusesItself(event.currentTarget as HTMLFormElement)) return;
    if (draft.isUnread) this.say('web-edit-unread', '[aria-invalid]');
    else this.sendAll(draft);
  }

  protected sendAll(draft: EditDraft): void {
    if (draft.isDirty) void this.save(draft);
    else this.say('web-edit-nothing');
  }

  /** A day that cannot be read is no change yet: saved without it, it would be lost. */
  private refusesItself(form: HTMLFormElement): boolean {
    const wrong = [...form.elements].find((each) => each instanceof HTMLInputElement && !each.checkValidity());
    if (!(wrong instanceof HTMLInputElement)) return false;
    this.said = undefined;
    this.refresh();
    wrong.focus();
    wrong.reportValidity();
    return true;
  }

  protected async save(draft: EditDraft): Promise<void> {
    const { selected } = this;
    if (!selected) return;
    await this.tried(async () => {
      const outcome = await saveChange(selected, draft.base.tag, draft.change(), this.why);
      if (outcome.is === 'saved') this.saved();
      else this.meet(outcome, draft, () => this.saved());
    }, 'web-edit-not-saved');
  }

  protected saved(): void {
    noteDone(this.view, say('web-edit-saved', { name: this.name() }));
    this.tell<Selected | undefined>('edit-done', this.selected);
  }

  private async endAsked(): Promise<void> {
    const { draft, selected } = this;
    const name = this.name();
    const question = { title: say('web-edit-end-ask', { name }), text: say('web-edit-end-what'), yes: say('web-edit-end-yes'), no: say('web-edit-end-no') };
    if (!draft || !selected || !(await answered(question))) return;
    await this.tried(async () => {
      const outcome = await endFeature(selected, draft.base.tag, this.why);
      if (outcome.is === 'conflict') return this.meet(outcome, draft, ({ theirs }) => theirs && this.adopt(theirs));
      noteDone(this.view, say('web-edit-ended', { name }));
      this.tell<Selected | undefined>('edit-done', undefined);
    }, 'web-edit-not-saved');
  }

  /** Somebody was quicker: both versions are shown. `same` is done if nothing differs. */
  private meet(outcome: Conflicting, draft: EditDraft, same: (outcome: Conflicting) => void): void {
    const { theirs } = outcome;
    this.isBusy = false;
    if (!theirs) return this.say('web-edit-gone');
    const found = differences(draft.base, draft.content(), theirs);
    if (found.length === 0) return same(outcome);
    this.end();
    this.conflict = { theirs, found, chosen: new Map() };
    this.refresh();
    this.focusOn('.edit-row input');
  }

  private async sendMerged(): Promise<void> {
    const { draft, conflict } = this;
    if (!draft || !conflict || this.isBusy) return;
    draft.restOn(conflict.theirs, conflict.found, conflict.chosen);
    this.conflict = undefined;
    if (draft.isDirty) await this.save(draft);
    else this.saved();
  }

  /** Does something of the server's; what it says against it is told, and nothing typed is lost. */
  protected async tried(deed: () => Promise<void>, failed: string): Promise<void> {
    [this.isBusy, this.said, this.findings] = [true, undefined, []];
    this.hand?.rest(true);
    this.refresh();
    try {
      await deed();
    } catch (trouble) {
      this.refused(trouble, failed);
    } finally {
      this.isBusy = false;
      this.hand?.rest(false);
      this.refresh();
    }
  }

  private refused(trouble: unknown, failed: string): void {
    const refused = trouble instanceof Refused ? trouble : undefined;
    this.findings = refused?.findings ?? [];
    this.said = refused?.status === 401 ? say('web-edit-sign-in') : (refused?.sentence ?? say(failed));
    const faults = this.findings.flatMap(({ place }) => (place ? [place] : []));
    if (this.hand) this.hand.mark(faults);
    this.focusOn('[aria-invalid], [data-member=geometry]');
  }

  protected say(sentence: string, where = '[data-deed=save]'): void {
    this.said = say(sentence);
    this.focusOn(where);
  }

  protected async stepOut(): Promise<void> {
    if (await this.mayLeave()) this.tell('edit-closed');
  }

  protected refresh(): void {
    this.beat += 1;
  }

  private focusOn(selector: string): void {
    this.refresh();
    void this.updateComplete.then(() => {
      // While it was sent nothing had the focus.
      const found = this.querySelector<HTMLElement>(selector) ?? this.querySelector<HTMLElement>('[data-deed=save]');
      found?.focus({ preventScroll: false });
      found?.scrollIntoView({ block: 'nearest' });
    });
  }
}

/** What the layer says it has, and what only the record has. */
function fieldsOf({ fields }: StoreLayer, { properties }: Version): readonly StoreField[] {
  const rest = Object.keys(properties).filter((name) => !fields.some((field) => field.name === name));
  return [...fields, ...rest.map((name) => ({ name }))];
}

customElements.define('feature-edit', FeatureEdit);
