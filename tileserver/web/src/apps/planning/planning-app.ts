// Puts the kit together: asks for the layers, draws them, keeps the link, the legend and the card in step.

import { html } from 'lit';
import type { BottomSheet } from '../../kit/bottom-sheet.ts';
import { Arrangement } from '../../kit/arrangement.ts';
import { offeredBaseMaps, type BaseMap } from '../../kit/base-maps.ts';
import { listen, type Changed, type News } from '../../kit/changes.ts';
import { dataGrid } from '../../kit/data-grid.ts';
import type { Hit } from '../../kit/hits.ts';
import { KitElement } from '../../kit/kit-element.ts';
import { readLegend, unfilled, type InView } from '../../kit/legend-reading.ts';
import type { LayerWish } from '../../kit/map-layers.ts';
import { composeStyle, officialStyle, type Composed, type OfficialStyle } from '../../kit/map-style.ts';
import type { MapView, Picked } from '../../kit/map-view.ts';
import { readView, writeView, type Selected, type View } from '../../kit/permalink.ts';
import type { MapSearch } from '../../kit/map-search.ts';
import type { PlaceCard } from '../../kit/place-card.ts';
import type { Found } from '../../kit/search.ts';
import type { Status } from '../../kit/status-note.ts';
import { featureFields, publishedLayers, type Published } from '../../kit/store-layers.ts';
import { isLanguage, say, speak, type Language } from '../../kit/text.ts';
import { onTheme } from '../../kit/theme.ts';
import '../../kit/bottom-sheet.ts';
import '../../kit/language-switch.ts';
import '../../kit/map-layers.ts';
import '../../kit/map-legend.ts';
import '../../kit/map-search.ts';
import '../../kit/map-view.ts';
import '../../kit/panel-tabs.ts';
import '../../kit/place-card.ts';
import '../../kit/sign-in.ts';
import '../../kit/status-note.ts';
import '../../kit/theme-switch.ts';

const APP = 'planning';
/** The folder under `styles/` whose look is used where it fits. */
const STYLE = 'planning';

type Tab = 'info' | 'layers' | 'legend' | 'tools';
const TABS: readonly Tab[] = ['info', 'layers', 'legend', 'tools'];

export class PlanningApp extends KitElement {
  static override properties = {
    status: { state: true },
    hits: { state: true },
    openHit: { state: true },
    inView: { state: true },
    exact: { state: true },
    tab: { state: true },
    baseMaps: { state: true },
  };
  private status: Status = 'loading';
  private trouble?: unknown;
  private view: View = readView(location.hash, APP);
  private published?: Published;
  private official?: OfficialStyle;
  private composed?: Composed;
  private tab: Tab = 'legend';
  private readonly layers = new Arrangement();
  private baseMaps: BaseMap[] = [];
  private hits?: Hit[];
  private openHit = 0;
  private inView: InView = new Map();
  private exact: ReadonlyMap<string, Record<string, unknown> | null> = new Map();

  override connectedCallback(): void {
    speak(this.view.language ?? this.asked());
    super.connectedCallback();
    window.addEventListener('hashchange', () => this.followLink());
    window.addEventListener('keydown', (event) => event.key === 'Escape' && this.closeCard());
    onTheme(() => this.redraw());
    void this.load();
    listen((news) => this.refresh(news));
  }

  protected override render(): unknown {
    document.title = say('web-title');
    const layers = this.published?.layers ?? [];
    const legends = this.composed?.legends ?? new Map();
    return html`<a class="skip" href="#map" @click=${(event: Event) => this.skipToMap(event)}>${say('web-skip-to-map')}</a>
      <header class="bar">
        <div class="brand"><h1><a class="brand-name" href="/">${say('web-brand')}</a></h1><p>${say('web-tagline')}</p></div>
        <map-search .near=${() => this.mapView().middle()}
          @search-chosen=${(event: CustomEvent<Found>) => this.goToFound(event.detail)}></map-search>
        <div class="bar-tools">
          <language-switch @language-chosen=${(event: CustomEvent<Language>) => this.changeLanguage(event.detail)}></language-switch>
          <theme-switch></theme-switch>
          <sign-in @session-changed=${() => this.loadAnew()}></sign-in>
        </div>
      </header>
      <main @layer-wish=${(event: CustomEvent<LayerWish>) => this.arrange(event.detail)}
        @tab-chosen=${(event: CustomEvent<Tab>) => this.openTab(event.detail)}
        @map-picked=${(event: CustomEvent<Picked>) => this.showPlace(event.detail)}
        @search-asked=${() => this.querySelector<MapSearch>('map-search')?.focus()}
        @map-trouble=${() => this.noteTrouble()}
        @map-moved=${() => this.writeLink()} @map-settled=${() => this.readLegend()}
        @card-closed=${() => this.closeCard()} @feature-opened=${(event: CustomEvent<number>) => this.openFeature(event.detail)}
        @sheet-moved=${() => this.mapView().leaveRoom(this.sheet().covered)} @retry=${() => this.load()}>
        <bottom-sheet data-stop="half">
          <panel-tabs .names=${TABS} .chosen=${this.tab}></panel-tabs>
          <div class="sheet-content">
            <status-note .status=${this.status} .trouble=${this.trouble}></status-note>
            ${this.panel('info', html`<place-card .hits=${this.hits} .layers=${layers} .open=${this.openHit}
              .legends=${legends} .exact=${this.exact}></place-card>`)}
            ${this.panel('layers', html`<map-layers .stack=${this.layers.stack} .legends=${legends} .baseMaps=${this.baseMaps}
              .base=${this.view.base} .canUndo=${this.layers.canUndo}></map-layers>`)}
            ${this.panel('legend', html`<map-legend .stack=${this.layers.stack} .legends=${legends} .inView=${this.inView}
              .unfilled=${unfilled(this.composed, this.layers.stack)}></map-legend>`)}
            ${this.panel('tools', '')}
          </div>
        </bottom-sheet>
        <map-view id="map"></map-view>
      </main>`;
  }

