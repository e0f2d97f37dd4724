// A pipe bursts: tap it, or type where it is; which valves to close, who goes without water, and what if a valve does not move.

import { html, nothing } from 'lit';
import type { Picked } from '../../kit/map/map-view.ts';
import { say } from '../../kit/page/text.ts';
import { theme } from '../../kit/page/theme.ts';
import type { Found } from '../../kit/search/search.ts';
import { whole } from '../../kit/server/ask.ts';
import { LateParts } from '../../kit/server/late-parts.ts';
import type { View } from '../../kit/share/permalink.ts';
import { actionBar } from './case/action-bar.ts';
import { answerView } from './case/answer-view.ts';
import { FURTHEST_M, WITHIN_M, WITHIN_OF_ADDRESS_M, type Finding } from './case/asking.ts';
import { BurstCase } from './case/case.ts';
import { numberPressed, showValve } from './case/keys.ts';
import { tour } from './case/tour.ts';
import type { Burst, Degrees, Isolation, NetworkList, Valve } from './case/wire.ts';
import { burstName } from './case/words.ts';
import { openJobs } from './jobs/asking.ts';
import { jobList } from './jobs/job-list.ts';
import { drawOutage } from './jobs/on-map.ts';
import type { Job } from './jobs/wire.ts';
import { DEVICES, EDGES, SHUTDOWNS } from './map/layer-names.ts';
import { SHOWN } from './map/network-look.ts';
import { drawBurst, drawnJob, placesOf, type Drawn } from './map/on-map.ts';
import { burstOf } from './map/found.ts';
import type { NetworkKey } from './map/network-key.ts';
import { ReportPin } from './map/report-pin.ts';
import { networkOf, pipeOf, valveOf } from './map/pressed.ts';
import { showPlaces } from './map/showing.ts';
import { drawZones, type ZoneDrawn } from './map/zones-on-map.ts';
import { askedBy, placedBurst, readAsked, withAsked, type Asked, type Reported } from './link.ts';
import { LOOK, NetworkViewer } from './network-viewer.ts';
import { largest, networkChoice, networkTitle, offLine, refusal, reportedBurst, unplaced, waiting } from './question.ts';
import type { PressedPipe } from './zones/zone-box.ts';
import { MetersDesk } from './meters/desk.ts';
import './texts.ts';
import '../../kit/search/map-search.ts';

