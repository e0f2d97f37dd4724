// The plan register: every plan the reader may see with its state and decision, its zones on the map, the steps it may take, what was said on
// it, and what of a pressed parcel lies in which zone.

import { html, nothing } from 'lit';
import type { Hit } from '../../kit/map/hits.ts';
import type { Picked } from '../../kit/map/map-view.ts';
import { headline } from '../../kit/place/feature-words.ts';
import { enterForm, enterNote } from '../../kit/page/into-view.ts';
import { say } from '../../kit/page/text.ts';
import { ask, Refused, send, whole, type Paged } from '../../kit/server/ask.ts';
import type { Changed } from '../../kit/server/changes.ts';
import { playing } from '../../kit/server/store-layers.ts';
import { SubjectViewer } from '../../kit/viewer/subject-viewer.ts';
import { COMMENTS } from './comments/asking.ts';
import type { Commune } from './draft/fields.ts';
import './draft/plan-draft.ts';
import { parcelZones, type ParcelZones } from './parcel-zones.ts';
import { planCard, type Plan } from './plan-card.ts';
import { planFilter } from './plan-filter.ts';
import { listed, type PlanWish } from './plan-list.ts';
import { planSteps } from './plan-steps.ts';

interface PlanList extends Paged {
  hasRegister: boolean;
  plans: Plan[];
}

export class PlansApp extends SubjectViewer {
  static override properties = {
    ...SubjectViewer.properties,
    list: { state: true },
    parcel: { state: true },
    step: { state: true },
    told: { state: true },
    talk: { state: true },
    wish: { state: true },
    news: { state: true },
  };
  protected override readonly heading = 'web-plans';
  private list: PlanList | undefined;
  private parcel?: ParcelZones;
  /** What people call the parcel that was pressed. */
  private name = '';
  /** The step whose form is open. */
  private step: { plan: number; step: string } | undefined;
  /** What came of the last step, in the card of its plan: done, or why not. */
  private told: { plan: number; sentence: string; isRefused: boolean } | undefined;
  /** The plan whose comments are open, and the one that was pressed on the map. */
  private talk: { plan: number; comment?: number } | undefined;
  private wish: PlanWish = { text: '', state: '' };
  private news: readonly Changed[] = [];

  constructor() {
    super('plans', 'planning');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('comment-place', (event) => this.toPlace((event as CustomEvent<[number, number]>).detail));
    this.addEventListener('draft-drawing', () => this.leaveMapSeen());
    this.addEventListener('plan-drafted', (event) => void this.toDraft((event as CustomEvent<number>).detail));
  }

  protected override async read(signal: AbortSignal): Promise<void> {
    const join = (all: PlanList, page: PlanList): PlanList => ({ ...page, plans: [...all.plans, ...page.plans] });
    this.list = await whole('/v1/plans?limit=1000&f=json', signal, join);
  }

  protected override changed(news: readonly Changed[]): void {
    super.changed(news);
    this.news = news;
  }

  protected override picked({ hits }: Picked): void {
    if (this.goToComment(hits)) return;
    const kinds = new Map(this.published?.layers.map(({ name, kind }) => [name, kind]));
    const hit = hits.find(({ layer, id }) => id !== undefined && kinds.get(layer) === 'parcel');
    this.parcel = undefined;
    this.mapView().outline(hit && hit.id !== undefined ? { layer: hit.layer, id: hit.id } : undefined);
    if (hit?.id === undefined) return;
    const name = headline(hit, this.published?.layers.find((layer) => layer.name === hit.layer), undefined);
    void this.attempt(async () => {
      const found = await this.latest(ask<ParcelZones>(`/v1/parcels/${hit.id}/zones?f=json`));
      // Parcels of other layers may bear the same number.
      if (!found) return;
      this.name = name;
      this.parcel = { ...found, parcels: found.parcels.filter(({ layer, id }) => layer === hit.layer && id === hit.id) };
    });
  }

  protected override leave(): void {
    [this.parcel, this.step, this.told, this.talk] = [undefined, undefined, undefined, undefined];
    this.mapView().outline(undefined);
  }

  protected override content(): unknown {
    return html`${parcelZones(this.parcel, this.name)}${this.mayDraft ? this.draft() : nothing}${this.plans()}`;
  }

  /** Whoever only reads is not offered what the server would refuse. */
  private get mayDraft(): boolean {
    const { session } = this;
    return session?.signed_in === true && session.role !== 'viewer';
  }

  private draft(): unknown {
    const others = this.list?.plans.filter(isInForce) ?? [];
    const stored = /^EPSG:(\d+)$/.exec(this.published?.layers.find(({ subject }) => subject === 'planning/zone')?.storedIn ?? '');
    return html`<plan-draft .others=${others} .near=${() => this.communes()} .crs=${stored ? Number(stored[1]) : undefined}></plan-draft>`;
  }

