// The features in view as a list: the map for those who do not see it, and for the keyboard. How many there are is always said.

import texts from 'virtual:catalogue/kit/place';
import { html, nothing } from 'lit';
import { headline, subline } from './feature-words.ts';
import type { InView } from './features-in-view.ts';
import { KitElement } from '../page/kit-element.ts';
import type { Legend } from '../symbols/legend.ts';
import { writeNumber } from '../page/numbers.ts';
import type { Selected } from '../share/permalink.ts';
import { learn, say } from '../page/text.ts';

learn(texts);

/** Rows that are added at a time. */
const STEP = 50;

export class MapList extends KitElement {
  static override properties = { inView: {}, legends: {}, selected: {}, listed: { state: true }, isOpen: { state: true } };
  inView?: InView;
  legends: ReadonlyMap<string, Legend> = new Map();
  selected?: Selected;
  private listed = STEP;
  private isOpen = false;

  protected override render(): unknown {
    const { hits = [], layer } = this.inView ?? {};
    const chosen = this.chosen();
    const count = layer ? say('web-list-count', { count: writeNumber(hits.length), layer: layer.title }) : say('web-list-empty');
    return html`<details class="map-list" @toggle=${(event: Event) => (this.isOpen = (event.target as HTMLDetailsElement).open)}>
        <summary>${count}</summary>
        ${this.isOpen ? html`<ul>${hits.slice(0, this.listed).map((hit, at) => html`<li><button type="button" class="list-row"
          aria-current=${at === chosen ? 'true' : nothing} data-id=${hit.id ?? nothing}
          @click=${() => this.tell<Selected>('feature-listed', { layer: hit.layer, id: hit.id as number })}>
          <span>${headline(hit, layer, this.legends.get(hit.layer))}</span><span class="feature-layer">${subline(hit, layer, this.legends.get(hit.layer))}</span>
        </button></li>`)}</ul>
        ${hits.length > this.listed ? html`<button type="button" class="button-text"
          @click=${() => (this.listed += STEP)}>${say('web-show-more', { count: hits.length - this.listed })}</button>` : nothing}` : nothing}
      </details>
      <p class="only-heard" role="status">${chosen < 0 ? count : this.place(chosen)}</p>`;
  }

  /** The feature after the chosen one, or before it; at the ends it goes round. */
  step(by: 1 | -1): Selected | undefined {
    const hits = this.inView?.hits ?? [];
    const from = this.chosen();
    const hit = hits[from < 0 ? (by === 1 ? 0 : hits.length - 1) : (from + by + hits.length) % hits.length];
    return hit?.id === undefined ? undefined : { layer: hit.layer, id: hit.id };
  }

  private chosen(): number {
    const { layer, id } = this.selected ?? {};
    return (this.inView?.hits ?? []).findIndex((hit) => hit.layer === layer && hit.id === id);
  }

  private place(at: number): string {
    const { hits, layer } = this.inView as InView;
    const hit = hits[at];
    return hit ? say('web-list-place', { name: headline(hit, layer, this.legends.get(hit.layer)), place: at + 1, of: hits.length }) : '';
  }
}

customElements.define('map-list', MapList);