export class WaterApp extends NetworkViewer {
  static override properties = {
    ...NetworkViewer.properties,
    noting: { state: true }, said: { state: true },
    jobs: { state: true }, job: { state: true }, isConfirming: { state: true }, isAdding: { state: true },
    zonesKind: { state: true }, pressed: { state: true }, device: { state: true }, tapped: { state: true }, reported: { state: true },
  };
  protected override readonly usual = SHOWN;
  /** The valve whose form is open. */
  private noting: string | undefined;
  private said = '';
  /** Jobs under way and to come. */
  private jobs: Job[] | undefined;
  /** The job that is looked at, and what is known of it. */
  private job: { network: string; id: number } | undefined;
  private record: Job | undefined;
  private isConfirming = false;
  /** True while the next place that is pointed at bursts besides. */
  private isAdding = false;
  /** The kind of zones that is shown, and what the map draws of them. */
  private zonesKind: string | undefined;
  private zones: readonly ZoneDrawn[] = [];
  /** The pipe that was pressed among zones. */
  private pressed: PressedPipe | undefined;
  /** The device that is looked at, and the one that lies where the map was tapped. */
  private device: string | undefined;
  private tapped: string | undefined;
  /** A burst that waits to be looked at. */
  private reported: Reported | undefined;
  private readonly pin = new ReportPin();
  /** Once the link was read; before, it is not written. */
  private isLinked = false;
  private readonly meters = new MetersDesk({
    changed: () => (this.lineNow = {}),
    session: () => this.session,
    meet: () => this.meet(),
    network: () => this.network,
    view: () => this.view,
    writeLink: () => this.hasUpdated && this.mapView().isDrawn && this.writeLink(),
    page: () => this.querySelector('meters-page'),
    beside: () => ({ view: this.mapView(), covered: this.sheet()?.covered ?? 0, look: LOOK, official: this.plain }),
  });
  private readonly burst = new BurstCase(this.line.isolation, () => this.told());
  private order: Valve[] = [];
  private readonly late = new LateParts({ more: () => import('./late.ts') }, () => (this.lineNow = {}));
  constructor() {
    super('water', LOOK);
    this.meters.follow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const deeds: Record<string, (detail: never) => unknown> = {
      'search-chosen': (found: Found) => this.goToFound(found),
      'note-left': () => this.endNote(),
      'note-done': (id: string) => this.noted(id, 'web-water-noted'),
      'note-kept': (id: string) => this.noted(id, 'web-water-note-waits'),
      'confirm-left': () => this.confirm(false),
      'job-confirmed': (job: Job) => this.openJob(job),
      'job-wanted': (id: number) => this.openJob({ network: this.job?.network ?? this.burst.burst?.network ?? this.network, id }),
      'job-read': (job: Job) => this.jobRead(job),
      'job-recomputed': (asked: { job: Job; valve: string }) => this.recompute(asked),
      'place-wanted': (at: Degrees) => this.goTo(at),
      'places-wanted': (places: Degrees[]) => showPlaces(this.mapView(), places, this.sheet()?.covered ?? 0),
      'burst-asked': (burst: Burst) => this.isolate(burst),
      'note-wanted': (id: string) => this.wantNote(id),
      'zones-wanted': (kind: string | undefined) => this.showZones(kind ?? undefined),
      'zones-drawn': (zones: ZoneDrawn[]) => this.redrawZones(zones),
      'meter-opened': () => this.roomToSearch(),
    };
    for (const [name, done] of Object.entries(deeds)) this.addEventListener(name, (event) => void done((event as CustomEvent<never>).detail));
    this.addEventListener('keydown', (event) => this.pressedKey(event));
    window.addEventListener('online', () => void this.reread());
    this.meters.begin(this);
    void this.late.want('more');
  }

  protected override opened(): void {
    this.drawAnswer();
    this.querySelector('meters-page')?.drawOnMap();
    super.opened();
  }

  protected override async read(signal: AbortSignal): Promise<void> {
    const join = (all: NetworkList, page: NetworkList): NetworkList => ({ ...page, networks: [...all.networks, ...page.networks] });
    const isFirst = this.list === undefined;
    this.list = await whole('/v1/networks?limit=1000&f=json', signal, join);
    if (!this.list?.networks.some(({ name }) => name === this.network)) this.network = largest(this.list)?.name ?? '';
    this.news = {};
    this.isListed();
    await this.catchUp();
    if (isFirst) this.openLinked();
    else await this.burst.again();
    // Without a line nobody knows.
    this.jobs = this.network === '' ? [] : await openJobs(this.network, signal).catch(() => undefined);
  }

  /** Sends what waited for a line, and reads the network that is kept on the device anew. */
  private async catchUp(): Promise<void> {
    // Where there was no line, nobody has said yet who is here.
    if (this.session === undefined) await this.meet();
    const sent = await this.line.send(this.operator);
    if (sent > 0) this.said = say('web-water-sent', { count: sent });
    await this.meters.send();
    await this.line.refresh(this.network, this.revision);
  }

