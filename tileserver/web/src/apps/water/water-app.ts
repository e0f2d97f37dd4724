// A pipe bursts: tap it, or type where it is; which valves to close, who goes without water, and what if a valve does not move.

import { html, nothing } from 'lit';
import type { Hit } from '../../kit/map/hits.ts';
import type { OfficialStyle } from '../../kit/map/map-style.ts';
import type { Picked } from '../../kit/map/map-view.ts';
import { say } from '../../kit/page/text.ts';
import { theme } from '../../kit/page/theme.ts';
import type { Found } from '../../kit/search/search.ts';
import { whole } from '../../kit/server/ask.ts';
import type { Changed } from '../../kit/server/changes.ts';
import { SubjectViewer } from '../../kit/viewer/subject-viewer.ts';
import { answerView } from './case/answer-view.ts';
import { askIsolation, FURTHEST_M, WITHIN_M, WITHIN_OF_ADDRESS_M } from './case/asking.ts';
import { actionBar } from './case/action-bar.ts';
import { BurstCase } from './case/case.ts';
import './case/note-form.ts';
import { tour } from './case/tour.ts';
import type { Burst, Degrees, Network, NetworkList, Valve } from './case/wire.ts';
import { askedName } from './case/words.ts';
import { DEVICES, EDGES, NODES, SHOWN, withNetwork } from './map/network-look.ts';
import { drawBurst } from './map/on-map.ts';
import './texts.ts';
import '../../kit/search/map-search.ts';

/** Layers of the subject begin so: whatever else is edited changes no answer. */
const OF_NETWORKS = /^network/;

export class WaterApp extends SubjectViewer {
  static override properties = { ...SubjectViewer.properties, list: { state: true }, network: { state: true }, noting: { state: true }, said: { state: true } };
  protected override readonly heading = 'web-water';
  protected override readonly usual = SHOWN;
  private list: NetworkList | undefined;
  /** The network that is asked when a place does not say which. */
  private network = '';
  /** The valve whose form is open. */
  private noting: string | undefined;
  private said = '';
  private readonly burst = new BurstCase(askIsolation, () => this.told());
  private order: Valve[] = [];

  constructor() {
    super('water', 'planning');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const deeds: Record<string, (detail: never) => unknown> = {
      'search-chosen': (found: Found) => this.found(found),
      'note-left': () => this.endNote(),
      'note-done': (id: string) => this.noted(id),
    };
    for (const [name, done] of Object.entries(deeds)) this.addEventListener(name, (event) => void done((event as CustomEvent<never>).detail));
    this.addEventListener('keydown', (event) => this.pressedKey(event));
  }

  protected override async officialLook(): Promise<OfficialStyle | undefined> {
    return withNetwork(await super.officialLook());
  }

  protected override opened(): void {
    this.drawAnswer();
    super.opened();
  }

  protected override async read(signal: AbortSignal): Promise<void> {
    const join = (all: NetworkList, page: NetworkList): NetworkList => ({ ...page, networks: [...all.networks, ...page.networks] });
    const isFirst = this.list === undefined;
    this.list = await whole('/v1/networks?limit=1000&f=json', signal, join);
    if (!this.list?.networks.some(({ name }) => name === this.network)) this.network = this.list?.networks[0]?.name ?? '';
    if (isFirst) this.openLinked();
    else await this.burst.again();
  }

  protected override changed(news: readonly Changed[]): void {
    if (news.some(({ layer }) => OF_NETWORKS.test(layer))) super.changed(news);
  }

  protected override picked({ hits, lon, lat, within_m }: Picked): void {
    const valve = hits.find(({ layer, fields }) => layer === DEVICES && this.burst.answer?.valves.some(({ id }) => id === fields.ma));
    if (valve) return this.toValve(String(valve.fields.ma));
    const network = networkOf(hits) ?? this.network;
    void this.isolate({ network, at: [lon, lat], within_m: Math.min(FURTHEST_M, Math.max(WITHIN_M, Math.ceil(within_m))) });
  }

  /** Who is here now may see other names: what was answered is asked anew. */
  protected override leave(): void {
    this.burst.forget();
    this.noting = undefined;
  }

  protected override content(): unknown {
    return html`${this.question()}${this.answer()}
      <div class="water-bar">${actionBar({
        news: this.burst.news,
        hasBurst: this.burst.burst !== undefined,
        said: this.said,
        take: () => this.burst.take(),
        leave: () => this.burst.leave(),
      })}</div>`;
  }

