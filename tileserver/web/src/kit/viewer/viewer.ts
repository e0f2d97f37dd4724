// What every map app does: asks for the layers, draws them, follows what changes on the server, and keeps the link, the
// legend and the language in step. What is shown beside the map, and what a click means, is the app's.

import { Arrangement } from '../layers/arrangement.ts';
import { lookOf, withLook, type Look } from '../layers/looks.ts';
import { strengths } from '../layers/layer-stack.ts';
import { offeredBaseMaps, type BaseMap } from '../server/base-maps.ts';
import type { BottomSheet } from '../panel/bottom-sheet.ts';
import { Trail } from '../panel/trail.ts';
import { listen, type Changed, type News } from '../server/changes.ts';
import { dataGrid } from '../grid/data-grid.ts';
import { featuresInView, type InView as Drawn } from '../place/features-in-view.ts';
import { KitElement } from '../page/kit-element.ts';
import type { InView } from '../legend/legend-reading.ts';
import { LegendWork, type LegendWish } from '../legend/legend-work.ts';
import type { LayerWish } from '../layers/map-layers.ts';
import { rimUnderPointer, withRims } from '../map/look/hover.ts';
import { composeStyle, officialStyle, type Composed, type OfficialStyle } from '../map/map-style.ts';
import type { MapView } from '../map/map-view.ts';
import { writeNumber } from '../page/numbers.ts';
import { readView, writeView, type OwnParts, type View } from '../share/permalink.ts';
import type { Status } from '../panel/status-note.ts';
import { mayPass, pauseBefore } from '../server/ask.ts';
import { publishedLayers, type Published } from '../server/store-layers.ts';
import { beingRead, say, speak, wished, type Language } from '../page/text.ts';
import { onTheme } from '../page/theme.ts';

export abstract class Viewer extends KitElement {
  static override properties = {
    status: { state: true },
    inView: { state: true },
    drawn: { state: true },
    baseMaps: { state: true },
    colouring: { state: true },
    revision: { state: true },
  };
  protected status: Status = 'loading';
  protected trouble?: unknown;
  protected view: View;
  protected published?: Published;
  protected composed?: Composed;
  protected readonly layers = new Arrangement();
  /** Layers the app shows otherwise than usual, by name: 0 hidden, 1 as the style draws them. */
  protected readonly usual: ReadonlyMap<string, number> = new Map();
  protected baseMaps: BaseMap[] = [];
  /** Classes the map draws now, and the features of its main layer. */
  protected inView: InView = new Map();
  protected drawn?: Drawn;
  /** What a reader does with the legend, and the layer whose colours somebody is asked about. */
  protected readonly legend = new LegendWork(() => (this.mapView().isDrawn ? this.mapView().map : undefined), () => this.legendChanged());
  protected colouring?: string;
  /** Where the data stands on the server. */
  protected revision?: number;
  protected readonly parts: OwnParts = {
    get: (key) => this.view.rest.find(([name]) => name === key)?.[1],
    set: (key, value) => {
      this.view.rest = [...this.view.rest.filter(([name]) => name !== key), ...(value === undefined ? [] : [[key, value] as [string, string]])];
      this.writeLink();
      this.requestUpdate();
    },
  };
  /** What Back leads to. */
  protected readonly trail = new Trail();
  private official?: OfficialStyle;
  /** Times in a row that the layers did not come. */
  private failures = 0;
  private soon?: ReturnType<typeof setTimeout>;
  /** Answers to an older question are not heard. */
  private turn = 0;
  /** And an older style is not drawn. */
  private drawing = 0;

  /** The app's name in links, and the folder under `styles/` whose look is used where it fits. */
  constructor(
    private readonly app: string,
    private readonly look: string,
  ) {
    super();
    this.view = readView(location.hash, app);
  }

