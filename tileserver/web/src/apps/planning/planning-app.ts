// The planning viewer: what lies at a place, on a card, in a list, in a link and on paper.

import type { Changed } from '../../kit/server/changes.ts';
import type { KeyHelp } from '../../kit/panel/key-help.ts';
import type { KeyWish } from '../../kit/map/map-keys.ts';
import type { LayerWish } from '../../kit/layers/map-layers.ts';
import type { MapList } from '../../kit/place/map-list.ts';
import type { MapMeasure } from '../../kit/measure/map-measure.ts';
import type { MapPrint, PrintWish } from '../../kit/print/map-print.ts';
import type { MapSearch } from '../../kit/search/map-search.ts';
import type { Picked } from '../../kit/map/map-view.ts';
import type { Selected, View } from '../../kit/share/permalink.ts';
import type { PlaceCard } from '../../kit/place/place-card.ts';
import { PlaceLook } from '../../kit/place/place-look.ts';
import { PrintFrame } from '../../kit/print/print-frame.ts';
import type { Sheet } from '../../kit/print/print-scale.ts';
import { parcelByKey, type Found } from '../../kit/search/search.ts';
import type { ShareBox } from '../../kit/share/share-box.ts';
import { Refused } from '../../kit/server/ask.ts';
import { say, type Language } from '../../kit/page/text.ts';
import { Viewer } from '../../kit/viewer/viewer.ts';
import { page, type Tab } from './page.ts';

export class PlanningApp extends Viewer {
  static override properties = { ...Viewer.properties, tab: { state: true }, printing: { state: true } };
  private tab: Tab = 'legend';
  private readonly place = new PlaceLook(() => this.showLook());
  private readonly frame = new PrintFrame();
  private printing: 'no' | 'now' | 'failed' = 'no';

  constructor() {
    super('planning', 'planning');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', (event) => event.key === 'Escape' && this.stepBack());
    for (const [name, done] of Object.entries(this.deeds())) {
      this.addEventListener(name, (event) => void done((event as CustomEvent<never>).detail));
    }
  }

  protected override render(): unknown {
    document.title = say('web-title');
    const { tab, status, trouble, view, published, composed, layers, place, baseMaps, inView, drawn, printing } = this;
    const link = this.sharedLink();
    const near = () => this.mapView().middle();
    const skip = (event: Event) => this.skipToMap(event);
    return page({ tab, status, trouble, view, published, composed, layers, place, baseMaps, inView, drawn, printing, link, near, skip });
  }

  /** What is done when one of our elements tells that something happened. */
  private deeds(): Record<string, (detail: never) => unknown> {
    return {
      'language-chosen': (chosen: Language) => this.changeLanguage(chosen),
      'session-changed': () => this.loadAnew(),
      'search-chosen': (found: Found) => this.goToFound(found),
      'tab-chosen': (tab: Tab) => this.openTab(tab),
      'key-wish': (wish: KeyWish) => this.obey(wish),
      'sheet-moved': () => this.mapView().leaveRoom(this.sheet().covered),
      'map-picked': (picked: Picked) => this.showPlace(picked),
      'map-trouble': () => this.noteTrouble(),
      'map-moved': () => this.writeLink(),
      'map-settled': () => this.readMap(),
      'layer-wish': (wish: LayerWish) => this.arrange(wish),
      'measure-asked': () => this.startMeasuring(),
      'card-closed': () => this.closeCard(),
      'feature-opened': (key: string | undefined) => this.place.choose(key),
      'feature-listed': (selected: Selected) => this.lookOf(selected),
      'more-asked': (layer: string) => this.place.more(layer),
      'link-copied': () => this.copyLink(),
      'print-asked': () => this.openPrint(),
      'print-framed': (sheet: Sheet | undefined) => this.frame.show(this.mapView().map, sheet),
      'print-wished': (wish: PrintWish) => this.print(wish),
      retry: () => this.load(),
    };
  }

  protected override opened(): void {
    const { selected, parcel } = this.view;
    if (this.place.answer) this.mapView().outline(selected);
    else if (selected) void this.lookOf(selected);
    else if (parcel !== undefined) void this.goToParcel(parcel);
    this.runAsked();
  }

  protected override changed(news: readonly Changed[]): void {
    this.place.refresh(news);
  }

  protected override followed({ selected, parcel }: View): void {
    if (selected) void this.lookOf(selected);
    else this.place.close();
    if (parcel !== undefined) void this.goToParcel(parcel);
  }

  /** Somebody signed in or out: layers, tiles and cards are others now. */
  private loadAnew(): Promise<void> {
    delete this.dataset.drawn;
    this.view.at = this.mapView().place() ?? this.view.at;
    this.place.close();
    return this.load();
  }

  /** A link may ask a question instead of naming a place: `?q=`. It is asked once. */
  private runAsked(): void {
    const address = new URL(location.href);
    const asked = address.searchParams.get('q')?.trim();
    if (!asked) return;
    address.searchParams.delete('q');
    history.replaceState(null, '', address);
    void this.search()?.run(asked);
  }

