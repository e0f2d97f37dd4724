// Zones of the network as valves stand now: a switch, a legend with what each zone is, and one of them told with what controls it. Read anew
// when the network changes. What is drawn, and what the link says, is the app's.

import { html, nothing } from 'lit';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { writeNumber, writeTenths } from '../../../kit/page/numbers.ts';
import { say, sayIfKnown } from '../../../kit/page/text.ts';
import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import type { Burst, Degrees } from '../case/wire.ts';
import { zoneLook } from '../map/zone-look.ts';
import type { ZoneDrawn } from '../map/zones-on-map.ts';
import { askZones, kindsOf, ofKind, type Zone } from './wire.ts';
import '../texts.ts';

/** A pipe that was pressed while zones are shown. */
export interface PressedPipe {
  network: string;
  edge: string | undefined;
  at: Degrees;
}

export class ZoneBox extends KitElement {
  static override properties = { network: {}, kind: {}, news: {}, pressed: {}, zones: { state: true }, chosen: { state: true }, refused: { state: true } };
  network = '';
  /** The kind that is shown; nothing while the switch is off, empty for the first there is. */
  kind: string | undefined;
  /** Another object when the network changed. */
  news: object = {};
  pressed: PressedPipe | undefined;
  private zones: Zone[] | undefined;
  private chosen: string | undefined;
  private refused: string | undefined;
  private asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking.abort();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('network') && changed.get('network') !== undefined) [this.zones, this.chosen] = [undefined, undefined];
    if (['network', 'news', 'kind'].some((name) => changed.has(name))) void this.read();
    if (changed.has('pressed') && this.pressed) this.choosePressed(this.pressed);
    if (changed.has('zones') || changed.has('chosen') || changed.has('kind')) this.tell<ZoneDrawn[]>('zones-drawn', this.drawn());
  }

  protected override render(): unknown {
    const isOn = this.kind !== undefined;
    return html`<section class="zones" aria-label=${say('web-water-zones')}>
      <label class="zone-switch"><input type="checkbox" name="zones" .checked=${isOn} @change=${(event: Event) => this.turn((event.target as HTMLInputElement).checked)}>
        ${say('web-water-zones')}</label>
      ${isOn ? this.told() : nothing}</section>`;
  }

  private told(): unknown {
    const { zones, refused } = this;
    if (refused !== undefined) return html`<p class="refused">${refused}</p>`;
    if (!zones) return html`<div class="note-bars" aria-hidden="true"></div>`;
    if (zones.length === 0) return html`<p data-no-zones>${say('web-water-no-zones')}</p>`;
    return html`${this.kinds(zones)}<ul class="zone-list">${this.shown().map((zone, place) => this.row(zone, place))}</ul>${this.strange()}`;
  }

  private kinds(zones: readonly Zone[]): unknown {
    const kinds = kindsOf(zones);
    if (kinds.length < 2) return nothing;
    const [first] = this.shown();
    return html`<label class="field">${say('web-water-zone-kind')}<select name="zone-kind" @change=${(event: Event) => this.tell<string>('zones-wanted', (event.target as HTMLSelectElement).value)}>
      ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === first?.kind}>${kindName(kind)}</option>`)}</select></label>`;
  }

  private row(zone: Zone, place: number): unknown {
    const [isChosen, { colour, isDashed }] = [zone.id === this.chosen, zoneLook(place)];
    return html`<li data-zone=${zone.id}><button type="button" class="zone-row" aria-expanded=${isChosen} @click=${() => this.choose(isChosen ? undefined : zone.id)}>
      <span class="zone-swatch" .style=${`border-top: 8px ${isDashed ? 'dashed' : 'solid'} ${colour}`} aria-hidden="true"></span>
      <span class="valve-words"><strong>${zone.name ?? zone.id}</strong> <span class="valve-state">${zone.name ? `${zone.id} · ` : ''}${say('web-water-zone-facts', { length: kilometres(zone.length_m), customers: zone.customers })}</span></span></button>
      ${zone.supplied ? nothing : html`<p class="zone-alarm" data-dry>${say('web-water-zone-dry')}</p>`}
      ${zone.meets.length === 0 ? nothing : html`<p class="zone-alarm" data-meets>${say('web-water-zone-meets', { zones: zone.meets.join(', ') })}</p>`}
      ${isChosen ? details(zone) : nothing}</li>`;
  }

  /** A pipe that was pressed, and what to do with it: it may have burst, or belong to no zone. */
  private strange(): unknown {
    const { pressed } = this;
    if (!pressed) return nothing;
    const zone = this.zoneOf(pressed);
    return html`<div data-pressed role="status">${pressed.edge === undefined ? nothing : html`<p>${zone
      ? say('web-water-zone-of', { code: pressed.edge, zone: zone.name ?? zone.id })
      : say('web-water-zone-none', { code: pressed.edge })}</p>`}
      <button type="button" class="button button-quiet" data-deed="burst-here" @click=${() => this.tell<Burst>('burst-asked', { network: pressed.network, at: pressed.at })}>${say('web-water-burst-here')}</button></div>`;
  }

  private shown(): Zone[] {
    return this.kind === undefined ? [] : ofKind(this.zones ?? [], this.kind);
  }

  private drawn(): ZoneDrawn[] {
    return this.shown().map(({ id, geometry }, place) => ({ id, geometry, place, isChosen: id === this.chosen }));
  }

  private zoneOf({ network, edge }: PressedPipe): Zone | undefined {
    return network === this.network && edge !== undefined ? this.shown().find(({ edges }) => edges.includes(edge)) : undefined;
  }

  private turn(is: boolean): void {
    this.chosen = undefined;
    this.tell<string | undefined>('zones-wanted', is ? '' : undefined);
  }

  private choose(id: string | undefined): void {
    this.chosen = id;
    const places = this.shown().find((zone) => zone.id === id)?.geometry.coordinates.flat();
    if (places && places.length > 0) this.tell<Degrees[]>('places-wanted', places);
  }

  private choosePressed(pressed: PressedPipe): void {
    this.chosen = this.zoneOf(pressed)?.id;
    void this.updateComplete.then(() => this.querySelector(this.chosen === undefined ? '[data-pressed]' : `[data-zone="${CSS.escape(this.chosen)}"]`)?.scrollIntoView({ block: 'nearest' }));
  }

  private async read(): Promise<void> {
    if (this.kind === undefined || this.network === '') return;
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    try {
      const { zones } = await askZones(this.network, signal);
      if (!signal.aborted) [this.zones, this.refused] = [zones, undefined];
    } catch (trouble) {
      if (signal.aborted || isBrokenOff(trouble)) return;
      [this.zones, this.refused] = [undefined, (trouble instanceof Refused && trouble.sentence) || say('web-water-zones-off-line')];
    }
  }
}

function details({ kind, controllers, unknown_controllers, boundary }: Zone): unknown {
  const line = (sentence: string, codes: readonly string[]) =>
    codes.length === 0 ? nothing : html`<p><strong>${say(sentence)}</strong> ${codes.join(', ')}</p>`;
  return html`<div class="zone-details" data-details><p>${kindName(kind)}</p>
    ${line('web-water-zone-controllers', controllers)}${line('web-water-zone-boundary', boundary)}${line('web-water-zone-unknown', unknown_controllers)}</div>`;
}

function kindName(kind: string): string {
  return sayIfKnown(`web-water-zone-kind-${kind}`) ?? kind;
}

function kilometres(length_m: number): string {
  return length_m < 1000 ? `${writeNumber(Math.round(length_m))} m` : `${writeTenths(length_m / 1000)} km`;
}

customElements.define('zone-box', ZoneBox);
