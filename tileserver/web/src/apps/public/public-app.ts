// What is planned at my place? Asked by a text, by where the device is, by a press of the map or by a link; answered as text, which does not
// wait for the map.

import { pageOf, parcelAt, readAt, taken } from '../../kit/extract/asking.ts';
import { ExtractLook } from '../../kit/extract/extract-look.ts';
import { parcelName } from '../../kit/extract/words.ts';
import { functionLooks, type Look } from '../../kit/extract/functions.ts';
import { drawAlone, hidePlans, NOT_IN_FORCE } from '../../kit/extract/plans-on-map.ts';
import { DRAWN_ALONE } from '../../kit/extract/plan-on-map.ts';
import { ShapeRows } from '../../kit/extract/shape-rows.ts';
import { shareOf, showShares } from '../../kit/extract/shapes-on-map.ts';
import { lookOf, looksOf, type Look as Loud } from '../../kit/layers/looks.ts';
import { unfilled } from '../../kit/legend/legend-reading.ts';
import type { Picked } from '../../kit/map/map-view.ts';
import { LateStoreys } from '../../kit/map/look/late-storeys.ts';
import { say, type Language } from '../../kit/page/text.ts';
import type { MapSearch } from '../../kit/search/map-search.ts';
import { parcelByKey, type Found } from '../../kit/search/search.ts';
import { whoIsHere } from '../../kit/server/session.ts';
import type { Changed } from '../../kit/server/changes.ts';
import { copyText } from '../../kit/share/copy-text.ts';
import { handOn } from '../../kit/share/hand-on.ts';
import type { Selected, View } from '../../kit/share/permalink.ts';
import { Viewer } from '../../kit/viewer/viewer.ts';
import type { OpenPlan } from './consultations.ts';
import { page } from './page.ts';
// The elements it is made of.
import '../../kit/layers/look-switch.ts';
import '../../kit/legend/map-legend.ts';
import '../../kit/map/map-view.ts';
import '../../kit/page/language-switch.ts';
import '../../kit/page/theme-switch.ts';
import '../../kit/panel/status-note.ts';
import '../../kit/search/map-search.ts';
import './consultations.ts';
import './receipt-look.ts';

/** Longer than this nobody waits for the sky. */
const LOCATING_MS = 15_000;
/** Why the browser does not say where it is (Geolocation API, `GeolocationPositionError.code`). */
const REFUSED = 1;
const TIMED_OUT = 3;

export class PublicApp extends Viewer {
  static override properties = {
    ...Viewer.properties,
    looks: { state: true },
    place: { state: true },
    isNowhere: { state: true },
    isLocating: { state: true },
    said: { state: true },
    news: { state: true },
  };
  private looks?: (of: string | null) => Look;
  private place?: [number, number];
  /** Where somebody asked while the server was away. */
  private unanswered?: [number, number];
  /** The plan in consultation that is looked at. */
  private plan?: number;
  /** The plan that is drawn alone. */
  private alone?: number;
  private isNowhere = false;
  private isLocating = false;
  private said = '';
  private news: object = {};
  private readonly extracts = new ExtractLook(() => this.showAnswer());
  private readonly rows = new ShapeRows(this, (key) => shareOf(this.extracts, key));
  private readonly storeys = new LateStoreys();
  private asking = new AbortController();
  private readonly deeds = {
    locate: () => this.locate(),
    toMap: (event: Event) => this.toMap(event),
    toChoose: (event: Event) => this.toChoose(event),
    share: () => void this.share(),
    again: () => void this.extracts.again(),
  };