  private panel(name: Tab, content: unknown): unknown {
    return html`<div class="panel" role="tabpanel" id="panel-${name}" aria-labelledby="tab-${name}" ?hidden=${name !== this.tab}>${content}</div>`;
  }

  private async load(): Promise<void> {
    this.status = 'loading';
    try {
      const [published, official] = await Promise.all([publishedLayers(), officialStyle(STYLE)]);
      this.published = published;
      this.official = official;
      this.status = published.layers.length === 0 ? 'empty' : 'ready';
      if (this.status === 'ready') await this.draw();
    } catch (trouble) {
      this.trouble = trouble;
      this.status = 'error';
    }
  }

  /** Somebody signed in or out: layers, tiles and cards are others now. */
  private loadAnew(): Promise<void> {
    delete this.dataset.drawn;
    this.view.at = this.mapView().place() ?? this.view.at;
    this.exact = new Map();
    this.hits = undefined;
    this.view.selected = undefined;
    return this.load();
  }

  /** Draws the map of what is published, where the link or the layers' box says. */
  private async draw(): Promise<void> {
    if (!this.published) return;
    const { layers } = this.published;
    this.composed = composeStyle(this.published, this.official);
    this.layers.begin(this.published.layers, this.composed.legends, this.view);
    await this.updateComplete;
    const { at } = this.view;
    const who = this.published.attribution;
    const drawn = this.mapView().open({
      composed: this.composed,
      attribution: who === '' ? undefined : say('web-attribution', { who }),
      stack: this.layers.stack,
      base: this.view.base,
      at,
      gridAt: (place) => dataGrid(layers, place),
      box: this.published.box,
      bottom: this.sheet().covered,
    });
    if (!(await drawn.then(() => true, () => false))) {
      this.status = 'undrawable';
      return;
    }
    if (this.view.base) void this.askForBases();
    if (this.view.selected) this.select(this.view.selected);
    this.readLegend();
    this.writeLink();
    this.dataset.drawn = 'true';
    this.runAsked();
  }

  /** A link may ask a question instead of naming a place: `?q=`. It is asked once. */
  private runAsked(): void {
    const asked = new URLSearchParams(location.search).get('q')?.trim();
    if (!asked) return;
    history.replaceState(null, '', `${location.pathname}${location.hash}`);
    void this.querySelector<MapSearch>('map-search')?.run(asked);
  }

  /** Flies to what was found; a feature is chosen there, a bare place is marked and looked at. */
  private async goToFound(found: Found): Promise<void> {
    this.closeCard();
    await this.mapView().fly(found);
    if (found.layer !== undefined && found.id !== undefined) {
      this.openHit = 0;
      this.select({ layer: found.layer, id: found.id });
      this.sheet().stop = this.sheet().stop === 'full' ? 'full' : 'half';
      await this.updateComplete;
      this.querySelector<PlaceCard>('place-card')?.announce();
    } else if (found.kind === 'coordinate') {
      this.mapView().pickAtCentre();
    } else {
      this.mapView().focus();
    }
  }