  override connectedCallback(): void {
    speak(this.view.language ?? wished());
    super.connectedCallback();
    window.addEventListener('popstate', () => this.trail.came(this.sheet()));
    window.addEventListener('hashchange', () => this.followLink());
    window.addEventListener('online', () => this.status === 'error' && void this.load(true));
    this.addEventListener('sheet-moved', () => this.noteSheet());
    this.addEventListener('cover-opened', ({ detail: close }: CustomEventInit<() => void>) => close && this.trail.opened(close));
    this.addEventListener('cover-closed', ({ detail: close }: CustomEventInit<() => void>) => close && this.trail.closed(close));
    onTheme(() => this.redraw());
    this.addEventListener('session-changed', () => this.legend.forgetReader());
    this.addEventListener('legend-wish', (event) => void this.legend.fulfil((event as CustomEvent<LegendWish>).detail));
    this.addEventListener('colour-by-asked', (event) => (this.colouring = (event as CustomEvent<string | undefined>).detail));
    void this.load();
    listen((news) => this.refresh(news), (revision) => this.stands(revision), () => this.returned());
  }

  /** The map has been drawn, for the first time or anew. */
  protected abstract opened(): void;

  /** Features changed that a card may show. */
  protected abstract changed(news: readonly Changed[]): void;

  /** The link was changed by hand or by going back; layers and place are already as it says. */
  protected abstract followed(view: View): void;

  /** How layers look where the app does not leave it to the default. */
  protected officialLook(): Promise<OfficialStyle | undefined> {
    return officialStyle(this.look).then(withRims);
  }

  /** This browser draws no map: what can be told without one is. */
  protected undrawn(): void {}

  /** The server answers again: what it did not answer may be asked for. */
  protected answersAgain(): void {}

  /** Asks for the layers and draws them; while the server cannot be reached or is not ready, asks again by itself. */
  protected async load(isAgain = false): Promise<void> {
    clearTimeout(this.soon);
    // What went wrong stays readable until it is mended.
    if (!isAgain) this.status = 'loading';
    const turn = ++this.turn;
    this.legend.forget();
    try {
      const [published, official] = await Promise.all([publishedLayers(), this.officialLook()]);
      if (turn !== this.turn) return;
      this.published = published;
      this.official = official;
      this.status = published.layers.length === 0 ? 'empty' : 'ready';
      if (this.failures > 0) this.answersAgain();
      this.failures = 0;
      if (this.status === 'ready') await this.draw();
    } catch (trouble) {
      if (turn !== this.turn) return;
      this.trouble = trouble;
      this.status = 'error';
      if (mayPass(trouble)) this.soon = setTimeout(() => void this.load(true), pauseBefore(this.failures++));
    }
  }

  /** Layers as the reader wishes them: drawn, in the link and in the legend. */
  protected arrange(wish: LayerWish): void {
    this.layers.fulfil(wish, this.view);
    this.mapView().arrange(this.layers.stack, this.view.base);
    this.writeLink();
    this.requestUpdate();
  }

  /** What is loud on the map. */
  protected showAs(look: Look): void {
    const { stack } = this.layers;
    this.arrange({ wish: 'look', stack: withLook(stack, look, lookOf(stack, this.view.base)), base: look === 'photo' ? this.baseMaps[0]?.name : undefined });
  }

  /** Asked for when somebody looks for them. */
  protected async askForBases(): Promise<void> {
    if (this.baseMaps.length === 0) this.baseMaps = await offeredBaseMaps();
    this.mapView().baseMaps = this.baseMaps;
    this.mapView().arrange(this.layers.stack, this.view.base);
  }

  /** Which classes and which features the map draws now. */
  protected readMap(): void {
    const map = this.mapView().map;
    if (!map || !this.composed || !this.published) return;
    this.inView = this.legend.read(map);
    this.drawn = featuresInView(map, this.layers.stack);
  }

  protected changeLanguage(chosen: Language): void {
    this.view.language = chosen;
    speak(chosen);
    void Promise.resolve(beingRead()).then(() => this.sheet()?.words());
    this.view.at = this.mapView().place() ?? this.view.at;
    // Layers have titles in the reader's language.
    void this.load(true);
  }

  protected writeLink(): void {
    this.view.at = this.mapView().place() ?? this.view.at;
    // Of which revision a link was made is true of the link somebody followed, not of what is shown now.
    const { selected, compared } = this.view;
    this.trail.write(writeView({ ...this.view, revision: undefined }), JSON.stringify([selected, compared]));
  }

  /** The link to hand on says which revision of the data it was made from. */
  protected sharedLink(): string {
    return `${location.pathname}${writeView({ ...this.view, revision: this.revision })}`;
  }

  /** A tile or a font did not come; what did come stays. */
  protected noteTrouble(): void {
    if (this.status === 'ready') this.status = 'partial';
  }

