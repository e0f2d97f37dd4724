// Every feature under the chosen point in groups by layer, each with its fields; the chosen one stands open.
// Says what is not there, what lies in layers that are off, and where all of it comes from.

import texts from 'virtual:catalogue/kit/place';
import { html, nothing } from 'lit';
import { classOf, fieldOf, fieldValue, headline, ownerOf, subline, type Owner, type OwnerOf } from './feature-words.ts';
import type { Hit } from '../map/hits.ts';
import { COPY, PENCIL, PRINT } from '../page/icons.ts';
import { KitElement } from '../page/kit-element.ts';
import { linked } from '../page/link.ts';
import type { Legend } from '../symbols/legend.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import { writeNumber } from '../page/numbers.ts';
import { fieldTitle } from '../server/field-words.ts';
import { inForceOf, overOf, plansAmong } from './in-force.ts';
import { hitsOf, keyOf, type PlaceAnswer, type PlaceGroup } from './place-answer.ts';
import { itemPath, playing, type Kind, type StoreLayer } from '../server/store-layers.ts';
import type { Selected } from '../share/permalink.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

/** What people ask about first: if there is none of it here, the card says so. */
const ASKED: readonly Kind[] = ['parcel', 'zone'];

export class PlaceCard extends KitElement {
  static override properties = { owners: {}, answer: {}, layers: {}, legends: {}, open: {}, off: {}, isCutOff: {}, source: {}, lead: {}, isOpenTo: {} };
  answer?: PlaceAnswer;
  layers: StoreLayer[] = [];
  legends: ReadonlyMap<string, Legend> = new Map();
  /** What features belong to. */
  owners: OwnerOf = () => undefined;
  /** The key of the hit that stands open. */
  open?: string;
  /** Layers that are switched off. */
  off: ReadonlySet<string> = new Set();
  /** The store could not be asked. */
  isCutOff = false;
  /** Who made the data. */
  source = '';
  /** True of a layer whose features the reader may change. */
  isOpenTo: (layer: StoreLayer | undefined) => boolean = () => false;
  /** Layers whose features somebody unfolded: they are on the next card, too. */
  private readonly unfolded = new Set<string>();
  /** What is told before all else: a template of the app. */
  lead: unknown = nothing;

  protected override render(): unknown {
    if (!this.answer) return html`<p class="card-hint">${say('web-click-hint')}</p>`;
    const { isGone = false } = this.answer;
    const [groups, over] = [inForceOf(this.answer, this.layers), overOf(this.answer, this.layers)];
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const isAside = ({ layer, kind }: PlaceGroup) => this.off.has(layer) && !ASKED.includes(kind);
    const aside = groups.filter(isAside);
    return html`<section class="card ${this.lead === nothing ? '' : 'card-led'}" aria-labelledby="card-heading">
      <div class="card-top">
        <h2 id="card-heading" tabindex="-1">${isGone ? say('web-gone') : say('web-at-this-point', { count })}</h2>
        <button class="icon-button" type="button" aria-label=${say('web-close')} title=${say('web-close')}
          @click=${() => this.tell('card-closed')}><span aria-hidden="true">✕</span></button>
      </div>
      ${count === 0 && over.length === 0 ? html`<p>${say(isGone ? 'web-gone-remedy' : 'web-nothing-here')}</p>` : nothing}
      ${this.wayToOpen()} ${this.lead}
      <div class="card-deeds">
        <button type="button" class="button-text" data-deed="copy" @click=${() => this.tell('link-copied')}>${COPY}${say('web-copy-link')}</button>
        <button type="button" class="button-text" data-deed="print" @click=${() => this.tell('print-asked')}>${PRINT}${say('web-print')}</button>
      </div>
      ${groups.filter((group) => !isAside(group)).map((group) => this.group(group))}
      ${this.missing(groups, over)} ${this.over(over)}
      ${aside.length === 0 ? nothing : html`<details class="card-aside"><summary>${say('web-in-layers-off', {
          count: aside.reduce((sum, group) => sum + group.count, 0),
        })}</summary>${aside.map((group) => this.group(group))}</details>`}
      <p class="card-source">${this.origin()}</p>
    </section>`;
  }

  /** What has had its time, behind one line; open if it was asked for. */
  private over(groups: readonly PlaceGroup[]): unknown {
    if (groups.length === 0) return nothing;
    const hits = groups.flatMap((group) => group.hits);
    const plans = plansAmong(hits, this.layers);
    const words = plans === undefined ? say('web-over-rows', { count: hits.length }) : say('web-over-plans', { count: plans });
    return html`<details class="card-aside card-over" ?open=${hits.some((hit) => keyOf(hit) === this.open)}>
      <summary>${words}</summary>${groups.map((group) => this.group(group))}</details>`;
  }

  /** Moves focus to the heading, so that a screen reader starts there. */
  announce(): void {
    this.querySelector<HTMLElement>('#card-heading')?.focus({ preventScroll: true });
  }

