// The planning viewer: what lies at a place and what is planned there, on a card, in a list, in a link and on paper.

import { readAt, taken } from '../../kit/extract/asking.ts';
import { ExtractLook } from '../../kit/extract/extract-look.ts';
import { DRAWN_ALONE } from '../../kit/extract/plan-on-map.ts';
import { functionLooks } from '../../kit/extract/functions.ts';
import { drawAlone, hidePlans } from '../../kit/extract/plans-on-map.ts';
import { ShapeRows } from '../../kit/extract/shape-rows.ts';
import { shareOf, showShares } from '../../kit/extract/shapes-on-map.ts';
import { EditDoor } from '../../kit/place/edit/edit-door.ts';
import type { BuildingCheck } from './check/building-check.ts';
import type { Changed } from '../../kit/server/changes.ts';
import type { KeyHelp } from '../../kit/panel/key-help.ts';
import type { KeyWish } from '../../kit/map/map-keys.ts';
import type { LayerWish } from '../../kit/layers/map-layers.ts';
import type { Look } from '../../kit/layers/looks.ts';
import { LateStoreys } from '../../kit/map/look/late-storeys.ts';
import type { MapList } from '../../kit/place/map-list.ts';
import { followKept } from '../../kit/measure/kept/kept-work.ts';
import type { MapMeasure } from '../../kit/measure/map-measure.ts';
import type { Framing, MapPrint, PrintWish } from '../../kit/print/map-print.ts';
import type { MapSearch } from '../../kit/search/map-search.ts';
import type { Picked } from '../../kit/map/map-view.ts';
import { readCompared, type Compared, type Selected, type View } from '../../kit/share/permalink.ts';
import type { PlaceCard } from '../../kit/place/place-card.ts';
import type { OwnerOf } from '../../kit/place/feature-words.ts';
import { PlaceLook } from '../../kit/place/place-look.ts';
import { parcelByKey, type Found } from '../../kit/search/search.ts';
import type { ShareBox } from '../../kit/share/share-box.ts';
import { Refused } from '../../kit/server/ask.ts';
import { OVER } from '../../kit/server/row-state.ts';
import { LateParts } from '../../kit/server/late-parts.ts';
import { say, type Language } from '../../kit/page/text.ts';
import { Viewer } from '../../kit/viewer/viewer.ts';
import { planOwners } from './owners.ts';
import { askedParts } from './asked-parts.ts';
import { page, type Tab } from './page.ts';
import type { RowChosen } from '../../kit/layers/table/layer-table.ts';
import { TableDrawer } from './table/table-drawer.ts';
import { SidesWork } from './versions/side-by-side/sides-work.ts';
import type { VersionCompare } from './versions/version-compare.ts';

export class PlanningApp extends Viewer {
  static override properties = { ...Viewer.properties, tab: { state: true }, printing: { state: true }, owners: { state: true } };
  private tab: Tab = 'legend';
  private readonly place = new PlaceLook(() => this.showLook());
  private readonly extracts = new ExtractLook(() => void this.showExtract());
  private readonly late = new LateParts({ more: () => import('./late.ts') }, () => this.requestUpdate());
  private readonly asked = askedParts(() => this.requestUpdate());
  private readonly storeys = new LateStoreys();
  private readonly edits = new EditDoor(this, () => ({ view: this.mapView(), published: this.published, legends: this.composed?.legends, stack: this.layers.stack }), () => this.asked.want('edit'));
  /** Which plan features belong to. */
  private owners: OwnerOf = () => undefined;
  /** The plan that is drawn alone. */
  private alone?: number;
  private printing: 'no' | 'now' | 'failed' = 'no';
  private readonly table = new TableDrawer(this, () => this.asked.want('table'), () => this.mapView(), () => this.sheet()?.covered ?? 0);
  private readonly sides = new SidesWork(this, {
    load: () => this.asked.want('sides'), view: () => this.view, baseMaps: () => this.baseMaps, layers: this.layers, changed: () => this.writeAndDraw(), toMap: () => this.mapView().focus(),
  });
  private readonly rows = new ShapeRows(
    this,
    (key) => shareOf(this.extracts, key) ?? this.check()?.shapeOf(key) ?? this.versions()?.shapeOf(key),
    (key) => this.versions()?.shapeOf(key) !== undefined,
  );