  constructor() {
    super('public', 'planning');
    this.extracts.day = this.view.day;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const deeds: Record<string, (detail: never) => unknown> = {
      'language-chosen': (chosen: Language) => this.changeLanguage(chosen),
      'search-chosen': (found: Found) => this.leaveFor(found),
      'map-picked': ({ lon, lat }: Picked) => {
        this.trail.step();
        this.mapView().note();
        return this.askAt([lon, lat]);
      },
      'map-trouble': () => this.noteTrouble(),
      'map-moved': () => this.writeLink(),
      'map-settled': () => this.readMap(),
      'measure-asked': () => undefined,
      'look-chosen': (look: Loud) => this.showAs(look),
      'shape-gone-to': () => this.mapIntoView(),
      'plan-shown': (plan: OpenPlan) => this.showPlan(plan),
      retry: () => this.load(),
    };
    for (const [name, done] of Object.entries(deeds)) this.addEventListener(name, (event) => void done((event as CustomEvent<never>).detail));
    document.addEventListener(DRAWN_ALONE, (event) => {
      this.alone = (event as CustomEvent<number | null>).detail ?? undefined;
      this.drawPlans();
      if (this.alone !== undefined) this.mapIntoView();
    });
    // Nobody signs in here, but somebody may be: then the device keeps nothing of what is looked for.
    void whoIsHere().catch(() => undefined);
    void functionLooks().then((looks) => (this.looks = looks));
    void this.begin();
  }

  protected override render(): unknown {
    document.title = say('web-public');
    const { status, trouble, extracts, looks, place, isNowhere, said, isLocating, composed, inView, news, deeds } = this;
    const titles = new Map(this.published?.layers.map(({ name, title }) => [name, title]));
    const near = () => this.mapView().middle();
    const { stack } = this.layers;
    const view = { looks: looksOf(stack, this.baseMaps.length > 0), chosen: lookOf(stack, this.view.base) };
    return page({ view, status, trouble, look: extracts, looks, place, isNowhere, said, isLocating, titles, near, composed, stack, inView, unfilled: unfilled(composed, stack), only: this.view.only, counts: this.legend.counts, news, revision: this.revision, deeds });
  }

  protected override opened(): void {
    this.drawPlans();
    if (this.composed) void this.storeys.addTo(this.mapView(), this.published?.layers ?? [], this.composed.style.layers, this.parts);
    void this.askForBases();
    this.showAnswer();
    this.mark();
  }

  protected override changed(news: readonly Changed[]): void {
    this.extracts.follow(news);
    if (news.some(({ layer }) => layer.startsWith('plan_'))) this.news = {};
  }

  protected override followed({ selected, day }: View): void {
    if (day !== this.extracts.day) void this.extracts.on(day);
    this.isNowhere = false;
    this.mark();
    void this.askAbout(selected);
  }

  protected override answersAgain(): void {
    if (this.extracts.refused) void this.extracts.again();
    if (this.unanswered) void this.askAt(this.unanswered);
    this.news = {};
  }

  /** Back leads to where one was. */
  private leaveFor(found: Found): Promise<void> {
    this.trail.leave();
    // Nothing is to be pressed on the map any more.
    this.mapView().note();
    return this.goToFound(found);
  }

  /** What the link asks, before there is a map: the answer is text. */
  private async begin(): Promise<void> {
    const [at, key, text] = [readAt(taken('at') ?? null), taken('parcel') ?? this.view.parcel, taken('q')];
    if (at) {
      if (!this.view.at) this.view.at = { zoom: 18, lat: at[1], lon: at[0], bearing: 0 };
      await this.askAt(at);
    } else if (this.view.selected) await this.askAbout(this.view.selected);
    else if (key) await this.askByKey(key);
    else if (text) {
      await this.updateComplete;
      await this.querySelector<MapSearch>('map-search')?.run(text);
    }
  }

  private async askByKey(key: string): Promise<void> {
    const found = await parcelByKey(key).catch(() => undefined);
    if (found) return this.goToFound(found);
    await this.updateComplete;
    await this.querySelector<MapSearch>('map-search')?.show(key);
  }

