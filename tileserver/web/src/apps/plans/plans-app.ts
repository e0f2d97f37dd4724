// The plan register: every plan the reader may see with its state and decision, its zones on the map, the steps it may take, and what
// of a pressed parcel lies in which zone.

import { html, nothing } from 'lit';
import type { Picked } from '../../kit/map/map-view.ts';
import { headline } from '../../kit/place/feature-words.ts';
import { writeArea, writeNumber, writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import { ask, send, whole, type Paged } from '../../kit/server/ask.ts';
import type { Box } from '../../kit/server/store-layers.ts';
import { SubjectViewer } from '../../kit/viewer/subject-viewer.ts';
import { answersDue, dueDay, planSteps, stateWords, type Standing } from './plan-steps.ts';

interface Plan extends Standing {
  code?: string;
  name?: string;
  office?: string;
  decision?: string;
  decisionDate?: string;
  zones: number;
  documents: number;
  bbox?: Box;
}

interface PlanList extends Paged {
  hasRegister: boolean;
  plans: Plan[];
}

interface Share {
  zone: number;
  sign?: string;
  function?: string;
  area: number;
  percent: number;
  plan?: Plan;
}

interface ParcelZones {
  hasRegister: boolean;
  parcels: { layer: string; id: number; area?: number; crs: string; zones: Share[]; unknown?: string }[];
}

export class PlansApp extends SubjectViewer {
  static override properties = { ...SubjectViewer.properties, list: { state: true }, parcel: { state: true }, step: { state: true } };
  protected override readonly heading = 'web-plans';
  private list: PlanList | undefined;
  private parcel?: ParcelZones;
  /** What people call the parcel that was pressed. */
  private name = '';
  /** The step whose form is open. */
  private step: { plan: number; step: string } | undefined;

  constructor() {
    super('plans', 'planning');
  }

  protected override async read(signal: AbortSignal): Promise<void> {
    const join = (all: PlanList, page: PlanList): PlanList => ({ ...page, plans: [...all.plans, ...page.plans] });
    this.list = await whole('/v1/plans?limit=1000&f=json', signal, join);
  }

  protected override picked({ hits }: Picked): void {
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
    this.parcel = undefined;
    this.step = undefined;
    this.mapView().outline(undefined);
  }

  protected override content(): unknown {
    return html`${this.parcelZones()}${this.plans()}`;
  }

  private parcelZones(): unknown {
    if (!this.parcel) return html`<p>${say('web-plans-hint')}</p>`;
    if (!this.parcel.hasRegister) return html`<p>${say('web-plans-no-register')}</p>`;
    return this.parcel.parcels.map(
      ({ area, crs, zones, unknown }) => html`<section data-parcel>
        <h3>${this.name}</h3>
        <p>${area === undefined ? crs : say('web-plans-parcel', { area: writeArea(area), crs })}</p>
        ${zones.length === 0 ? html`<p>${unknown ?? say('web-plans-none-here')}</p>` : shares(zones)}
      </section>`,
    );
  }

  private plans(): unknown {
    if (!this.list) return nothing;
    if (!this.list.hasRegister) return html`<p>${say('web-plans-no-register')}</p>`;
    if (this.list.plans.length === 0) return html`<p>${say('web-plans-empty')}</p>`;
    return html`<ul class="register">${this.list.plans.map((plan) => this.plan(plan))}</ul>`;
  }

  private plan(plan: Plan): unknown {
    const decision = plan.decision
      ? say('web-plans-decision', { number: plan.decision, date: writeValue('date', plan.decisionDate) })
      : say('web-plans-undecided');
    return html`<li data-plan=${plan.id}>
      <h3>${plan.name ?? plan.code}</h3>
      <p><strong>${stateWords(plan)}</strong> · ${plan.code}${plan.office ? ` · ${plan.office}` : ''}</p>
      <p>${decision}</p>
      ${dueDay(plan)}
      ${answersDue(plan)}
      <p>${say('web-plans-parts', { zones: plan.zones, documents: plan.documents })}</p>
      ${plan.bbox ? html`<button type="button" class="button button-quiet" @click=${() => this.show(plan)}>${say('web-plans-show')}</button>` : nothing}
      ${this.session?.signed_in ? this.steps(plan) : nothing}
    </li>`;
  }

  private steps(plan: Plan): unknown {
    const inForce = (other: Plan): boolean => other.id !== plan.id && (other.state === 'published' || other.state === 'adjusted');
    return planSteps(plan, {
      open: this.step?.plan === plan.id ? this.step.step : undefined,
      others: this.list?.plans.filter(inForce) ?? [],
      choose: (step) => (this.step = step === undefined ? undefined : { plan: plan.id, step }),
      take: (sent) => this.take(plan, sent),
    });
  }

  private show({ bbox }: Plan): void {
    if (!bbox) return;
    const [west, south, east, north] = bbox;
    void this.mapView().fly({ at: [(west + east) / 2, (south + north) / 2], bbox, layer: 'plan_zones', id: 0, kind: 'place' });
  }

  private take(plan: Plan, sent: Record<string, string | number>): void {
    void this.attempt(async () => {
      await send('POST', `/v1/plans/${plan.id}/steps`, sent);
      this.step = undefined;
      await this.reread();
    });
  }
}

function shares(zones: readonly Share[]): unknown {
  return html`<table class="register-table"><thead><tr>
      <th scope="col">${say('web-plans-zone')}</th><th scope="col" class="number">${say('web-plans-area')}</th>
      <th scope="col" class="number">%</th></tr></thead>
    <tbody>${zones.map(
      ({ sign, function: use, area, percent, plan }) => html`<tr><td>${sign} ${use ? `(${use})` : ''}<br>${plan?.code ?? ''} ${plan?.decision ?? ''}</td>
        <td class="number">${writeArea(area)}</td><td class="number">${writeNumber(percent)}</td></tr>`,
    )}</tbody></table>`;
}

customElements.define('plans-app', PlansApp);