  protected mapView(): MapView {
    return this.querySelector('map-view') as MapView;
  }

  /** The panel's host, in apps that have one. */
  protected sheet(): BottomSheet | null {
    return this.querySelector<BottomSheet>('bottom-sheet');
  }

  /** Draws the map of what is published, where the link or the layers' box says. */
  private async draw(): Promise<void> {
    if (!this.published) return;
    const { layers, attribution: who, box } = this.published;
    const { at, base } = this.view;
    const [drawing, composed] = [++this.drawing, composeStyle(this.published, this.official)];
    this.layers.begin(layers, composed.legends, this.view, this.usual);
    const shown = new Set([...strengths(this.layers.stack)].filter(([, strength]) => strength > 0).map(([name]) => name));
    await this.legend.begin(composed, layers, this.view, shown);
    if (drawing !== this.drawing) return;
    this.composed = composed;
    await this.updateComplete;
    const attribution = who === '' ? undefined : say('web-attribution', { who });
    const [stack, bottom] = [this.layers.stack, this.sheet()?.covered ?? 0];
    const gridAt = (place: [number, number]) => dataGrid(layers, place);
    const drawn = this.mapView().open({ composed: this.composed, attribution, stack, base, at, gridAt, box, bottom });
    if (!(await drawn.then(() => true, () => false))) {
      this.status = 'undrawable';
      this.undrawn();
      return;
    }
    if (base) void this.askForBases();
    const { map } = this.mapView();
    if (map) rimUnderPointer(map, this.composed.style.layers);
    this.legend.catchUp();
    this.readMap();
    this.opened();
    this.tellIfChanged();
    this.writeLink();
    this.dataset.drawn = 'true';
  }

  /** Classes were chosen, or came with other colours. */
  private legendChanged(): void {
    if (!this.mapView().isDrawn) return;
    this.mapView().arrange(this.layers.stack, this.view.base);
    this.readMap();
    this.writeLink();
    this.requestUpdate();
  }

  /** Draws the map in another language or theme, where it stands. */
  private redraw(): void {
    this.view.at = this.mapView().place() ?? this.view.at;
    void this.draw();
  }

  /** What changed on the server is drawn and read anew; the map stays where it is. */
  private refresh(news: News): void {
    if (this.status === 'empty') return void this.load(true);
    if (this.status !== 'ready' && this.status !== 'partial') return;
    // Layers that came, went or were replaced have other fields and classes, too.
    if (!news || news.some(({ whole }) => whole)) {
      this.view.at = this.mapView().place() ?? this.view.at;
      void this.load();
      return;
    }
    this.mapView().refresh(news);
    this.changed(news);
  }

  /** The server is heard: what could not be loaded without it is asked for again. */
  private stands(revision: number): void {
    this.revision = revision;
    if (this.status === 'error') void this.load(true);
    else this.tellIfChanged();
  }

  /** The server was away. */
  private returned(): void {
    if (this.status === 'error') return void this.load(true);
    // Tiles that did not come are not asked for again by the map itself.
    if (this.status === 'partial') {
      this.status = 'ready';
      this.mapView().refresh(undefined);
    }
    this.answersAgain();
  }

  /** A sheet over the map; a column beside it is never moved. */
  private noteSheet(): void {
    const sheet = this.sheet();
    if (sheet && sheet.covered > 0) this.trail.moved(sheet.stop);
  }

  /** Who follows a link that was made of older data is told, once. */
  private tellIfChanged(): void {
    const { revision: then } = this.view;
    if (then === undefined || this.revision === undefined || !this.mapView().isDrawn) return;
    this.view.revision = undefined;
    if (then === this.revision) return;
    this.mapView().note(say('web-link-older', { then: writeNumber(then), now: writeNumber(this.revision) }));
  }

  private followLink(): void {
    const view = readView(location.hash, this.app);
    if (writeView(view) === writeView(this.view)) return;
    const { selected } = this.view;
    this.view = { ...view, selected };
    if (view.language) speak(view.language);
    if (view.at) this.mapView().goTo(view.at);
    if (this.published && this.composed) this.layers.begin(this.published.layers, this.composed.legends, view, this.usual);
    this.mapView().arrange(this.layers.stack, view.base);
    void this.legend.follow(this.view);
    if (view.base) void this.askForBases();
    this.tellIfChanged();
    this.followed(view);
  }
}