  protected override picked({ hits, lon, lat, within_m }: Picked): void {
    if (this.meters.round !== undefined) return this.querySelector('meters-page')?.pick([lon, lat], within_m);
    const valve = hits.find(({ layer, fields }) => layer === DEVICES && this.burst.answer?.valves.some(({ id }) => id === fields['ma']));
    if (valve && !this.job && !this.isAdding) return this.toValve(String(valve.fields['ma']));
    const shutdown = hits.find(({ layer, id }) => layer === SHUTDOWNS && id !== undefined);
    const isPipe = hits.some(({ layer }) => layer === EDGES || layer === DEVICES);
    const network = networkOf(hits, this.network) ?? this.network;
    const [at, isAsking] = [[lon, lat] as Degrees, this.burst.burst !== undefined || this.job !== undefined];
    if (shutdown?.id !== undefined && !isPipe && !this.isAdding) return void this.openJob({ network: String(shutdown.fields['mang'] ?? network), id: shutdown.id });
    if (!isAsking && this.zonesKind !== undefined) return void (this.pressed = { network, edge: pipeOf(hits, network), at });
    void this.isolate({ network, at, within_m: Math.min(FURTHEST_M, Math.max(WITHIN_M, Math.ceil(within_m))) });
    // Beside a valve a pipe is meant; who means the valve finds it with the answer.
    this.tapped = valveOf(hits);
  }

  /** Who is here now may see other names: what was answered is asked anew. */
  protected override leave(): void {
    this.burst.forget();
    [this.noting, this.record, this.jobs, this.isConfirming, this.device] = [undefined, undefined, undefined, false, undefined];
  }

  protected override get heading(): string {
    return this.meters.round === undefined ? 'web-water' : 'web-meters';
  }

  protected override async meet(): Promise<void> {
    await super.meet();
    this.meters.met();
  }

  protected override content(): unknown {
    if (this.meters.round !== undefined) return this.meters.content(this.lineNow, networkChoice(this.list, this.network, (chosen) => this.choose(chosen)));
    if (this.job) return this.jobScreen();
    if (this.device) return this.deviceScreen(this.device);
    return this.isConfirming && this.burst.answer ? this.confirmScreen(this.burst.answer) : this.burstScreen();
  }

  /** The key of signs stands on the map, which the page does not draw. */
  protected override updated(): void {
    const key = this.querySelector<NetworkKey>('network-key') ?? Object.assign(document.createElement('network-key'), { className: 'over-map' });
    if (!key.isConnected) this.mapView().append(key);
    const isBurst = this.job !== undefined || this.burst.burst !== undefined;
    (key as NetworkKey).of = this.meters.round !== undefined || this.network === '' ? undefined : isBurst ? 'burst' : 'network';
  }

  private burstScreen(): unknown {
    const titles = new Map(this.published?.layers.map(({ name, title }) => [name, title]));
    const hasBurst = this.burst.burst !== undefined;
    return html`<section class="water-ask" aria-label=${say('web-water-ask')}>
        ${hasBurst ? nothing : html`<p class="water-lead" tabindex="-1">${say('web-water-lead')}</p>${reportedBurst(this.reported, () => this.seeReported())}`}
        <map-search .isCareful=${true} @input=${() => this.roomToSearch()} .near=${() => this.mapView().middle()} .titles=${titles}></map-search>
        ${hasBurst ? nothing : html`${networkChoice(this.list, this.network, (chosen) => this.choose(chosen))}${unplaced(this.list, this.network, (burst) => void this.isolate(burst))}`}</section>
      ${this.answer()}${hasBurst || this.list?.networks.length === 0 ? nothing : this.late.shown('more', () => html`<zone-box .network=${this.network} .kind=${this.zonesKind} .news=${this.news} .pressed=${this.pressed}></zone-box>`)}
      ${hasBurst ? nothing : jobList(this.jobs, (job) => void this.openJob(job))}
      ${hasBurst ? nothing : this.meters.way()}
      ${this.late.has('more') ? html`<offline-box .isShort=${hasBurst} .line=${this.line} .now=${this.lineNow} .network=${this.network} .who=${this.operator} .view=${() => this.inSight()}></offline-box>` : nothing}`;
  }

