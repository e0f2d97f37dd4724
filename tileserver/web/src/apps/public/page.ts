// The face of the citizens' page: one box to ask in, the answer as text, the map, and what is still open for opinions. Only templates.

import { dataDate } from '../../kit/viewer/data-date.ts';
import { html, nothing } from 'lit';
import { linkOf, pageOf } from '../../kit/extract/asking.ts';
import type { ExtractLook } from '../../kit/extract/extract-look.ts';
import { decidingPlans, documents, furtherParts } from '../../kit/extract/extract-view.ts';
import type { Look } from '../../kit/extract/functions.ts';
import type { Extract } from '../../kit/extract/wire.ts';
import { areasOf, parcelName, underHeadline } from '../../kit/extract/words.ts';
import type { InView } from '../../kit/legend/legend-reading.ts';
import type { LegendWork } from '../../kit/legend/legend-work.ts';
import type { Stack } from '../../kit/layers/layer-stack.ts';
import type { Look as Loud } from '../../kit/layers/looks.ts';
import type { Composed } from '../../kit/map/map-style.ts';
import { absolute } from '../../kit/page/base.ts';
import { PRINT, SHARE } from '../../kit/page/icons.ts';
import { linked } from '../../kit/page/link.ts';
import { writeNumber, writeValue } from '../../kit/page/numbers.ts';
import { say } from '../../kit/page/text.ts';
import type { Status } from '../../kit/panel/status-note.ts';
import type { View } from '../../kit/share/permalink.ts';
import { meanings, plainSentences } from './plain-words.ts';

export interface Shown {
  /** What is loud on the map, and what else could be. */
  view: { looks: readonly Loud[]; chosen: Loud };
  status: Status;
  trouble?: unknown;
  look: ExtractLook;
  looks?: (of: string | null) => Look;
  /** Where somebody asked. */
  place?: [number, number];
  /** There is no parcel at the place. */
  isNowhere: boolean;
  /** Something people should know: that the device does not say where it is, that a link is copied. */
  said: string;
  isLocating: boolean;
  titles: ReadonlyMap<string, string>;
  near: () => [number, number] | undefined;
  composed?: Composed;
  stack: Stack;
  inView: InView;
  unfilled: ReadonlySet<string>;
  /** Classes that alone are drawn, and how many features each has. */
  only: View['only'];
  counts: LegendWork['counts'];
  /** Another object when plans may be others. */
  news: object;
  /** Where the data stands on the server. */
  revision?: number;
  deeds: Deeds;
}

export interface Deeds {
  locate: () => void;
  toMap: (event: Event) => void;
  toChoose: (event: Event) => void;
  share: () => void;
  again: () => void;
}

export function page(shown: Shown): unknown {
  const { deeds, status } = shown;
  return html`<a class="skip" href="#answer-heading">${say('web-public-skip')}</a>
    <header class="bar">
      <div class="brand"><h1><a class="brand-name" href=${linked('/')}>${say('web-brand')}</a></h1><div><p>${say('web-public')}</p>${dataDate({ day: shown.look.day, revision: shown.revision })}</div></div>
      <div class="bar-tools"><language-switch></language-switch><theme-switch></theme-switch></div>
    </header>
    <main class="public">
      <section class="public-ask" aria-label=${say('web-public-ask')}>
        <p class="public-lead">${say('web-public-lead')}</p>
        <map-search .near=${shown.near} .titles=${shown.titles}></map-search>
        <div class="tool-deeds">
          <button type="button" class="button button-quiet" data-deed="locate" ?disabled=${shown.isLocating} @click=${deeds.locate}>${say(shown.isLocating ? 'web-public-locating' : 'web-public-locate')}</button>
          <a class="button button-quiet" data-deed="map" href="#map" @click=${deeds.toChoose}>${say('web-public-on-map')}</a>
        </div>
        <p class="tool-said" role="status">${shown.said}</p>
      </section>
      <section class="public-answer" aria-labelledby="answer-heading" aria-busy=${shown.look.isAsking}>${answer(shown)}</section>
      <div class="public-map"><map-view id="map"><look-switch class="over-map" .looks=${shown.view.looks} .chosen=${shown.view.chosen}></look-switch></map-view></div>
      <div class="public-more">
        <status-note .status=${status} .trouble=${shown.trouble}></status-note>
        <plan-consultations .place=${shown.place} .news=${shown.news}></plan-consultations>
        <receipt-look></receipt-look>
        <details class="extract-fold public-part"><summary>${say('web-public-legend')}</summary>
          <map-legend .stack=${shown.stack} .legends=${shown.composed?.legends ?? new Map()} .inView=${shown.inView}
            .unfilled=${shown.unfilled} .only=${shown.only} .counts=${shown.counts} .isPlain=${true}></map-legend></details>
        <p class="card-source">${say('web-public-about')}</p>
      </div>
    </main>`;
}

