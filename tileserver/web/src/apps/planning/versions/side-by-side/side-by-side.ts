// Two maps that move together, with a handle between them to swipe; on a small screen one or the other. What each shows is chosen over it.
// The map of the page is the left one and takes all presses. Loaded when somebody compares.

import texts from 'virtual:catalogue/planning/side-by-side';
import { html, nothing } from 'lit';
import type { LngLatBounds } from 'maplibre-gl';
import { drawAlone, drawThese } from '../../../../kit/extract/plans-on-map.ts';
import { looksOf } from '../../../../kit/layers/looks.ts';
import type { Stack } from '../../../../kit/layers/layer-stack.ts';
import type { Composed } from '../../../../kit/map/map-style.ts';
import type { MapView } from '../../../../kit/map/map-view.ts';
import '../../../../kit/page/day-field.ts';
import { KitElement } from '../../../../kit/page/kit-element.ts';
import { learn, say } from '../../../../kit/page/text.ts';
import type { BaseMap } from '../../../../kit/server/base-maps.ts';
import type { Box } from '../../../../kit/server/store-layers.ts';
import type { ChosenBase, Compared, Selected } from '../../../../kit/share/permalink.ts';
import type { Side, Sides } from '../../../../kit/share/sides.ts';
import { comparablePlans, type Listed } from '../asking.ts';
import { Handle } from './handle.ts';
import { differing } from './leading.ts';
import { drawnMap, SecondMap } from './second-map.ts';
import { drawnOn, layersOf, type Common } from './shown-side.ts';
import { isSmall, onSize, sideChoice } from './side-choice.ts';

export { firstSides } from './shown-side.ts';

learn(texts);

/** From this zoom on every zone is drawn for itself, and plans can be told apart. */
const APART = 14;
/** Nobody is led nearer. */
const NEAREST = 18;
/** Changes that leave the left map as it is. */
const STIRS_NOTHING: readonly PropertyKey[] = ['at', 'inView', 'isFar', 'isSmall', 'selected'];
const HANDS = ['left', 'right'] as const;
type Hand = (typeof HANDS)[number];

export class SideBySide extends KitElement {
  static override properties = {
    sides: {}, day: {}, composed: {}, stack: {}, base: {}, baseMaps: {}, selected: {}, inView: {}, plans: { state: true }, isMissed: { state: true }, at: { state: true }, isSmall: { state: true }, isFar: { state: true },
  };
  /** What is compared; nothing while nobody compares. */
  sides?: Sides;
  /** The day the reader looks at; today where none is named. */
  day?: string;
  composed?: Composed;
  stack: Stack = [];
  base?: ChosenBase;
  baseMaps: readonly BaseMap[] = [];
  selected?: Selected;
  /** Classes the map draws now: with others, or in other colours, the right map is drawn anew as well. */
  inView: ReadonlyMap<string, unknown> = new Map();
  /** Nothing until the server has said it: a list nobody has read is no list without plans. */
  private plans?: readonly Listed[];
  /** The list did not come. */
  private isMissed = false;
  private asking = new AbortController();
  /** Of the question where the sides differ. */
  private leading = new AbortController();
  /** Where the handle stands while somebody moves it. */
  private at?: number;
  private isSmall = isSmall();
  /** The map is too far away for single plans. */
  private isFar = false;
  private second?: SecondMap;
  private forgetSize?: () => void;
  private readonly handle = new Handle(this, (at, isThere) => this.move(at, isThere));
  private readonly opened = (): void => this.mount();
  private readonly settled = (): void => this.measure();

  override connectedCallback(): void {
    super.connectedCallback();
    const view = this.view();
    view?.addEventListener('map-opened', this.opened);
    view?.addEventListener('map-settled', this.settled);
    this.forgetSize = onSize((small) => (this.isSmall = small));
    void this.list();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view()?.removeEventListener('map-opened', this.opened);
    this.view()?.removeEventListener('map-settled', this.settled);
    this.forgetSize?.();
    this.unmount();
  }