  /** What lies here, by layers; beside what is told first, the parcel alone stands open. */
  private group(group: PlaceGroup): unknown {
    const layer = this.layers.find(({ name }) => name === group.layer);
    const rest = group.count - group.hits.length;
    const heading = html`<h3 class="card-layer">${layer?.title ?? group.title} <span class="layer-count">${writeNumber(group.count)}</span></h3>`;
    const list = html`<ul class="card-list">${group.hits.map((hit) => html`<li>${this.feature(hit, layer)}</li>`)}</ul>
      ${rest > 0 && group.next !== undefined ? html`<button type="button" class="button-text"
        @click=${() => this.tell<string>('more-asked', group.layer)}>${say('web-show-more', { count: rest })}</button>` : nothing}
      ${rest > 0 && group.next === undefined ? html`<p class="feature-note">${say('web-more-not-listed', { count: rest })}</p>` : nothing}`;
    if (this.lead === nothing || group.kind === 'parcel') return html`<div class="card-group" data-group=${group.layer}>${heading}${list}</div>`;
    const isOpen = this.unfolded.has(group.layer) || group.hits.some((hit) => keyOf(hit) === this.open);
    const turned = ({ currentTarget }: Event) => {
      if ((currentTarget as HTMLDetailsElement).open) this.unfolded.add(group.layer);
      else this.unfolded.delete(group.layer);
      // Else the element stood open for another layer, too, that comes in its place.
      this.requestUpdate();
    };
    return html`<details class="card-group" data-group=${group.layer} ?open=${isOpen} @toggle=${turned}><summary>${heading}</summary>${list}</details>`;
  }

  private feature(hit: Hit, layer: StoreLayer | undefined): unknown {
    const legend = this.legends.get(hit.layer);
    const value = classOf(hit, legend);
    const colour = legend?.classes.find(({ code }) => code === value)?.colour ?? legend?.colour;
    const key = keyOf(hit);
    const isOpen = key === this.open;
    const owner = ownerOf(hit, layer, this.owners);
    const beside = subline(hit, layer, legend, owner);
    return html`<article class="feature" data-layer=${hit.layer} data-id=${hit.id ?? nothing}>
      <h4><button type="button" class="feature-head" aria-expanded=${isOpen}
        @click=${() => this.tell<string | undefined>('feature-opened', isOpen ? undefined : key)}>
        ${legend && colour ? swatch(legend.swatch === 'band' ? 'area' : legend.swatch, colour, legend.opacity) : nothing}
        <span class="feature-words"><span class="feature-title">${headline(hit, layer, legend, owner)}</span>
        ${beside === '' ? nothing : html`<span class="feature-layer">${beside}</span>`}</span>
        <span class="feature-mark" aria-hidden="true"></span>
      </button></h4>
      ${isOpen ? this.body(hit, layer, legend, owner) : nothing}
    </article>`;
  }

  private body(hit: Hit, layer: StoreLayer | undefined, legend: Legend | undefined, owner: Owner | undefined): unknown {
    if (hit.merged !== undefined) return html`<p class="feature-body">${say('web-merged', { count: hit.merged })}</p>`;
    const parent = playing(layer, 'parent');
    const fields = Object.entries(hit.fields).filter(([, value]) => value !== null && value !== '');
    return html`<div class="feature-body">
      <dl class="fields">
        ${hit.id === undefined ? nothing : html`<div><dt>${say('web-feature-id')}</dt><dd data-field="id">${hit.id}</dd></div>`}
        ${fields.map(([field, value]) => html`<div><dt title=${field}>${fieldTitle(fieldOf(field, layer))}</dt>
          <dd data-field=${field}>${owner && field === parent ? owner.name : fieldValue(field, value, layer, legend)}</dd></div>`)}
      </dl>
      ${hit.id === undefined ? nothing : html`<p class="feature-ways"><a href=${linked(itemPath(hit.layer, hit.id))}>${say('web-open-record')}</a> ${this.wayIn({ layer: hit.layer, id: hit.id }, layer)}</p>`}
    </div>`;
  }

  /** What is told first may be long: the feature that stands open is changed from the top, too. */
  private wayToOpen(): unknown {
    const hit = hitsOf(this.answer).find((each) => keyOf(each) === this.open);
    const layer = this.layers.find(({ name }) => name === hit?.layer);
    if (!hit || hit.id === undefined || !this.isOpenTo(layer)) return nothing;
    const { id, layer: of } = hit;
    const name = headline(hit, layer, this.legends.get(of), ownerOf(hit, layer, this.owners));
    return html`<button type="button" class="button-text card-edit" data-deed="edit-open" @click=${() => this.tell<Selected>('edit-asked', { layer: of, id })}>${PENCIL}${say('web-edit-named', { name })}</button>`;
  }

  private wayIn(selected: Selected, layer: StoreLayer | undefined): unknown {
    if (!this.isOpenTo(layer)) return nothing;
    return html`<button type="button" class="button-text" data-deed="edit" @click=${() => this.tell<Selected>('edit-asked', selected)}>${PENCIL}${say('web-edit')}</button>`;
  }

  /** That the store holds no parcel or no plan here is a fact, too; that it has no such layer at all is another one. */
  private missing(groups: readonly PlaceGroup[], over: readonly PlaceGroup[]): unknown {
    if (this.answer?.from !== 'store') return nothing;
    const isOf = (wanted: Kind) => ({ layer }: PlaceGroup) => this.layers.find(({ name }) => name === layer)?.kind === wanted;
    return ASKED.filter((kind) => !groups.some(isOf(kind))).map((kind) => {
      const why = !this.layers.some((layer) => layer.kind === kind) ? 'data' : kind === 'zone' && over.some(isOf(kind)) ? 'in-force' : 'here';
      return html`<p class="card-none" data-none=${kind}>${say(`web-no-${kind}-${why}`)}</p>`;
    });
  }

  private origin(): string {
    const { revision } = this.answer ?? {};
    return [
      this.isCutOff ? say('web-card-from-tile') : undefined,
      this.source === '' ? undefined : say('web-attribution', { who: this.source }),
      revision === undefined ? undefined : say('web-revision', { revision: writeNumber(revision) }),
      say('web-reference-only'),
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
  }
}

customElements.define('place-card', PlaceCard);