  /** The one question: where is it? */
  private question(): unknown {
    const titles = new Map(this.published?.layers.map(({ name, title }) => [name, title]));
    return html`<section class="water-ask" aria-label=${say('web-water-ask')}>
      ${this.burst.burst ? nothing : html`<p class="water-lead">${say('web-water-lead')}</p>`}
      <map-search .near=${() => this.mapView().middle()} .titles=${titles}></map-search>
      ${this.networks()}</section>`;
  }

  private networks(): unknown {
    const { list } = this;
    if (!list) return nothing;
    if (list.networks.length === 0) return html`<p>${say('web-water-empty')}</p>`;
    const chosen = (event: Event) => (this.network = (event.target as HTMLSelectElement).value);
    const option = ({ name }: Network) => html`<option value=${name} ?selected=${name === this.network}>${name}</option>`;
    return list.networks.length === 1 || this.burst.burst
      ? nothing
      : html`<label class="field">${say('web-water-network')}<select name="network" @change=${chosen}>${list.networks.map(option)}</select></label>`;
  }

  private answer(): unknown {
    const { burst, answer, plain, isAsking, refused } = this.burst;
    if (!burst) return nothing;
    if (refused) return this.refusal(burst, refused.sentence);
    if (!answer || !plain) return html`<section class="answer" aria-busy="true"><h2 id="answer-heading" tabindex="-1">${askedName(burst)}</h2><div class="note-bars" aria-hidden="true"></div></section>`;
    const { marked, whatIf, at } = this.burst;
    const form = html`<note-form .network=${burst.network} .device=${this.noting ?? ''}></note-form>`;
    return answerView({
      answer, at, isAsking, marked, whatIf, order: this.order, added: whatIf?.added ?? [], source: nothing,
      noting: this.noting === undefined ? undefined : { id: this.noting, form },
      choose: (edge) => void this.isolate({ network: burst.network, edge }),
      goTo: (place) => this.showPlaces([place]),
      deeds: {
        go: (id) => this.goToValve(id),
        mark: (id) => void this.mark(id),
        unmark: (id) => void this.burst.unmark(id),
        note: this.mayOperate ? (id) => (this.noting = this.noting === id ? undefined : id) : undefined,
      },
    });
  }

  private refusal(burst: Burst, sentence: string | undefined): unknown {
    const wider = burst.at && (burst.within_m ?? 0) < FURTHEST_M ? () => void this.isolate({ ...burst, within_m: FURTHEST_M }) : undefined;
    return html`<section class="answer" data-refused><h2 id="answer-heading" tabindex="-1">${askedName(burst)}</h2>
      <p class="refused">${sentence ?? say('web-error-remedy')}</p>
      ${wider ? html`<button type="button" class="button" data-deed="wider" @click=${wider}>${say('web-water-wider', { metres: FURTHEST_M })}</button>` : nothing}
      <button type="button" class="button button-quiet" @click=${() => void this.isolate(burst)}>${say('web-retry')}</button></section>`;
  }

  private get mayOperate(): boolean {
    return this.session?.grants?.some((grant) => /^network\.operate(@|$)/.test(grant)) === true;
  }

  /** What a link asks: `?edge=O-12&network=cap-nuoc`, `?at=lon,lat`. */
  private openLinked(): void {
    const asked = new URLSearchParams(location.search);
    const [edge, network] = [asked.get('edge'), asked.get('network') ?? this.network];
    const at = asked.get('at')?.split(',').map(Number);
    if (edge) void this.isolate({ network, edge });
    else if (at?.length === 2 && at.every(Number.isFinite)) void this.isolate({ network, at: at as Degrees });
  }

  private async found({ at, layer, id }: Found): Promise<void> {
    const isPart = id !== undefined && [EDGES, NODES, DEVICES].includes(layer ?? '');
    const part = isPart ? { [layer === EDGES ? 'edge' : layer === NODES ? 'node' : 'device']: `#${id}` } : { at, within_m: WITHIN_OF_ADDRESS_M };
    await this.isolate({ network: this.network, ...part });
  }

  /** Asks, and goes to the answer: the heading takes the focus, the map shows all valves. */
  private async isolate(burst: Burst): Promise<void> {
    this.noting = undefined;
    this.said = '';
    const asked = this.burst.open(burst);
    await this.updateComplete;
    this.toHeading();
    await asked;
    await this.updateComplete;
    this.toHeading();
    this.showWhole();
  }

