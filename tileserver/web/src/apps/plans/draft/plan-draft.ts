// A plan that is put into the register: described in a form, its zones from a GeoJSON file whose fields are told apart, its boundary from a file
// or drawn on the map. It begins as a draft that only staff see.

import texts from 'virtual:catalogue/planning/draft';
import type { Geometry } from 'geojson';
import { html, nothing } from 'lit';
import { area, isCrossed } from '../../../kit/grid/vn2000.ts';
import type { MapView } from '../../../kit/map/map-view.ts';
import { Corners } from '../../../kit/measure/corners.ts';
import { enterForm, enterNote } from '../../../kit/page/into-view.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeArea } from '../../../kit/page/numbers.ts';
import { learn, say } from '../../../kit/page/text.ts';
import { Refused, send, type Finding } from '../../../kit/server/ask.ts';
import { ADJUSTMENTS, described, describing, following, type Adjustment, type Commune, type Follows } from './fields.ts';
import { boundaryOf, guessed, MEANINGS, readAreas, zonesOf, type AreaFile, type Mapping, type Meaning } from './geojson-file.ts';

learn(texts);

/** Files larger than this are not read: the server takes far less in one request. */
const LARGEST_FILE = 64 << 20;
/** Problems of single zones that are told. */
const MOST_FINDINGS = 8;

interface Written {
  id: number;
}