  private answer(): unknown {
    const { burst, answer, plain, isAsking, refused, marked, whatIf, at } = this.burst;
    if (!burst) return nothing;
    if (refused) return refusal(burst, refused.sentence, (again) => void this.isolate(again));
    if (!answer || !plain) return waiting(burst);
    const { noting } = this;
    return answerView({
      answer, at, isAsking, marked, whatIf, network: networkTitle(this.list, answer.network), tapped: this.tapped, order: this.order, added: whatIf?.added ?? [], source: offLine(answer, this.line.readAt(burst.network)),
      noting: noting === undefined ? undefined : { id: noting, form: this.noteForm(burst.network, noting) },
      choose: (edge) => void this.isolate({ network: burst.network, edge, ...(burst.more ? { more: burst.more } : {}) }),
      bursts: { isAdding: this.isAdding, add: (is) => this.adds(is), drop: (at) => void this.drop(at) },
      goTo: (place) => this.goTo(place),
      deeds: {
        go: (id) => this.goToValve(id),
        show: (id) => void this.openDevice(id),
        mark: (id) => void this.mark(id),
        unmark: (id) => void this.burst.unmark(id),
        note: this.mayOperate ? (id) => this.wantNote(id) : undefined,
      },
    });
  }

  private wantNote(id: string): void {
    this.noting = this.noting === id ? undefined : id;
    void this.late.want('more');
  }

  private noteForm(network: string, device: string): unknown {
    const keep = (of: string, id: string, finding: Finding) => this.line.note(of, id, finding, this.operator);
    return this.late.shown('more', () => html`<note-form .network=${network} .device=${device} .keep=${keep} .kept=${(id: string) => this.line.device(network, id)}></note-form>`);
  }

  private deviceScreen(id: string): unknown {
    const network = this.burst.burst?.network ?? this.network;
    return this.late.shown('more', () => html`<device-sheet .network=${network} .device=${id} .news=${this.news} .mayNote=${this.mayOperate} .form=${this.noting === id ? this.noteForm(network, id) : nothing}></device-sheet>`);
  }

  private confirmScreen(answer: Isolation): unknown {
    return html`<section class="answer"><h2 id="answer-heading" tabindex="-1">${say('web-water-confirm')}: ${burstName(answer)}</h2>
      ${this.late.shown('more', () => html`<job-form .burst=${this.burst.burst} .answer=${answer} .marked=${this.burst.marked}></job-form>`)}</section>`;
  }

  private jobScreen(): unknown {
    return this.late.shown('more', () => html`<job-record .network=${this.job?.network ?? ''} .job=${this.job?.id ?? 0} .mayOperate=${this.operator !== undefined} .news=${this.news}></job-record>`);
  }

  protected override footer(): unknown {
    if (this.meters.round !== undefined) return html`<div class="water-bar meters-bar">${this.meters.bar()}</div>`;
    const isCase = !this.job && !this.isConfirming && !this.device;
    return html`<div class="water-bar">${actionBar({
      news: isCase ? this.burst.news : undefined,
      isBack: this.burst.answer?.on_device === true,
      said: this.said,
      leaves: this.job || this.device ? 'web-water-back' : isCase && this.burst.burst ? 'web-water-leave' : undefined,
      take: () => this.burst.take(),
      leave: () => this.leaveScreen(),
      confirm: isCase && this.operator !== undefined && this.burst.answer && !this.burst.news ? () => this.confirm(true) : undefined,
    })}</div>`;
  }

  /** Without a line nobody says who is here: then who took the area along may note what they find. */
  private get mayOperate(): boolean {
    return this.operator !== undefined || (this.session === undefined && this.line.areaOf(this.burst.burst?.network ?? this.network)?.who !== undefined);
  }

  /** Who tapped a place before the networks were known goes on with that. */
  private openLinked(): void {
    this.isLinked = true;
    const asked = askedBy(this.view.rest, location.search);
    if (!this.burst.burst) return this.follow(asked);
    this.zonesKind = asked.zones;
    this.keepLink();
  }