  /** Another list of plans may be seen. */
  async list(): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const plans = await comparablePlans(signal).catch(() => undefined);
    if (signal.aborted) return;
    [this.plans, this.isMissed] = [plans, plans === undefined];
  }

  /** Which plans the left map draws, if that is not what it draws usually. */
  draw(isAlone: boolean): void {
    const ofDay: Side | undefined = this.day === undefined || isAlone ? undefined : { show: 'day', day: this.day };
    const [map, side] = [drawnMap(this.view()), this.sides?.left ?? ofDay];
    if (!map || !side) return;
    if (side.show === 'plan') drawAlone(map, side.plan);
    if (side.show !== 'day' || !this.plans) return;
    const { ids, bare } = drawnOn(side.day, this.plans);
    drawThese(map, ids, bare);
  }

  /** The handle takes the focus: arrows move it at once. */
  override focus(): void {
    this.querySelector<HTMLElement>('.sides-handle, .sides-turn input:checked')?.focus();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!this.sides) return this.leave(changed);
    if (this.isMissed && changed.has('sides') && !changed.get('sides')) void this.list();
    if (!this.second) this.mount();
    const [view, common] = [this.view(), this.common()];
    if (!view || !common || !this.second) return;
    this.second.cutAt(this.cut());
    this.second.show(this.sides.right, common, this.selected);
    // What is seen changes with every arrangement: arranged because of that, the map would never come to rest.
    if (changed.size > 0 && [...changed.keys()].every((name) => STIRS_NOTHING.includes(name))) return;
    view.lens = (stack, base) => layersOf(this.sides?.left ?? { show: 'map' }, stack, base, this.baseMaps);
    view.arrange(this.stack, this.base);
    if (changed.has('sides') || changed.has('plans')) this.tell('plans-wished');
    this.measure();
  }

  protected override render(): unknown {
    const { sides } = this;
    this.toggleAttribute('data-open', sides !== undefined);
    if (!sides) return nothing;
    const at = this.at ?? sides.at;
    return html`<section class="sides" aria-label=${say('web-swipe')} data-sides=${this.isSmall ? 'small' : 'wide'}>
      ${this.isSmall ? nothing : this.handle.face(at)}
      <div class="sides-bar">
        ${this.isSmall ? this.turns(at) : nothing}
        ${HANDS.map((hand) => (this.isSmall && hand !== (at < 0.5 ? 'right' : 'left') ? nothing : this.choice(hand, sides[hand])))}
        <button type="button" class="icon-button sides-close" data-deed="leave-sides" aria-label=${say('web-swipe-close')} title=${say('web-swipe-close')}
          @click=${() => this.tell('sides-changed')}><span aria-hidden="true">✕</span></button>
      </div>
      <p class="sides-note" role="status">${this.note(sides)}</p>
      ${this.words(sides)}
    </section>`;
  }

  private note({ left, right }: Sides): unknown {
    if (this.isMissed && (left.show === 'day' || right.show === 'day')) {
      return html`${say('web-swipe-missed')} <button type="button" class="button-text" data-deed="sides-again" @click=${() => void this.list()}>${say('web-retry')}</button>`;
    }
    return this.isFar ? say('web-swipe-far') : nothing;
  }

  private choice(hand: Hand, side: Side): unknown {
    const looks = looksOf(this.stack, this.baseMaps.length > 0);
    return html`<div class="sides-choice sides-${hand}" @side-chosen=${({ detail }: CustomEvent<Side>) => this.choose(hand, detail)}>
      ${sideChoice({ label: say(`web-swipe-${hand}`), hand, side, looks, plans: this.plans ?? [] })}</div>`;
  }

  /** One map or the other: a finger would cover what a handle shows. */
  private turns(at: number): unknown {
    const turn = (hand: Hand) => html`<label><input type="radio" name="sides-turn" value=${hand} .checked=${(at < 0.5) === (hand === 'right')}
      @change=${() => this.move(hand === 'right' ? 0 : 1, true)}><span>${say(`web-swipe-turn-${hand}`)}</span></label>`;
    return html`<fieldset class="sides-turn"><legend class="only-heard">${say('web-swipe')}</legend>${HANDS.map(turn)}</fieldset>`;
  }

  /** Two plans have a comparison in words and areas, too. */
  private words({ left, right }: Sides): unknown {
    if (left.show !== 'plan' || right.show !== 'plan' || left.plan === right.plan) return nothing;
    const pair: Compared = { before: left.plan, after: right.plan };
    return html`<button type="button" class="button button-quiet sides-words" data-deed="sides-words" @click=${() => this.tell<Compared>('sides-told', pair)}>${say('web-swipe-words')}</button>`;
  }

  private choose(hand: Hand, side: Side): void {
    if (!this.sides) return;
    const sides = { ...this.sides, [hand]: side };
    this.tell<Sides>('sides-changed', sides);
    if (isOfPlans(side)) void this.lead(sides);
  }

  /** Goes where two sides differ, as near as zones are told apart; a reader who looks at it as closely already is left there. */
  async lead(sides: Pick<Sides, 'left' | 'right'>): Promise<void> {
    if (!isOfPlans(sides.left) && !isOfPlans(sides.right)) return;
    this.leading.abort();
    const { signal } = (this.leading = new AbortController());
    if (!this.plans) await this.list();
    const boxes = await differing(sides, this.plans ?? [], signal);
    const map = drawnMap(this.view());
    if (signal.aborted || !map || !this.sides) return;
    const cameras = boxes.flatMap((box) => map.cameraForBounds(box, { padding: 48, maxZoom: NEAREST }) ?? []);
    const camera = cameras.find(({ zoom = 0 }) => zoom >= APART) ?? cameras.at(-1);
    const zoom = Math.max(APART, camera?.zoom ?? 0);
    if (!isSeen(map.getBounds(), boxes[0]) || map.getZoom() < zoom - 0.5) map.easeTo({ center: camera?.center, zoom });
  }

  private move(at: number, isThere: boolean): void {
    this.at = isThere ? undefined : at;
    if (isThere && this.sides) this.tell<Sides>('sides-changed', { ...this.sides, at });
  }

  private mount(): void {
    const [view, common, sides] = [this.view(), this.common(), this.sides];
    const first = drawnMap(view);
    this.unmount();
    if (!first || !common || !sides) return;
    void import('maplibre-gl').then((library) => {
      if (this.second || !this.sides || first !== drawnMap(this.view())) return;
      this.second = new SecondMap(library, first, this.sides.right, common, () => this.tell('map-trouble'));
      this.requestUpdate();
    });
  }

  private unmount(): void {
    this.second?.remove();
    this.second = undefined;
  }

  /** The map is whole again, as its reader arranged it. */
  private leave(changed: Map<string, unknown>): void {
    if (changed.has('day') || (this.day !== undefined && changed.has('plans'))) this.tell('plans-wished');
    if (!changed.get('sides')) return;
    this.unmount();
    const view = this.view();
    if (!view) return;
    view.lens = undefined;
    view.arrange(this.stack, this.base);
    this.tell('plans-wished');
  }

  private measure(): void {
    const zoom = drawnMap(this.view())?.getZoom() ?? APART;
    this.isFar = zoom < APART && this.sides !== undefined && (isOfPlans(this.sides.left) || isOfPlans(this.sides.right));
  }

  private cut(): string {
    const at = this.at ?? this.sides?.at ?? 1;
    return this.isSmall ? (at < 0.5 ? '0' : '100%') : `${at * 100}%`;
  }

  private common(): Common | undefined {
    const { composed, stack, base, baseMaps, plans } = this;
    return composed && { composed, stack, base, baseMaps, plans };
  }

  private view(): MapView | null {
    return this.closest<MapView>('map-view');
  }
}

function isOfPlans({ show }: Side): boolean {
  return show === 'plan' || show === 'day';
}

/** Whether some of a box is in view; where there is none, nothing is out of sight. */
function isSeen(seen: LngLatBounds, box: Box | undefined): boolean {
  return !box || (box[0] < seen.getEast() && seen.getWest() < box[2] && box[1] < seen.getNorth() && seen.getSouth() < box[3]);
}

customElements.define('side-by-side', SideBySide);
