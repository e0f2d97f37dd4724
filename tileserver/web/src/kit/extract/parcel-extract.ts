// The extract of the chosen parcel for who works with it: its name and areas, the day it is asked for, the answer, and the ways on.

import { html, nothing } from 'lit';
import { COPY, PRINT } from '../page/icons.ts';
import '../page/day-field.ts';
import { KitElement } from '../page/kit-element.ts';
import { writeNumber } from '../page/numbers.ts';
import { say } from '../page/text.ts';
import { linkOf, pageOf } from './asking.ts';
import type { ExtractLook } from './extract-look.ts';
import { decidingPlans, documents, furtherParts } from './extract-view.ts';
import { folded } from './folds.ts';
import { functionLooks, type Look } from './functions.ts';
import { areasOf, headline, parcelName, underHeadline } from './words.ts';

export class ParcelExtract extends KitElement {
  static override properties = { look: {}, news: {}, more: {}, looks: { state: true } };
  look?: ExtractLook;
  /** Another object whenever the look may have something new. */
  news = {};
  /** What else may be done with the parcel: templates of the app. */
  more: unknown = nothing;
  private looks?: (of: string | null) => Look;

  override connectedCallback(): void {
    super.connectedCallback();
    void functionLooks().then((looks) => (this.looks = looks));
  }

  protected override render(): unknown {
    const { look } = this;
    if (!look?.parcel) return nothing;
    const { extract, isAsking, refused } = look;
    const onMap = look.shares !== undefined;
    return html`<section class="extract" aria-labelledby="extract-heading" aria-busy=${isAsking} data-as-of=${extract?.as_of ?? nothing}>
      <h3 id="extract-heading" class="extract-name">${extract ? parcelName(extract.parcel) : say('web-extract')}</h3>
      ${extract && this.looks ? html`<p class="extract-headline">${headline(extract, this.looks)}</p>${underHeadline(extract, this.looks).map((sentence) => html`<p class="extract-lead">${sentence}</p>`)}` : nothing}
      ${extract ? html`<p class="extract-facts">${areasOf(extract.parcel)}</p>` : nothing}
      <day-field class="extract-day" .label=${say('web-extract-as-of')} .value=${look.day ?? extract?.as_of ?? ''}
        @day-chosen=${({ detail }: CustomEvent<string | undefined>) => this.tell<string | undefined>('extract-asked', detail)}></day-field>
      <p class="only-heard" role="status">${this.said()}</p>
      ${refused ? html`<p class="note note-error">${refused.sentence ?? say('web-error-remedy')}
        <button type="button" class="button" @click=${() => this.tell('extract-again')}>${say('web-retry')}</button></p>` : nothing}
      ${isAsking && !extract ? html`<p>${say('web-extract-asking')}</p><div class="note-bars" aria-hidden="true"></div>` : nothing}
      ${extract && this.looks ? html`${decidingPlans(extract, this.looks, onMap)}${this.deeds()}${furtherParts(extract, this.looks, onMap, folded)}${documents(extract, folded)}${this.more}
        <p class="extract-source">${say('web-revision', { revision: writeNumber(extract.data_revision) })} · ${say('web-reference-only')}</p>` : nothing}
    </section>`;
  }

  private deeds(): unknown {
    const { extract, day } = this.look ?? {};
    if (!extract) return nothing;
    return html`<div class="extract-deeds">
      <a class="button-text" data-deed="page" href=${pageOf(extract, day)}>${say('web-extract-page')}</a>
      <a class="button-text" data-deed="pdf" href=${linkOf(extract, day, 'pdf')}>${PRINT}${say('web-extract-pdf')}</a>
      <a class="button-text" data-deed="json" href=${linkOf(extract, day, 'json')}>${say('web-extract-json')}</a>
      <button type="button" class="button-text" @click=${() => this.tell('link-copied')}>${COPY}${say('web-copy-link')}</button>
    </div>`;
  }

  private said(): string {
    const { isAsking, extract } = this.look ?? {};
    if (isAsking) return say('web-extract-asking');
    return extract ? say('web-extract-there', { count: extract.plans.length }) : '';
  }
}

customElements.define('parcel-extract', ParcelExtract);