  protected override followed({ rest }: View): void {
    this.meters.follow();
    if (this.isLinked) this.follow(readAsked(rest));
  }

  /** As a link says. */
  private follow({ network, burst, stuck, reported, zones }: Asked): void {
    if (network !== undefined && this.list?.networks.some(({ name }) => name === network)) this.network = network;
    [this.reported, this.zonesKind] = [reported, zones];
    if (burst) void this.isolate({ network: network ?? this.network, ...burst }, stuck);
    else if (this.burst.burst) this.burst.leave();
    this.drawAnswer();
  }

  /** The link says what is asked, so that a reload and whoever it is sent to see the same. */
  private keepLink(): void {
    if (!this.isLinked) return;
    const { burst, answer, marked, isAsking } = this.burst;
    const network = burst?.network ?? ((this.list?.networks.length ?? 0) > 1 ? this.network : undefined);
    const asked = { network, burst: placedBurst(burst, isAsking ? undefined : answer), stuck: marked, reported: this.reported, zones: this.zonesKind };
    this.view.rest = withAsked(this.view.rest, asked);
    if (this.isConnected && this.mapView()?.isDrawn) this.writeLink();
  }

  /** Another network is asked from now on. */
  private choose(network: string): void {
    [this.network, this.pressed] = [network, undefined];
    this.keepLink();
    void this.reread();
  }

  private redrawZones(zones: readonly ZoneDrawn[]): void {
    this.zones = zones;
    this.drawAnswer();
  }

  private showZones(kind: string | undefined): void {
    [this.zonesKind, this.pressed] = [kind, undefined];
    this.keepLink();
  }

  private seeReported(): void {
    const { reported } = this;
    this.reported = undefined;
    if (reported) void this.isolate({ network: this.network, at: reported.at, within_m: WITHIN_OF_ADDRESS_M });
  }

  private async openDevice(id: string): Promise<void> {
    [this.device, this.noting, this.said] = [id, undefined, ''];
    await this.late.want('more');
    await this.toHeading();
  }

  private async goToFound(found: Found): Promise<void> {
    await this.isolate(await burstOf(found, this.network, (this.list?.networks.length ?? 0) > 1));
  }