  /** Flies to what was found; a feature is chosen there, a bare place is marked and looked at. */
  private async goToFound(found: Found): Promise<void> {
    this.closeCard();
    this.view.parcel = undefined;
    if (!(await this.mapView().fly(found))) return;
    if (found.layer !== undefined && found.id !== undefined) {
      await this.lookOf({ layer: found.layer, id: found.id });
      this.announce();
    } else if (found.polygon) {
      this.openTab('tools');
      this.measure()?.take(this.mapView(), found.polygon);
    } else if (found.kind === 'coordinate') {
      this.mapView().pickAt(found.at);
    } else {
      this.mapView().focus();
    }
  }

  /** A link may name a parcel by a key people have for it. The search box has words for a key that leads nowhere, and asks again. */
  private async goToParcel(key: string): Promise<void> {
    try {
      const found = await parcelByKey(key);
      if (found) await this.goToFound(found);
      else await this.search()?.show(key);
    } catch (trouble) {
      const isUnknown = trouble instanceof Refused && trouble.status === 404;
      await (isUnknown ? this.search()?.show(key) : this.search()?.run(key));
    }
  }

  private search(): MapSearch | null {
    return this.querySelector<MapSearch>('map-search');
  }

  private showPlace({ hits, lon, lat, within_m }: Picked): void {
    this.openTab('info');
    void this.place.at([lon, lat], hits, this.published?.layers ?? [], within_m);
    this.announce();
  }

  private lookOf(selected: Selected): Promise<void> {
    this.openTab('info');
    return this.place.of(selected, this.published?.layers ?? []);
  }

  /** The card and the link say what is looked at, and the map outlines it. */
  private showLook(): void {
    const { selected } = this.place;
    this.view.selected = selected;
    this.mapView().outline(selected);
    this.writeLink();
    this.requestUpdate();
  }

  private announce(): void {
    void this.updateComplete.then(() => this.querySelector<PlaceCard>('place-card')?.announce());
  }

  /** Escape closes one thing at a time, and the map has the focus again. */
  private stepBack(): void {
    if (this.querySelector<MapPrint>('map-print')?.close()) this.mapView().focus();
    else if (this.measure()?.active) this.measure()?.stop();
    else this.closeCard();
  }

  private startMeasuring(): void {
    this.openTab('tools');
    this.measure()?.toggle(this.mapView());
  }

  private measure(): MapMeasure | null {
    return this.querySelector<MapMeasure>('map-measure');
  }

  private closeCard(): void {
    this.mapView().unpin();
    if (!this.place.answer) return;
    this.place.close();
    this.mapView().focus();
  }

  private openTab(tab: Tab): void {
    this.tab = tab;
    if (tab === 'layers') void this.askForBases();
    if (this.sheet().stop === 'peek') this.sheet().stop = 'half';
  }

  /** What a key on the map asks for. */
  private obey(wish: KeyWish): void {
    if (wish === 'search') this.search()?.focus();
    if (wish === 'help') this.querySelector<KeyHelp>('key-help')?.open();
    if (wish === 'print') this.openPrint();
    if (wish === 'next' || wish === 'previous') this.step(wish === 'next' ? 1 : -1);
    if (wish !== 'layers' && wish !== 'legend') return;
    this.openTab(wish);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#${wish}-heading`)?.focus());
  }

  /** The next feature in view, or the one before; the focus stays on the map. */
  private step(by: 1 | -1): void {
    this.readMap();
    void this.updateComplete.then(() => {
      const next = this.querySelector<MapList>('map-list')?.step(by);
      if (next) void this.lookOf(next);
    });
  }

  private openPrint(): void {
    this.openTab('tools');
    void this.updateComplete.then(() => this.querySelector<MapPrint>('map-print')?.open());
  }

  private async copyLink(): Promise<void> {
    this.openTab('tools');
    await this.updateComplete;
    await this.querySelector<ShareBox>('share-box')?.copy();
  }

  private async print(wish: PrintWish): Promise<void> {
    const centre = this.mapView().middle();
    const { baseMaps, composed, published, revision } = this;
    if (!centre || !composed || !published) return;
    const { base, selected } = this.view;
    const base_source = baseMaps.find(({ name }) => name === base?.name)?.attribution;
    const source = [published.attribution, base_source].filter(Boolean).join(' · ');
    const drawn = { composed, layers: published.layers, stack: this.layers.stack, baseMaps, base, selected };
    this.printing = 'now';
    try {
      const { printSheet } = await import('../../kit/print/print-sheet.ts');
      await printSheet({ ...wish, ...drawn, centre, link: this.sharedLink(), source, revision });
      this.printing = 'no';
    } catch {
      this.printing = 'failed';
    }
  }

  private skipToMap(event: Event): void {
    event.preventDefault();
    this.mapView().focus();
  }
}

customElements.define('planning-app', PlanningApp);