  constructor() {
    super('planning', 'planning');
    this.extracts.day = this.view.day;
    const asked = readCompared(taken('compare') ?? '');
    if (asked) this.view.compared = asked;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.view.compared) void this.openTab('compare');
    void this.sides.follow();
    followKept(this, () => this.asked.want('kept'));
    window.addEventListener('keydown', (event) => event.key === 'Escape' && this.stepBack());
    document.addEventListener(DRAWN_ALONE, (event) => {
      this.alone = (event as CustomEvent<number | null>).detail ?? undefined;
      this.drawPlans();
    });
    for (const [name, done] of Object.entries(this.deeds())) {
      this.addEventListener(name, (event) => void this.edits.before(name, () => done((event as CustomEvent<never>).detail)));
    }
  }

  protected override render(): unknown {
    document.title = say('web-title');
    const { tab, late, asked, status, trouble, view, published, composed, layers, legend, colouring, place, edits, owners, extracts, baseMaps, inView, drawn, printing } = this;
    const link = this.sharedLink();
    const near = () => this.mapView().middle();
    const picture = () => this.mapView().picture();
    const skip = (event: Event) => (event.preventDefault(), this.mapView().focus());
    const table = { isOpen: this.table.isOpen, published, box: this.table.box(), selected: view.selected, revision: this.revision, parts: this.parts };
    return page({ tab, late, asked, table, status, trouble, view, published, composed, layers, legend, colouring, place, edits, owners, extracts, baseMaps, inView, drawn, printing, link, picture, near, skip, today: () => void this.askFor(undefined) });
  }

  /** What is done when one of our elements tells that something happened. */
  private deeds(): Record<string, (detail: never) => unknown> {
    return {
      'language-chosen': (chosen: Language) => this.changeLanguage(chosen),
      'session-changed': () => this.loadAnew(),
      'search-chosen': (found: Found) => {
        this.trail.leave();
        return this.goToFound(found);
      },
      'tab-chosen': (tab: Tab) => this.openTab(tab),
      'key-wish': (wish: KeyWish) => this.obey(wish),
      'sheet-moved': () => this.mapView().leaveRoom(this.sheet()?.covered ?? 0),
      'map-picked': (picked: Picked) => {
        this.trail.step();
        this.showPlace(picked);
      },
      'map-trouble': () => this.noteTrouble(),
      'map-moved': () => this.writeLink(),
      'map-settled': () => this.readView(),
      'colour-by-asked': (layer: string | undefined) => layer !== undefined && this.openTab('legend'),
      'layer-wish': (wish: LayerWish) => this.arrange(wish),
      'look-chosen': (look: Look) => this.showAs(look),
      'measure-asked': () => this.startMeasuring(),
      'check-asked': () => this.startChecking(),
      'extract-asked': (day: string | undefined) => this.askFor(day),
      'extract-again': () => this.extracts.again(),
      'shapes-changed': () => this.rows.refresh(),
      'shape-pressed': (key: string) => this.showRow(key),
      'shape-gone-to': () => this.leaveMapSeen(),
      'versions-opened': (after: number | undefined) => this.openVersions(after),
      'versions-asked': (pair: Compared | null) => this.compareVersions(pair ?? undefined),
      'plans-wished': () => this.drawPlans(),
      'sides-told': (pair: Compared) => this.tellApart(pair),
      'table-asked': () => this.table.open(),
      'table-closed': () => this.table.close(),
      'row-chosen': (chosen: RowChosen) => this.table.show(chosen, ({ layer, row }) => {
        this.trail.step();
        void this.lookOf({ layer, id: row.id });
      }),
      'card-closed': () => this.closeCard(),
      'feature-opened': (key: string | undefined) => this.place.choose(key),
      'feature-listed': (selected: Selected) => {
        this.trail.step();
        return this.lookOf(selected);
      },
      'edit-done': (selected: Selected | undefined) => this.lookAfter(selected),
      'shape-asked': () => this.leaveMapSeen(),
      'kept-drawing': () => this.leaveMapSeen(),
      'more-asked': (layer: string) => this.place.more(layer),
      'link-copied': () => this.copyLink(),
      'print-asked': () => this.openPrint(),
      'print-framed': (frame: Framing) => frame(this.mapView().map),
      'print-wished': (wish: PrintWish) => this.print(wish),
      retry: () => this.load(),
    };
  }

  protected override opened(): void {
    this.drawPlans();
    if (this.composed) void this.storeys.addTo(this.mapView(), this.published?.layers ?? [], this.composed.style.layers, this.parts);
    void this.readOwners();
    void this.askForBases();
    this.lookAtLinked();
    void this.table.follow(this.parts);
    void this.showExtract();
    this.check()?.redraw();
    this.versions()?.redraw(this.mapView(), this.view.at === undefined);
    this.runAsked();
    this.late.wantAllOnceIdle();
  }

  protected override changed(news: readonly Changed[]): void {
    this.place.refresh(news);
    this.extracts.follow(news);
    if (!news.some(({ layer }) => layer.startsWith('plan_'))) return;
    this.versions()?.again();
    this.sides.again();
    if (news.some(({ layer }) => layer === 'plan_register')) void this.readOwners();
  }

  /** What the link names. */
  private lookAtLinked(): void {
    const { selected, parcel } = this.view;
    if (this.place.answer) this.mapView().outline(selected);
    else if (selected) void this.lookOf(selected);
    else if (parcel !== undefined) void this.goToParcel(parcel);
  }

  private async readOwners(): Promise<void> {
    this.owners = await planOwners();
  }

  protected override followed({ selected, parcel, day, compared }: View): void {
    if (compared) void this.openTab('compare');
    void this.sides.follow();
    void this.table.follow(this.parts);
    this.mapView().unpin();
    this.requestUpdate();
    if (day !== this.extracts.day) void this.extracts.on(day);
    if (selected) void this.lookOf(selected);
    else this.place.close();
    if (parcel !== undefined) void this.goToParcel(parcel);
  }

  /** What decides, or the one plan somebody wants to see. */
  private drawPlans(): void {
    const { map } = this.mapView();
    if (map && this.alone !== undefined) drawAlone(map, this.alone);
    else if (map) hidePlans(map, OVER);
    this.sides.draw(this.alone !== undefined);
  }

  /** Nothing can be gone to; what is planned is told all the same. */
  protected override undrawn(): void {
    void this.readOwners();
    this.lookAtLinked();
    this.runAsked();
  }

  protected override answersAgain(): void {
    if (this.extracts.refused) void this.extracts.again();
    this.place.retry();
  }

  /** Somebody signed in or out: layers, tiles and cards are others now. What was looked at is looked at anew. */
  private async loadAnew(): Promise<void> {
    delete this.dataset.drawn;
    this.view.at = this.mapView().place() ?? this.view.at;
    const { selected } = this.view;
    const place = selected ? undefined : this.place.answer?.at;
    this.place.close();
    this.view.selected = selected;
    this.versions()?.again();
    this.sides.again();
    await this.load();
    if (place) this.mapView().pickAt(place);
  }

  /** A link may ask a question instead of naming a feature: `?q=`, `?parcel=`, `?at=lon,lat`. It is asked once. */
  private runAsked(): void {
    const [text, parcel, at] = [taken('q'), taken('parcel'), readAt(taken('at') ?? null)];
    if (at) void this.goToFound({ kind: 'coordinate', title: '', at });
    else if (parcel) void this.goToParcel(parcel);
    else if (text) void this.search()?.run(text);
  }

  /** Flies to what was found; a feature is chosen there, a bare place is marked and looked at. */
  private async goToFound(found: Found): Promise<void> {
    this.dropCard();
    this.view.parcel = undefined;
    if (this.status !== 'undrawable' && !(await this.mapView().fly(found))) return;
    if (found.layer !== undefined && found.id !== undefined) {
      await this.lookOf({ layer: found.layer, id: found.id });
      this.announce();
    } else if (found.polygon) {
      await this.openTab('tools');
      this.measure()?.take(this.mapView(), found.polygon);
    } else if (this.status === 'undrawable') {
      this.showPlace({ hits: [], lon: found.at[0], lat: found.at[1], within_m: 0.5 });
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
    void this.openTab('info');
    void this.place.at([lon, lat], hits, this.published?.layers ?? [], within_m);
    this.announce();
  }

  private lookOf(selected: Selected): Promise<void> {
    void this.openTab('info');
    return this.place.of(selected, this.published?.layers ?? []);
  }

  /** The card and the link say what is looked at, and the map outlines it. */
  private showLook(): void {
    const { selected } = this.place;
    this.view.selected = selected;
    this.mapView().outline(selected);
    this.writeLink();
    this.requestUpdate();
    void this.extracts.of(this.place.parcelAmong(this.published?.layers ?? []));
  }

  /** What is planned on the parcel, on the card and on the map. */
  private async showExtract(): Promise<void> {
    this.requestUpdate();
    const looks = await functionLooks();
    if (this.extracts.extract) void this.late.want('more');
    const { map, isDrawn } = this.mapView();
    if (map && isDrawn) showShares(map, this.extracts, looks);
    this.rows.refresh();
  }

  private askFor(day: string | undefined): Promise<void> {
    this.view.day = day;
    this.writeAndDraw();
    void this.sides.follow();
    return this.extracts.on(day);
  }

  /** A feature is another now, or there is none: the card shows what is there. */
  private lookAfter(selected: Selected | undefined): void {
    if (selected) void this.lookOf(selected).then(() => this.announce());
    else this.closeCard();
  }

  private announce(): void {
    void this.updateComplete.then(() => this.querySelector<PlaceCard>('place-card')?.announce());
  }

  /** Escape closes one thing at a time, and the map has the focus again. */
  private stepBack(): void {
    if (this.querySelector<MapPrint>('map-print')?.close()) this.mapView().focus();
    else if (this.measure()?.active) this.measure()?.stop();
    else if (this.check()?.active) this.check()?.stop();
    else if (this.table.isOpen && document.activeElement?.closest('layer-table')) void this.table.close();
    else if (this.edits.stepBack()) return;
    else if (this.sides.isOpen) this.sides.leave();
    else this.closeCard();
  }

  private async startMeasuring(): Promise<void> {
    this.check()?.stop();
    await this.openTab('tools');
    this.leaveMapSeen();
    this.measure()?.toggle(this.mapView());
  }

  private startChecking(): void {
    this.measure()?.stop();
    const sheet = this.sheet();
    // One draws on the map.
    if (sheet?.stop === 'full') sheet.stop = 'half';
    this.check()?.start(this.mapView());
  }

  /** A shape was pressed: its row is where the focus goes. */
  private showRow(key: string): void {
    this.versions()?.reveal(key);
    const sheet = this.sheet();
    if (sheet?.stop === 'peek') sheet.stop = 'half';
  }

  /** On a phone the sheet leaves room for what somebody goes to. */
  private leaveMapSeen(): void {
    const sheet = this.sheet();
    if (sheet?.stop === 'full') sheet.stop = 'half';
  }

  private async openVersions(after: number | undefined): Promise<void> {
    await this.openTab('compare');
    if (after !== undefined) this.versions()?.choose(after);
    this.querySelector<HTMLElement>('#versions-heading')?.focus();
  }

  private compareVersions(pair: Compared | undefined): void {
    this.trail.step();
    this.view.compared = pair;
    this.writeAndDraw();
  }

  /** What is seen on two maps, in words and areas. */
  private tellApart(pair: Compared): void {
    this.sides.leave();
    this.openTab('compare');
    this.compareVersions(pair);
  }

  private writeAndDraw(): void {
    this.writeLink();
    this.requestUpdate();
  }

  /** What the map shows is what the table may be of. */
  private readView(): void {
    this.readMap();
    if (this.table.isOpen) this.requestUpdate();
  }

  private versions(): VersionCompare | null {
    return this.querySelector<VersionCompare>('version-compare');
  }

  private check(): BuildingCheck | null {
    return this.querySelector<BuildingCheck>('building-check');
  }

  private measure(): MapMeasure | null {
    return this.querySelector<MapMeasure>('map-measure');
  }

  /** Back opens it again. */
  private closeCard(): void {
    this.trail.step();
    if (this.dropCard()) this.mapView().focus();
  }

  /** True if there was one. */
  private dropCard(): boolean {
    this.mapView().unpin();
    if (!this.place.answer) return false;
    this.place.close();
    return true;
  }

  /** Once what is in the tab can be seen. */
  private async openTab(tab: Tab): Promise<void> {
    this.tab = tab;
    if (tab === 'layers') void this.askForBases();
    const sheet = this.sheet();
    if (sheet?.stop === 'peek') sheet.stop = 'half';
    if (tab === 'info' || tab === 'legend') return;
    await this.late.want('more');
    await this.updateComplete;
    // The map may have been drawn before what is compared came.
    if (this.mapView().isDrawn) this.versions()?.redraw(this.mapView(), this.view.at === undefined);
  }

  /** What a key on the map asks for. */
  private obey(wish: KeyWish): void {
    if (wish === 'search') this.search()?.focus();
    if (wish === 'help') void this.helpWithKeys();
    if (wish === 'print') void this.openPrint();
    if (wish === 'next' || wish === 'previous') this.step(wish === 'next' ? 1 : -1);
    if (wish !== 'layers' && wish !== 'legend') return;
    void this.openTab(wish).then(() => this.querySelector<HTMLElement>(`#${wish}-heading`)?.focus());
  }

  private async helpWithKeys(): Promise<void> {
    if (!(await this.late.want('more'))) return this.openTab('tools');
    await this.updateComplete;
    this.querySelector<KeyHelp>('key-help')?.open();
  }

  /** The next feature in view, or the one before; the focus stays on the map. */
  private step(by: 1 | -1): void {
    this.readMap();
    void this.updateComplete.then(() => {
      const next = this.querySelector<MapList>('map-list')?.step(by);
      if (next) void this.lookOf(next);
    });
  }

  private async openPrint(): Promise<void> {
    await this.openTab('tools');
    this.querySelector<MapPrint>('map-print')?.open();
  }

  private async copyLink(): Promise<void> {
    await this.openTab('tools');
    await this.querySelector<ShareBox>('share-box')?.copy();
  }

  private async print(wish: PrintWish): Promise<void> {
    const centre = this.mapView().middle();
    const { baseMaps, composed, published, revision } = this;
    if (!centre || !composed || !published) return;
    const { base, selected, day } = this.view;
    const base_source = baseMaps.find(({ name }) => name === base?.name)?.attribution;
    const source = [published.attribution, base_source].filter(Boolean).join(' · ');
    const drawn = { composed, layers: published.layers, stack: this.layers.stack, baseMaps, base, selected, day, screen: this.mapView().map };
    this.printing = 'now';
    await this.updateComplete;
    // Drawing keeps the page busy for a while: that it goes on is on the screen before.
    await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
    try {
      const [{ printedParcel }, { printSheet }] = await Promise.all([import('./late.ts'), import('../../kit/print/print-sheet.ts')]);
      const parcel = await printedParcel(this.extracts);
      await printSheet({ ...wish, ...drawn, parcel, grid: this.mapView().gridAt(centre), centre, link: this.sharedLink(), source, revision });
      this.printing = 'no';
    } catch {
      this.printing = 'failed';
    }
  }
}

customElements.define('planning-app', PlanningApp);