  /** Asks, and goes to the answer: the heading takes the focus, the map shows all valves. */
  private async isolate(asked: Burst, stuck?: readonly string[]): Promise<void> {
    // Whoever taps before the networks are known means the first.
    if (asked.network === '') await this.listed;
    const burst = { ...asked, network: asked.network === '' ? this.network : asked.network };
    const isMore = this.isAdding && this.burst.burst?.network === burst.network;
    [this.noting, this.said, this.job, this.record, this.isConfirming, this.isAdding] = [undefined, '', undefined, undefined, false, false];
    [this.device, this.tapped, this.pressed] = [undefined, undefined, undefined];
    const sheet = this.sheet();
    if (sheet?.stop === 'full') sheet.stop = 'half';
    const answered = isMore ? this.burst.add(burst) : this.burst.open(burst, stuck);
    await this.toHeading();
    await answered;
    await this.toHeading();
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

  /** On a telephone the map comes up to be pointed at. */
  private adds(is: boolean): void {
    this.isAdding = is;
    const sheet = this.sheet();
    if (is && sheet?.stop === 'full') sheet.stop = 'half';
  }

  private async drop(at: number): Promise<void> {
    await this.burst.drop(at);
    await this.toHeading();
  }

  /** What if this valve of a job does not close either? */
  private async recompute({ job, valve }: { job: Job; valve: string }): Promise<void> {
    const [burst, ...more] = job.asked?.bursts ?? [];
    if (!burst) return;
    await this.isolate({ network: job.network, ...burst, ...(more.length > 0 ? { more } : {}) });
    for (const each of [...(job.asked?.inoperable ?? []), valve]) await this.burst.mark(each);
    await this.toHeading();
  }

  /** Something of the burst is different. */
  private told(): void {
    const { answer } = this.burst;
    const valves = answer?.valves.filter(({ close }) => close) ?? [];
    this.order = tour(valves, answer?.burst.at ?? undefined);
    this.requestUpdate();
    this.drawAnswer();
    this.keepLink();
  }

  private drawAnswer(): void {
    const view = this.isConnected ? this.mapView() : null;
    if (!view?.map || !view.isDrawn) return;
    const isQuestion = this.burst.burst === undefined && !this.job && this.meters.round === undefined;
    drawZones(view.map, isQuestion ? this.zones : []);
    void this.pin.show(view.map, isQuestion ? this.reported?.at : undefined, () => this.seeReported());
    const drawn = this.job ? drawnJob(this.record) : this.drawnBurst();
    drawBurst(view.map, drawn, theme() === 'dark');
    const ground = this.job ? this.record?.geometry : this.burst.answer?.outage;
    drawOutage(view.map, ground || drawn ? { ground, answer: drawn?.answer } : undefined, theme() === 'dark');
    const at = drawn?.answer.burst.at;
    if (at) view.pinAt(at);
    else view.unpin();
  }

  private drawnBurst(): Drawn | undefined {
    const { answer, plain, marked, whatIf } = this.burst;
    return answer && plain ? { answer, plain, order: this.order, marked, added: whatIf?.added ?? [] } : undefined;
  }

  /** All valves and the burst in view. */
  private showWhole(): void {
    const drawn = this.job ? drawnJob(this.record) : this.drawnBurst();
    showPlaces(this.mapView(), placesOf(drawn), this.sheet()?.covered ?? 0);
  }

  private goToValve(id: string): void {
    const at = [...(this.burst.answer?.valves ?? []), ...(this.burst.plain?.valves ?? [])].find((valve) => valve.id === id)?.at;
    if (at) this.goTo(at);
  }

  /** A valve of the map in the list. */
  private toValve(id: string): void {
    showValve(this, id);
  }

  /** A digit goes to the valve of that number, from the map and from the list. */
  private pressedKey(event: KeyboardEvent): void {
    const valve = this.order[numberPressed(event) - 1];
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
  private async noted(id: string, sentence: string): Promise<void> {
    this.noting = undefined;
    this.said = say(sentence, { valve: id });
    if (this.burst.marked.includes(id)) await this.burst.unmark(id);
    else if (this.burst.burst) await this.burst.open(this.burst.burst);
    await this.toHeading();
  }

  private async confirm(is: boolean): Promise<void> {
    [this.isConfirming, this.said] = [is, ''];
    if (is) await this.late.want('more');
    await this.toHeading();
  }

  private async openJob({ network, id }: { network: string; id: number }): Promise<void> {
    [this.isConfirming, this.record, this.said] = [false, undefined, ''];
    this.job = { network, id };
    this.drawAnswer();
    await this.late.want('more');
    await this.toHeading();
  }

  private async jobRead(job: Job): Promise<void> {
    const isFirst = this.record?.id !== job.id;
    this.record = job;
    this.drawAnswer();
    if (!isFirst) return;
    await this.toHeading();
    this.showWhole();
  }

  private async leaveScreen(): Promise<void> {
    if (this.job) {
      [this.job, this.record] = [undefined, undefined];
      // Where the line is slow, the list is as the reader left it at once.
      void this.reread();
    } else if (this.device) [this.device, this.noting] = [undefined, undefined];
    else this.burst.leave();
    [this.said, this.isAdding] = ['', false];
    this.drawAnswer();
    await this.updateComplete;
    if (this.burst.burst) await this.toHeading();
    else this.querySelector<HTMLElement>('.water-lead')?.focus();
  }

}

customElements.define('water-app', WaterApp);