export class PlanDraft extends KitElement {
  static override properties = {
    others: {},
    near: {},
    crs: {},
    communes: { state: true },
    isOpen: { state: true },
    isDrawing: { state: true },
    isBusy: { state: true },
    adjustment: { state: true },
    zones: { state: true },
    mapping: { state: true },
    boundary: { state: true },
    refused: { state: true },
  };
  /** Plans it may follow. */
  others: readonly Follows[] = [];
  /** Communes the map shows, to choose from. */
  near: () => Commune[] = () => [];
  /** The reference system of the register, in which files in metres are. */
  crs?: number;
  private communes: readonly Commune[] = [];
  private isOpen = false;
  private isDrawing = false;
  private isBusy = false;
  private adjustment: Adjustment = ADJUSTMENTS[0];
  private zones?: AreaFile;
  private mapping: Mapping = {};
  private boundary?: AreaFile;
  private refused?: { sentence: string; findings: readonly Finding[] };
  private readonly corners = new Corners(() => this.requestUpdate());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endDrawing();
  }

  protected override updated(): void {
    if (this.isDrawing) this.corners.draw();
  }

  protected override render(): unknown {
    const { isOpen } = this;
    return html`<div class="plan-draft"><button type="button" class="button" data-deed="draft" aria-expanded=${isOpen} @click=${() => void this.toggle()}>${say('web-draft-new')}</button>
      ${isOpen ? this.form() : nothing}</div>`;
  }

  private form(): unknown {
    const { adjustment, others, communes, isBusy, refused } = this;
    return html`<form data-form="draft" @submit=${(event: SubmitEvent) => void this.submit(event)}>
      <p class="panel-hint">${say('web-draft-hint')}</p>
      ${describing(communes)}
      ${following(adjustment, others, (chosen) => (this.adjustment = chosen))}
      <label class="choice"><input type="checkbox" name="exclusive" checked> <span>${say('web-draft-exclusive')}</span></label>
      <fieldset><legend>${say('web-draft-zones')}</legend>${this.zoneFields()}</fieldset>
      <fieldset><legend>${say('web-draft-boundary')}</legend>${this.boundaryFields()}</fieldset>
      <div role="alert" tabindex="-1" class="refused" data-told>${refused ? html`<p>${refused.sentence}</p>
        ${refused.findings.length > 0 ? html`<ul>${refused.findings.map(({ member, reason, remedy }) => html`<li>${member}: ${reason} ${remedy}</li>`)}</ul>` : nothing}` : nothing}</div>
      <div class="tool-deeds"><button class="button" ?disabled=${isBusy}>${say(isBusy ? 'web-draft-sending' : 'web-draft-send')}</button>
        <button type="button" class="button button-quiet" @click=${() => void this.toggle()}>${say('web-close')}</button></div>
    </form>`;
  }

  private zoneFields(): unknown {
    const { zones, mapping } = this;
    return html`${this.file('zones', 'web-draft-zones-file')}
      ${zones ? html`<p role="status">${told(zones)}</p><p class="panel-hint">${say('web-draft-mapping')}</p>
        ${(Object.keys(MEANINGS) as Meaning[]).map((meaning) => html`<label class="field">${say(`web-draft-field-${meaning.replaceAll('_', '-')}`)}<select name="field-${meaning}"
          @change=${(event: Event) => this.map(meaning, (event.target as HTMLSelectElement).value)}><option value="" .selected=${mapping[meaning] === undefined}>${say('web-draft-no-field')}</option>
          ${zones.fields.map((field) => html`<option value=${field} .selected=${mapping[meaning] === field}>${field}${example(zones, field)}</option>`)}</select></label>`)}` : nothing}`;
  }

  private boundaryFields(): unknown {
    const { boundary, isDrawing } = this;
    const points = this.corners.points();
    return html`<p class="panel-hint">${say('web-draft-boundary-hint')}</p>
      ${this.file('boundary', 'web-draft-boundary-file')}
      ${boundary ? html`<p role="status">${told(boundary)}</p>` : nothing}
      <div class="tool-deeds"><button type="button" class="button button-quiet" data-deed="draw" aria-pressed=${isDrawing} @click=${() => this.draw()}>${say(isDrawing ? 'web-draft-draw-end' : 'web-draft-draw')}</button>
        ${isDrawing && points.length > 0 ? html`<button type="button" class="button button-quiet" @click=${() => this.corners.undo()}>${say('web-draft-undo')}</button>` : nothing}</div>
      ${isDrawing ? html`<p role="status">${points.length < 3 ? say('web-draft-three') : isCrossed(points) ? say('web-draft-crossed') : say('web-draft-drawn', { area: writeArea(area(points)) })}</p>` : nothing}`;
  }

  private file(name: 'zones' | 'boundary', sentence: string): unknown {
    return html`<label class="field">${say(sentence)}<input type="file" name=${name} accept=".geojson,.json,application/geo+json,application/json"
      @change=${(event: Event) => void this.take(name, event)}></label>`;
  }

  private map(meaning: Meaning, field: string): void {
    this.mapping = { ...this.mapping, [meaning]: field === '' ? undefined : field };
  }

  private async toggle(): Promise<void> {
    this.isOpen = !this.isOpen;
    this.refused = undefined;
    if (this.isOpen) this.communes = this.near();
    if (!this.isOpen) {
      this.endDrawing();
      [this.zones, this.boundary, this.mapping, this.adjustment] = [undefined, undefined, {}, ADJUSTMENTS[0]];
    }
    await this.updateComplete;
    if (this.isOpen) enterForm(this.querySelector('form'));
    else this.querySelector<HTMLElement>('[data-deed=draft]')?.focus();
  }

  private async take(name: 'zones' | 'boundary', event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    const read = file && file.size <= LARGEST_FILE ? readAreas(await file.text().catch(() => '')) : undefined;
    if (name === 'zones') [this.zones, this.mapping] = [read, guessed(read?.fields ?? [])];
    else this.boundary = read;
    field.setCustomValidity(file && !read ? say('web-draft-unreadable') : '');
    field.reportValidity();
  }

  private draw(): void {
    if (this.isDrawing) return this.endDrawing();
    const view = document.querySelector<MapView>('map-view');
    if (!view) return;
    this.isDrawing = true;
    this.corners.isClosed = true;
    this.corners.start(view);
    this.tell('draft-drawing');
    view.focus();
  }

  private endDrawing(): void {
    if (this.isDrawing) this.corners.stop();
    this.isDrawing = false;
  }

  /** What was drawn, closed; nothing if it is no area. */
  private drawn(): Geometry | undefined {
    const points = this.corners.points();
    const ring = this.corners.outline();
    const [first] = ring;
    if (!this.isDrawing || !first || points.length < 3 || isCrossed(points)) return undefined;
    return { type: 'Polygon', coordinates: [[...ring, first].map((corner) => [...corner])] };
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.isBusy) return;
    const form = new FormData(event.target as HTMLFormElement);
    const { zones, boundary, mapping } = this;
    const drawn = this.drawn();
    // One request is in one reference system; degrees have no number, and what is drawn is in degrees.
    const files = [zones, boundary].filter((file) => file !== undefined);
    const systems = new Set(files.map((file) => file.crs ?? (file.isMetric ? this.crs : undefined)));
    if (drawn && !boundary) systems.add(undefined);
    if (systems.size > 1) return this.refuse(say('web-draft-two-systems'));
    const [crs] = systems;
    const ground = boundary ? boundaryOf(boundary) : drawn;
    const sent = { ...described(form), exclusive: form.get('exclusive') !== null, ...(ground ? { boundary: ground } : {}), zones: zones ? zonesOf(zones, mapping) : [] };
    const headers: Record<string, string> = crs === undefined ? {} : { 'Content-Crs': `<http://www.opengis.net/def/crs/EPSG/0/${crs}>` };
    [this.isBusy, this.refused] = [true, undefined];
    try {
      const { id } = await send<Written>('POST', '/v1/plans', sent, headers);
      this.isBusy = false;
      await this.toggle();
      this.tell<number>('plan-drafted', id);
    } catch (trouble) {
      this.isBusy = false;
      const refused = trouble instanceof Refused ? trouble : undefined;
      await this.refuse(refused?.sentence ?? say('web-draft-not-sent'), refused?.findings);
    }
  }

  private async refuse(sentence: string, findings: readonly Finding[] = []): Promise<void> {
    this.refused = { sentence, findings: findings.slice(0, MOST_FINDINGS) };
    await this.updateComplete;
    enterNote(this.querySelector('[data-told]'));
  }
}

function told({ areas, leftOut, crs, isMetric }: AreaFile): string {
  const count = say('web-draft-areas', { count: areas.length, left: leftOut });
  return isMetric ? `${count} ${crs === undefined ? say('web-draft-metric') : say('web-draft-metric-in', { crs: `EPSG:${crs}` })}` : count;
}

/** What stands in a field, so that it is told from others. */
function example({ areas }: AreaFile, field: string): string {
  const value = areas.map(({ fields }) => fields[field]).find((each) => each !== null && each !== undefined && each !== '');
  return value === undefined ? '' : ` (${String(value).slice(0, 24)})`;
}

customElements.define('plan-draft', PlanDraft);
