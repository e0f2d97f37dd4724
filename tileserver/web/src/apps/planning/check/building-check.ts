// Does this building fit? Its footprint drawn on the map or typed, its storeys, height and floor area; the server's verdict on each limit,
// told by word, sign and colour, and what breaks a limit shown on the map.

import type { Feature, Geometry } from 'geojson';
import { html, nothing } from 'lit';
import { readNumbers } from '../../../kit/grid/coordinates.ts';
import { area, isCrossed } from '../../../kit/grid/vn2000.ts';
import { showShapes } from '../../../kit/extract/shapes-on-map.ts';
import type { MapView } from '../../../kit/map/map-view.ts';
import { Corners } from '../../../kit/measure/corners.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeArea, writeLength } from '../../../kit/page/numbers.ts';
import { say } from '../../../kit/page/text.ts';
import { Refused, send } from '../../../kit/server/ask.ts';
import { checkKey, checkList, type Check } from './check-list.ts';

/** What is asked besides the footprint, and what the server calls it. */
const FIELDS = ['storeys', 'height_m', 'floor_area_m2'] as const;
const SENTENCES = { storeys: 'web-check-storeys', height_m: 'web-check-height', floor_area_m2: 'web-check-floor-area' } as const;
/** What breaks a limit, on the map. */
const BREAKING = '#ab0311';

interface Checked {
  checks: Check[];
  warnings?: { text: string }[];
}

export class BuildingCheck extends KitElement {
  static override properties = {
    parcel: {},
    day: {},
    isOpen: { state: true },
    isBusy: { state: true },
    checked: { state: true },
    refused: { state: true },
  };
  /** The key of the parcel it is to stand on. */
  parcel = '';
  day?: string;
  private isOpen = false;
  private isBusy = false;
  private checked?: Checked;
  private refused?: string;
  private view?: MapView;
  private readonly corners = new Corners(() => this.requestUpdate());
  private asking = new AbortController();

  get active(): boolean {
    return this.isOpen;
  }

  start(view: MapView): void {
    if (this.isOpen) return;
    this.view = view;
    this.isOpen = true;
    this.corners.isClosed = true;
    this.corners.start(view);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#check-heading')?.focus());
  }

  stop(): void {
    if (!this.isOpen) return;
    this.drop();
    this.corners.stop();
    this.isOpen = false;
    this.view?.focus();
  }

  /** What breaks a limit, by the key of its row. */
  shapeOf(key: string): Feature | undefined {
    const broken = this.checked?.checks.find(({ geometry }, at) => geometry && checkKey(at) === key)?.geometry;
    return broken ? feature(broken) : undefined;
  }

  /** The map was drawn anew: what stood on it stands there again. */
  redraw(): void {
    this.show(this.checked?.checks ?? []);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.drop();
    if (this.isOpen) this.corners.stop();
    this.isOpen = false;
  }

  protected override render(): unknown {
    if (!this.isOpen) {
      return html`<button type="button" class="button button-quiet" data-deed="check" @click=${() => this.tell('check-asked')}>${say('web-check-open')}</button>`;
    }
    return html`<section class="check" aria-labelledby="check-heading">
      <div class="card-top"><h3 id="check-heading" tabindex="-1">${say('web-check')}</h3>
        <button class="icon-button" type="button" aria-label=${say('web-close')} title=${say('web-close')} @click=${() => this.stop()}><span aria-hidden="true">✕</span></button></div>
      <p class="panel-hint">${say('web-check-hint')}</p>
      <p class="check-size" role="status">${this.size()}</p>
      ${this.corners.list.length === 0 ? nothing : html`<div class="tool-deeds">
        <button type="button" class="button button-quiet" @click=${() => this.corners.undo()}>${say('web-measure-undo')}</button>
        <button type="button" class="button button-quiet" @click=${() => this.corners.set([])}>${say('web-measure-clear')}</button></div>`}
      <form @submit=${(event: SubmitEvent) => this.submit(event)}>
        <label class="field">${say('web-measure-type')}<textarea name="corners" rows="2" spellcheck="false" autocomplete="off"></textarea></label>
        ${FIELDS.map((name) => html`<label class="field">${say(SENTENCES[name])}<input type="text" name=${name} inputmode="decimal" autocomplete="off" maxlength="20"></label>`)}
        <p class="panel-hint">${say('web-check-optional')}</p>
        <p class="refused" role="alert">${this.refused ?? nothing}</p>
        <button class="button" ?disabled=${this.isBusy}>${say(this.isBusy ? 'web-check-going' : 'web-check-go')}</button>
      </form>
      <div role="status">${this.checked ? this.summary(this.checked) : nothing}</div>
      ${this.checked ? html`${checkList(this.checked.checks)}${this.checked.warnings?.map(({ text }) => html`<p class="extract-facts">${text}</p>`)}` : nothing}
    </section>`;
  }