  /** What changed on the server is drawn and read anew; the map stays where it is. */
  private refresh(news: News): void {
    if (this.status !== 'ready' && this.status !== 'partial') return;
    // Layers that came, went or were replaced have other fields and classes, too.
    if (!news || news.some(({ whole }) => whole)) {
      this.exact = new Map();
      this.view.at = this.mapView().place() ?? this.view.at;
      void this.load();
      return;
    }
    this.mapView().refresh(news);
    const { selected } = this.view;
    const isTouched = ({ layer, ids }: Changed) => layer === selected?.layer && (ids?.includes(selected.id) ?? true);
    const touched = new Set(news.flatMap(({ layer, ids }) => ids?.map((id) => `${layer}/${id}`) ?? []));
    this.exact = new Map([...this.exact].filter(([key]) => !touched.has(key)));
    if (selected && news.some(isTouched)) this.readExact(selected);
  }

  /** A tile or a font did not come; what did come stays. */
  private noteTrouble(): void {
    if (this.status === 'ready') this.status = 'partial';
  }

  private showPlace({ hits }: Picked): void {
    this.hits = hits;
    this.tab = 'info';
    this.sheet().stop = this.sheet().stop === 'full' ? 'full' : 'half';
    this.openFeature(hits.length > 0 ? 0 : -1);
    void this.updateComplete.then(() => this.querySelector<PlaceCard>('place-card')?.announce());
  }

  private openFeature(at: number): void {
    this.openHit = at;
    const hit = this.hits?.[at];
    this.select(hit?.id === undefined ? undefined : { layer: hit.layer, id: hit.id });
  }

  /** Outlines a feature and asks the store for its exact fields. */
  private select(selected: Selected | undefined): void {
    this.view.selected = selected;
    this.mapView().outline(selected);
    this.writeLink();
    if (!selected) return;
    if (!this.hits) {
      this.hits = [{ ...selected, fields: {} }];
      this.tab = 'info';
    }
    if (!this.exact.get(`${selected.layer}/${selected.id}`)) this.readExact(selected);
  }

  private readExact({ layer, id }: Selected): void {
    const key = `${layer}/${id}`;
    featureFields(layer, id)
      .catch(() => null)
      .then((fields) => {
        this.exact = new Map(this.exact).set(key, fields);
        if (fields) this.hits = this.hits?.map((hit) => (`${hit.layer}/${hit.id}` === key ? { ...hit, fields } : hit));
      });
  }

  private closeCard(): void {
    this.mapView().unpin();
    if (!this.hits) return;
    this.hits = undefined;
    this.select(undefined);
    this.mapView().focus();
  }

  /** Layers as the reader wishes them: drawn, in the link and in the legend. */
  private arrange(wish: LayerWish): void {
    this.layers.fulfil(wish, this.view);
    this.mapView().arrange(this.layers.stack, this.view.base);
    this.writeLink();
    this.requestUpdate();
  }

  /** Asked for when somebody looks for them. */
  private async askForBases(): Promise<void> {
    if (this.baseMaps.length === 0) this.baseMaps = await offeredBaseMaps();
    this.mapView().baseMaps = this.baseMaps;
    this.mapView().arrange(this.layers.stack, this.view.base);
  }

  private openTab(tab: Tab): void {
    this.tab = tab;
    if (tab === 'layers') void this.askForBases();
    if (this.sheet().stop === 'peek') this.sheet().stop = 'half';
  }

  private readLegend(): void {
    const map = this.mapView().map;
    if (map && this.composed && this.published) this.inView = readLegend(map, this.composed, this.published.layers);
  }

  private changeLanguage(chosen: Language): void {
    this.view.language = chosen;
    speak(chosen);
    this.sheet().words();
    this.redraw();
  }

  /** Draws the map in another language or theme, where it stands. */
  private redraw(): void {
    this.view.at = this.mapView().place() ?? this.view.at;
    void this.draw();
  }

  private followLink(): void {
    const view = readView(location.hash, APP);
    if (writeView(view) === writeView(this.view)) return;
    this.view = view;
    if (view.language) speak(view.language);
    if (view.at) this.mapView().goTo(view.at);
    if (this.published && this.composed) this.layers.begin(this.published.layers, this.composed.legends, view);
    this.mapView().arrange(this.layers.stack, view.base);
    this.hits = undefined;
    this.select(view.selected);
    this.requestUpdate();
  }

  private writeLink(): void {
    this.view.at = this.mapView().place() ?? this.view.at;
    history.replaceState(null, '', writeView(this.view));
  }

  /** `?lang=`, then the browser's wish, then Vietnamese, as the server decides it. */
  private asked(): Language {
    const wish = new URLSearchParams(location.search).get('lang');
    return isLanguage(wish) ? wish : 'vi';
  }

  private skipToMap(event: Event): void {
    event.preventDefault();
    this.mapView().focus();
  }

  private mapView(): MapView {
    return this.querySelector('map-view') as MapView;
  }

  private sheet(): BottomSheet {
    return this.querySelector('bottom-sheet') as BottomSheet;
  }
}

customElements.define('planning-app', PlanningApp);