  /** The parcel at a place. */
  private async askAt(place: [number, number]): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    this.place = place;
    this.said = '';
    this.unanswered = undefined;
    try {
      const parcel = await parcelAt(place, signal);
      if (signal.aborted) return;
      this.isNowhere = parcel === undefined;
      this.mark();
      await this.askAbout(parcel);
    } catch {
      if (signal.aborted) return;
      this.said = say('web-error-remedy');
      this.unanswered = place;
    }
  }

  /** A place without a parcel is marked; a parcel is outlined. */
  private mark(): void {
    const view = this.mapView();
    if (!view.isDrawn) return;
    if (this.isNowhere && this.place) view.pinAt(this.place);
    else view.unpin();
  }

  private async askAbout(parcel: Selected | undefined): Promise<void> {
    if (parcel) this.isNowhere = false;
    this.view.selected = parcel;
    const answered = this.extracts.of(parcel);
    await this.updateComplete;
    // The first answer of a link is found where the page begins; later ones are gone to.
    if (this.mapView().isDrawn) this.toAnswer();
    await answered;
  }

  private async goToFound(found: Found): Promise<void> {
    this.place = found.at;
    this.said = '';
    if (this.mapView()?.isDrawn) void this.mapView().fly(found);
    else this.view.at = { zoom: 18, lat: found.at[1], lon: found.at[0], bearing: 0 };
    if (found.kind === 'parcel' && found.layer !== undefined && found.id !== undefined) await this.askAbout({ layer: found.layer, id: found.id });
    else await this.askAt(found.at);
  }

  /** The answer as it stands now, in the text, on the map and in the link. */
  private showAnswer(): void {
    this.requestUpdate();
    wayToReport();
    const view = this.isConnected ? this.mapView() : null;
    if (this.status === 'undrawable') this.writeLink();
    if (!view?.map || !view.isDrawn) return;
    view.outline(this.extracts.parcel);
    if (this.looks) showShares(view.map, this.extracts, this.looks);
    this.rows.refresh();
    this.writeLink();
  }

  private locate(): void {
    if (!('geolocation' in navigator)) return void (this.said = say('web-locate-unknown'));
    this.isLocating = true;
    this.said = '';
    const told = ({ coords: { longitude, latitude } }: GeolocationPosition) => {
      this.isLocating = false;
      void this.leaveFor({ kind: 'coordinate', title: '', at: [longitude, latitude] });
    };
    const failed = ({ code }: GeolocationPositionError) => {
      this.isLocating = false;
      this.said = say(code === REFUSED ? 'web-locate-refused' : code === TIMED_OUT ? 'web-locate-late' : 'web-locate-unknown');
    };
    navigator.geolocation.getCurrentPosition(told, failed, { enableHighAccuracy: true, timeout: LOCATING_MS });
  }

  /** The page that works everywhere is handed on. */
  private async share(): Promise<void> {
    const { extract } = this.extracts;
    if (!extract) return;
    const url = new URL(pageOf(extract, this.extracts.day), location.href).href;
    if ('share' in navigator) return handOn({ title: `${parcelName(extract.parcel)} – ${say('web-brand')}`, url }, await this.mapView().picture());
    this.said = say((await copyText(url)) ? 'web-link-copied' : 'web-public-not-copied');
  }

  /** What is in force, and the plan in consultation somebody looks at. */
  private drawPlans(): void {
    const { map } = this.mapView();
    if (map && this.alone !== undefined) drawAlone(map, this.alone);
    else if (map) hidePlans(map, NOT_IN_FORCE, this.plan);
  }

  private showPlan({ id, bbox }: OpenPlan): void {
    if (!bbox) return;
    this.plan = id;
    this.drawPlans();
    const [west, south, east, north] = bbox;
    this.mapIntoView();
    void this.mapView().fly({ at: [(west + east) / 2, (south + north) / 2], bbox, layer: 'plan_zones', id: 0, kind: 'place' });
  }

  private toMap(event: Event): void {
    event.preventDefault();
    this.mapIntoView();
    this.mapView().focus();
  }

  /** The map may be in view already: it says what to do. */
  private toChoose(event: Event): void {
    this.toMap(event);
    this.mapView().note(say('web-public-press-parcel'));
  }

  private mapIntoView(): void {
    this.querySelector('.public-map')?.scrollIntoView({ block: 'nearest' });
  }

  private toAnswer(): void {
    const heading = this.querySelector<HTMLElement>('#answer-heading');
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }
}

/** Comes once there is an answer to say something of; one that did not come is tried again at the next. */
function wayToReport(): void {
  void import('../../kit/extract/wrong-report.ts').catch(() => undefined);
}

customElements.define('public-app', PublicApp);