  /** What was drawn was meant for another parcel. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    if (this.isOpen && changed.get('parcel')) this.stop();
  }

  protected override updated(): void {
    if (this.isOpen) this.corners.draw();
  }

  private summary({ checks }: Checked): unknown {
    return html`<p class="check-summary">${say('web-check-done', { count: checks.length, fail: checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'fail_by_standard').length })}</p>`;
  }

  private size(): unknown {
    const points = this.corners.points();
    if (points.length < 3) return say('web-check-three');
    if (isCrossed(points)) return say('web-check-crossed');
    const outline = this.corners.lengths().reduce((sum, each) => sum + each, 0);
    return html`<strong>${say('web-check-footprint', { area: writeArea(area(points)) })}</strong> ${say('web-measure-outline', { length: writeLength(outline) })}`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const typed = this.querySelector<HTMLTextAreaElement>('textarea');
    if (typed && typed.value.trim() !== '') {
      this.corners.set([]);
      if (!this.corners.type(typed.value)) return void (this.refused = say('web-measure-unreadable'));
      typed.value = '';
    }
    const points = this.corners.points();
    if (points.length < 3 || isCrossed(points)) return void (this.refused = say(points.length < 3 ? 'web-check-three' : 'web-check-crossed'));
    const sent: Record<string, unknown> = {};
    for (const name of FIELDS) {
      const text = String(form.get(name) ?? '').trim();
      if (text === '') continue;
      const [number, ...rest] = readNumbers(text);
      if (number === undefined || rest.length > 0) return void (this.refused = say('web-check-number', { text }));
      sent[name] = number;
    }
    void this.ask(sent);
  }

  private async ask(sent: Record<string, unknown>): Promise<void> {
    this.drop();
    const { signal } = (this.asking = new AbortController());
    const [first] = this.corners.outline();
    const ring = [...this.corners.outline(), first];
    const day = this.day === undefined ? {} : { as_of: this.day };
    this.isBusy = true;
    try {
      const checked = await send<Checked>('POST', '/v1/planning/check', { ...sent, ...day, parcel: this.parcel, footprint: { type: 'Polygon', coordinates: [ring] } });
      if (signal.aborted) return;
      this.checked = checked;
      this.show(checked.checks);
    } catch (trouble) {
      if (signal.aborted) return;
      this.refused = (trouble instanceof Refused && trouble.sentence) || say('web-error-remedy');
    } finally {
      if (!signal.aborted) this.isBusy = false;
    }
  }

  /** What was answered is of what was asked before. */
  private drop(): void {
    this.asking.abort();
    this.isBusy = false;
    this.refused = undefined;
    this.checked = undefined;
    this.show([]);
  }

  private show(checks: readonly Check[]): void {
    const { map, isDrawn } = this.view ?? {};
    if (!map || !isDrawn) return;
    // One piece of ground often breaks several limits: it is drawn once.
    const pieces = new Map(checks.flatMap(({ geometry }, at) => (geometry ? [[JSON.stringify(geometry), { ...feature(geometry), id: at }] as const] : [])).reverse());
    const shapes = [...pieces.values()];
    showShapes(map, 'breaking', shapes, ({ id }) => ({ colour: BREAKING, key: checkKey(Number(id)) }));
    this.tell('shapes-changed');
  }
}

function feature(shape: Geometry | Feature): Feature {
  return shape.type === 'Feature' ? shape : { type: 'Feature', properties: {}, geometry: shape };
}

customElements.define('building-check', BuildingCheck);