  private async mark(id: string): Promise<void> {
    this.noting = undefined;
    await this.burst.mark(id);
    await this.updateComplete;
    this.querySelector('.difference-place')?.scrollIntoView({ block: 'nearest' });
    // The button that was pressed is gone: its place is taken by the way back.
    this.querySelector<HTMLElement>(`[data-marked="${CSS.escape(id)}"] [data-deed=unmark]`)?.focus({ preventScroll: true });
    this.showWhole();
  }

  /** Something of the burst is different. */
  private told(): void {
    const { answer } = this.burst;
    const valves = answer?.valves.filter(({ close }) => close) ?? [];
    this.order = tour(valves, answer?.burst.at ?? undefined);
    this.requestUpdate();
    this.drawAnswer();
  }

  private drawAnswer(): void {
    const view = this.isConnected ? this.mapView() : null;
    if (!view?.map || !view.isDrawn) return;
    const { answer, plain, marked, whatIf } = this.burst;
    const drawn = answer && plain ? { answer, plain, order: this.order, marked, added: whatIf?.added ?? [] } : undefined;
    drawBurst(view.map, drawn, theme() === 'dark');
    if (answer?.burst.at) view.pinAt(answer.burst.at);
    else view.unpin();
  }

  /** All valves and the burst in view; a map that shows them all already stays where it is. */
  private showWhole(): void {
    const { answer } = this.burst;
    const places = [answer?.burst.at, ...this.order.map(({ at }) => at), ...(answer?.segment.geometry.coordinates.flat() ?? [])];
    this.showPlaces(places.filter((place): place is Degrees => Array.isArray(place)));
  }

  private showPlaces(places: Degrees[]): void {
    const view = this.mapView();
    const free = view.map?.getBounds();
    if (places.length === 0 || !view.map || !free) return;
    const covered = this.sheet()?.covered ?? 0;
    const floor = view.map.getCanvas().clientHeight - covered;
    const isSeen = (place: Degrees) => free.contains(place) && (view.map?.project(place).y ?? 0) < floor;
    if (!places.every(isSeen)) view.showAll(places);
  }

  private goToValve(id: string): void {
    const at = [...(this.burst.answer?.valves ?? []), ...(this.burst.plain?.valves ?? [])].find((valve) => valve.id === id)?.at;
    const { map } = this.mapView();
    const sheet = this.sheet();
    if (sheet?.stop === 'full') sheet.stop = 'half';
    if (at) map?.easeTo({ center: at, zoom: Math.max(map.getZoom(), 18) });
  }

  /** A valve of the map in the list. */
  private toValve(id: string): void {
    const row = ['valve', 'marked', 'other'].map((kind) => this.querySelector<HTMLElement>(`[data-${kind}="${CSS.escape(id)}"]`)).find((found) => found);
    row?.closest('details')?.setAttribute('open', '');
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('.valve-go')?.focus({ preventScroll: true });
  }

  /** A digit goes to the valve of that number, from the map and from the list. */
  private pressedKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    if (!target.closest('.valves, map-view') || target.closest('input, select, textarea')) return;
    const valve = this.order[Number(event.key) - 1];
    if (!valve) return;
    event.preventDefault();
    this.toValve(valve.id);
  }

  private endNote(): void {
    const id = this.noting;
    this.noting = undefined;
    if (id !== undefined) void this.updateComplete.then(() => this.toValve(id));
  }

  /** What was noted is in the network now: the mark is not needed any more, and the answer is asked anew. */
  private async noted(id: string): Promise<void> {
    this.noting = undefined;
    this.said = say('web-water-noted', { valve: id });
    if (this.burst.marked.includes(id)) await this.burst.unmark(id);
    else if (this.burst.burst) await this.burst.open(this.burst.burst);
  }

  private toHeading(): void {
    const heading = this.querySelector<HTMLElement>('#answer-heading');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }
}

/** Which network a pressed thing belongs to. */
function networkOf(hits: readonly Hit[]): string | undefined {
  const hit = hits.find(({ layer, fields }) => [EDGES, DEVICES, NODES].includes(layer) && typeof fields.mang === 'string');
  return hit && String(hit.fields.mang);
}

customElements.define('water-app', WaterApp);