/** One heading whatever is said under it: the focus on it stays while the answer is on its way. */
function answer(shown: Shown): unknown {
  const { title, body } = answered(shown);
  return html`<h2 id="answer-heading" tabindex="-1" class=${body === undefined ? 'only-heard' : ''}>${title}</h2>${body}`;
}

/** Without a body nothing was asked yet. */
function answered({ look, looks, isNowhere, place, revision, deeds }: Shown): { title: string; body?: unknown } {
  const { extract, isAsking, refused } = look;
  if (refused) {
    const body = html`<p>${refused.sentence ?? say('web-error-remedy')}</p><button type="button" class="button" @click=${deeds.again}>${say('web-retry')}</button>`;
    return { title: say('web-public-no-answer'), body };
  }
  if (isAsking && !extract) return { title: say('web-extract-asking'), body: html`<div class="note-bars" aria-hidden="true"></div>` };
  if (isNowhere) return { title: say('web-public-nowhere'), body: html`<p>${say('web-public-nowhere-remedy')}</p><wrong-report .at=${place} .revision=${revision}></wrong-report>` };
  if (!extract || !looks) return { title: say('web-public-ask-first') };
  return { title: parcelName(extract.parcel), body: told(extract, looks, look, deeds) };
}

function told(extract: Extract, looks: (of: string | null) => Look, { day, shares }: ExtractLook, deeds: Deeds): unknown {
  const onMap = shares !== undefined;
  const { first, beside } = plainSentences(extract, looks);
  const date = writeValue('', extract.as_of);
  return html`<p class="public-paper">${say('web-brand')} · ${absolute(pageOf(extract, day))}</p>
    <p class="extract-facts">${areasOf(extract.parcel)}</p>
    <div class="public-plain" data-as-of=${extract.as_of}>
      ${first.length + beside.length === 0 ? html`<p>${say('web-extract-none', { date })}</p>` : nothing}
      ${first.map((sentence) => html`<p>${first.length + beside.length > 1 ? html`<span class="public-decides">${say('web-public-decides')}</span> ` : nothing}${sentence}</p>`)}
      ${beside.map((sentence) => html`<p class=${first.length > 0 ? 'public-beside' : nothing}>${sentence}</p>`)}
      ${underHeadline(extract, looks).map((sentence) => html`<p class="extract-lead">${sentence}</p>`)}
    </div>
    <ul class="public-means">${meanings(extract).map((sentence) => html`<li>${sentence}</li>`)}</ul>
    <div class="tool-deeds public-deeds">
      <a class="button" data-deed="pdf" href=${linkOf(extract, day, 'pdf')}>${PRINT}${say('web-extract-pdf')}</a>
      <a class="button button-quiet" data-deed="page" href=${pageOf(extract, day)}>${say('web-extract-page')}</a>
      <button type="button" class="button button-quiet" data-deed="share" @click=${deeds.share}>${SHARE}${say('web-share')}</button>
      <a class="button button-quiet public-to-map" href="#map" @click=${deeds.toMap}>${say('web-public-see-on-map')}</a>
    </div>
    <div class="extract">${decidingPlans(extract, looks, onMap)}${documents(extract)}
      <details class="extract-fold"><summary>${say('web-public-further')}</summary>${furtherParts(extract, looks, onMap)}</details></div>
    <wrong-report .extract=${extract} .day=${day}></wrong-report>
    <p class="card-source">${say('web-public-day', { date })} · ${say('web-revision', { revision: writeNumber(extract.data_revision) })} · ${say('web-reference-only')}</p>`;
}