  /** Communes of what the map shows, by their codes. */
  private communes(): Commune[] {
    const ward = this.published?.layers.find(({ kind }) => kind === 'ward');
    const [code, name] = [playing(ward, 'code'), playing(ward, 'name')];
    const { map } = this.mapView();
    if (!ward || !code || !map) return [];
    const drawn = map.queryRenderedFeatures().filter(({ sourceLayer }) => sourceLayer === ward.name);
    const named = drawn.map(({ properties }) => [String(properties[code] ?? ''), String(properties[name ?? ''] ?? '')] as const);
    return [...new Map(named.filter(([each]) => each !== ''))].map(([each, called]) => ({ code: each, name: called }));
  }

  private async toDraft(id: number): Promise<void> {
    this.wish = { text: '', state: '' };
    this.told = { plan: id, sentence: say('web-draft-done'), isRefused: false };
    await this.reread();
    await this.updateComplete;
    const plan = this.list?.plans.find((each) => each.id === id);
    if (plan) this.show(plan);
    enterNote(this.querySelector(`[data-plan="${id}"] [data-told]`));
  }

  private plans(): unknown {
    const { list, wish } = this;
    if (!list) return nothing;
    if (!list.hasRegister) return html`<p>${say('web-plans-no-register')}</p>`;
    if (list.plans.length === 0) return html`<p>${say('web-plans-empty')}</p>`;
    const shown = listed(list.plans, wish);
    const states = new Set(list.plans.flatMap(({ state }) => state ?? []));
    return html`${planFilter({ wish, states, shown: shown.length, all: list.plans.length, choose: (chosen) => (this.wish = chosen) })}
      ${shown.length === 0 ? html`<p>${say('web-plans-none-such')}</p>` : html`<ul class="register">${shown.map((plan) => this.plan(plan))}</ul>`}`;
  }

  private plan(plan: Plan): unknown {
    const isHere = this.session?.signed_in === true;
    return planCard(plan, {
      told: this.told?.plan === plan.id ? this.told : undefined,
      steps: isHere ? this.steps(plan) : nothing,
      talk: isHere && this.talk?.plan === plan.id ? { news: this.news, wanted: this.talk.comment } : undefined,
      show: () => this.show(plan),
      discuss: () => this.discuss(plan),
    });
  }

  private steps(plan: Plan): unknown {
    return planSteps(plan, {
      open: this.step?.plan === plan.id ? this.step.step : undefined,
      others: this.list?.plans.filter((other) => other.id !== plan.id && isInForce(other)) ?? [],
      choose: (step) => void this.choose(plan, step),
      take: (sent) => void this.take(plan, sent),
    });
  }

  private show({ bbox }: Plan): void {
    if (!bbox) return;
    const [west, south, east, north] = bbox;
    void this.mapView().fly({ at: [(west + east) / 2, (south + north) / 2], bbox, layer: 'plan_zones', id: 0, kind: 'place' });
  }

  /** The place of a comment, marked; a sheet that covers the map makes way. */
  private toPlace(at: [number, number]): void {
    this.leaveMapSeen();
    void this.mapView().fly({ at, kind: 'coordinate' });
  }

  private leaveMapSeen(): void {
    const sheet = this.sheet();
    if (sheet?.stop === 'full') sheet.stop = 'half';
  }

  /** A comment of the map is read in its plan. */
  private goToComment(hits: readonly Hit[]): boolean {
    const hit = hits.find(({ layer, id }) => layer === COMMENTS && id !== undefined);
    const plan = this.list?.plans.find(({ id }) => id === hit?.fields['quy_hoach']);
    if (!hit || !plan || !this.session?.signed_in) return false;
    this.talk = { plan: plan.id, comment: hit.id };
    return true;
  }

  private async discuss(plan: Plan): Promise<void> {
    this.talk = this.talk?.plan === plan.id ? undefined : { plan: plan.id };
    await this.updateComplete;
    const heading = this.card(plan)?.querySelector<HTMLElement>('plan-comments h4') ?? null;
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }

  private async choose(plan: Plan, step: string | undefined): Promise<void> {
    this.step = step === undefined ? undefined : { plan: plan.id, step };
    this.told = undefined;
    await this.updateComplete;
    enterForm(this.card(plan)?.querySelector<HTMLElement>('[data-form]') ?? null);
  }

  /** What came of it stands in the card, where whoever pressed the button looks. */
  private async take(plan: Plan, sent: Record<string, string | number>): Promise<void> {
    try {
      await send('POST', `/v1/plans/${plan.id}/steps`, sent);
      this.step = undefined;
      this.told = { plan: plan.id, sentence: say('web-plans-step-done', { step: say(`web-plans-step-${sent['step']}`) }), isRefused: false };
      await this.reread();
    } catch (trouble) {
      const sentence = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
      this.told = { plan: plan.id, sentence, isRefused: true };
    }
    await this.updateComplete;
    enterNote(this.card(plan)?.querySelector<HTMLElement>('[data-told]') ?? null);
  }

  private card({ id }: Plan): HTMLElement | null {
    return this.querySelector(`[data-plan="${id}"]`);
  }
}

function isInForce({ state }: Plan): boolean {
  return state === 'published' || state === 'adjusted';
}

customElements.define('plans-app', PlansApp);
