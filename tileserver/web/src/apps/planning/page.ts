// The face of the planning viewer: the bar with the search, the panel with its tabs, the map. Only templates; what people
// do is told by events, which planning-app.ts hears.

import texts from 'virtual:catalogue/planning/versions#web-versions-open,web-tab-compare';
import { linked } from '../../kit/page/link.ts';
import { html, nothing } from 'lit';
import type { Arrangement } from '../../kit/layers/arrangement.ts';
import { keyOf } from '../../kit/extract/asking.ts';
import type { Extract } from '../../kit/extract/wire.ts';
import type { ExtractLook } from '../../kit/extract/extract-look.ts';
import type { BaseMap } from '../../kit/server/base-maps.ts';
import type { InView as Drawn } from '../../kit/place/features-in-view.ts';
import { KEYS } from '../../kit/page/icons.ts';
import { rowsOf } from '../../kit/layers/layer-stack.ts';
import { lookOf, looksOf } from '../../kit/layers/looks.ts';
import { keptTool } from '../../kit/measure/kept/kept-work.ts';
import { unfilled, type InView } from '../../kit/legend/legend-reading.ts';
import type { LegendWork } from '../../kit/legend/legend-work.ts';
import type { KeyWish } from '../../kit/map/map-keys.ts';
import type { Composed } from '../../kit/map/map-style.ts';
import type { View } from '../../kit/share/permalink.ts';
import type { EditDoor } from '../../kit/place/edit/edit-door.ts';
import type { OwnerOf } from '../../kit/place/feature-words.ts';
import type { PlaceLook } from '../../kit/place/place-look.ts';
import type { Status } from '../../kit/panel/status-note.ts';
import type { Published } from '../../kit/server/store-layers.ts';
import { learn, say } from '../../kit/page/text.ts';
import type { LateParts } from '../../kit/server/late-parts.ts';
import { dataDate } from '../../kit/viewer/data-date.ts';
import { missedParts, type AskedParts } from './asked-parts.ts';
import { table, type TableShown } from './table/table-drawer.ts';
import { sides, sidesButton } from './versions/side-by-side/sides-work.ts';
import './elements.ts';

learn(texts);

export type Tab = 'info' | 'layers' | 'legend' | 'tools' | 'compare';
const TABS: readonly Tab[] = ['info', 'layers', 'legend', 'tools', 'compare'];

/** What the page shows. */
export interface Shown {
  tab: Tab;
  /** What comes after the first answer. */
  late: LateParts<'more'>;
  asked: AskedParts;
  table: TableShown;
  status: Status;
  trouble?: unknown;
  view: View;
  published?: Published;
  composed?: Composed;
  layers: Arrangement;
  place: PlaceLook;
  /** The form of a feature that is changed. */
  edits: EditDoor;
  /** Which plan zones, lines and boundaries belong to. */
  owners: OwnerOf;
  /** What is planned on the parcel looked at. */
  extracts: ExtractLook;
  baseMaps: readonly BaseMap[];
  /** What is done with the legend, and the layer whose colours somebody is asked about. */
  legend: LegendWork;
  colouring?: string;
  /** Classes the map draws now. */
  inView: InView;
  /** Features of the map's main layer it draws now. */
  drawn?: Drawn;
  printing: 'no' | 'now' | 'failed';
  /** The link to hand on. */
  link: string;
  /** The map as it is drawn now. */
  picture: () => Promise<Blob | undefined>;
  /** Where searching begins. */
  near: () => [number, number] | undefined;
  skip: (event: Event) => void;
  /** No other day is asked about any more. */
  today: () => void;
}

export function page(shown: Shown): unknown {
  return html`<a class="skip" href="#map" @click=${shown.skip}>${say('web-skip-to-map')}</a>
    <header class="bar">
      <div class="brand"><h1><a class="brand-name" href=${linked('/')}>${say('web-brand')}</a></h1><div><p>${say('web-tagline')}</p>${dataDate({ day: shown.extracts.day, revision: shown.table.revision, back: shown.today })}</div></div>
      <map-search .near=${shown.near} .titles=${titlesOf(shown.published)}></map-search>
      <div class="bar-tools"><language-switch></language-switch><theme-switch></theme-switch><sign-in></sign-in></div>
    </header>
    <main>
      <bottom-sheet data-stop="half">
        <panel-tabs .names=${TABS} .chosen=${shown.tab}></panel-tabs>
        <div class="sheet-content" tabindex=${shown.status === 'empty' ? 0 : nothing}>
          <status-note .status=${shown.status} .trouble=${shown.trouble}></status-note>
          ${missedParts(shown.asked)}
          ${panel('info', shown, shown.edits.form ?? info(shown))}${panel('layers', shown, layers(shown))}
          ${panel('legend', shown, legend(shown))}${panel('tools', shown, tools(shown))}
          ${panel('compare', shown, versions(shown))}
        </div>
      </bottom-sheet>
      <map-view id="map"><look-switch class="over-map" .looks=${looksOf(shown.layers.stack, shown.baseMaps.length > 0)}
        .chosen=${lookOf(shown.layers.stack, shown.view.base)}></look-switch>${sides(shown)}</map-view>
      ${table(shown.table)}
    </main>
    ${shown.late.has('more') ? html`<key-help></key-help>` : nothing}`;
}

function panel(name: Tab, { tab }: Shown, content: unknown): unknown {
  return html`<div class="panel" role="tabpanel" id="panel-${name}" aria-labelledby="tab-${name}" ?hidden=${name !== tab}>${content}</div>`;
}

function info({ status, layers, late, place, edits, owners, extracts, published, composed, drawn, view, link }: Shown): unknown {
  if (status === 'loading' || status === 'empty') return nothing;
  const off = rowsOf(layers.stack).filter(({ strength }) => strength === 0).map(({ layer }) => layer.name);
  return html`<place-card .answer=${place.answer} .open=${place.open} .isCutOff=${place.isCutOff} .off=${new Set(off)}
      .layers=${published?.layers ?? []} .legends=${legendsOf(composed)} .owners=${owners} .source=${published?.attribution ?? ''} .lead=${planned(extracts, late)} .isOpenTo=${edits.opening()}></place-card>
    <wrong-report .extract=${extracts.extract} .day=${extracts.day} .at=${place.answer?.at} .revision=${place.answer?.revision} .link=${link}></wrong-report>
    <map-list .inView=${drawn} .legends=${legendsOf(composed)} .selected=${view.selected}></map-list>`;
}

/** What is planned on the parcel, with a building to check and another day to compare. */
function planned(look: ExtractLook, late: LateParts<'more'>): unknown {
  const { extract, parcel, day } = look;
  const more = extract
    ? html`${late.shown('more', () => html`<building-check .parcel=${keyOf(extract.parcel)} .day=${day}></building-check>
        <extract-compare .parcel=${parcel} .day=${extract.as_of}></extract-compare>`)}
        <button type="button" class="button button-quiet" data-deed="versions" @click=${askForVersions(extract)}>${say('web-versions-open')}</button>`
    : nothing;
  return parcel ? html`<parcel-extract .look=${look} .news=${{}} .more=${more}></parcel-extract>` : nothing;
}

/** The first plan that decides, beside the one it came from. */
function askForVersions({ plans }: Extract) {
  const detail = plans.find(({ governs }) => governs)?.plan_id;
  return ({ currentTarget }: Event) => currentTarget?.dispatchEvent(new CustomEvent<number | undefined>('versions-opened', { detail, bubbles: true }));
}

function versions({ tab, late, view, status }: Shown): unknown {
  if (status === 'loading' || status === 'empty') return nothing;
  return late.shown('more', () => html`<version-compare .asked=${view.compared} .isShown=${tab === 'compare'}></version-compare>`);
}

function layers({ late, layers, composed, baseMaps, view, edits }: Shown): unknown {
  return late.shown('more', () => html`<map-layers .stack=${layers.stack} .legends=${legendsOf(composed)} .baseMaps=${baseMaps} .base=${view.base}
    .canUndo=${layers.canUndo} .isOpenTo=${edits.opening()}></map-layers>`);
}

function legend({ layers, composed, inView, view, status, legend, colouring }: Shown): unknown {
  // Until the map is drawn nobody knows what it shows.
  if (inView.size === 0 && (status === 'loading' || status === 'ready')) {
    return html`<h2 id="legend-heading" tabindex="-1">${say('web-legend')}</h2>
      ${status === 'loading' ? nothing : html`<p class="panel-hint" role="status">${say('web-loading')}</p><div class="note-bars" aria-hidden="true"></div>`}`;
  }
  return html`<map-legend .stack=${layers.stack} .legends=${legendsOf(composed)} .inView=${inView}
    .unfilled=${unfilled(composed, layers.stack)} .only=${view.only} .by=${view.by} .counts=${legend.counts} .asking=${colouring}></map-legend>`;
}

function tools({ late, tab, link, picture, printing }: Shown): unknown {
  return late.shown('more', () => html`<section class="tool"><button type="button" class="button button-quiet" data-deed="table" @click=${askForTable}>${say('web-table-open')}</button>${sidesButton('web-swipe-open')}</section>
    <map-measure></map-measure>${keptTool()}<share-box .link=${link} .picture=${picture} .isShown=${tab === 'tools'}></share-box>
    <map-print .isBusy=${printing === 'now'} .said=${printing === 'failed' ? say('web-print-failed') : ''}></map-print>
    <section class="tool"><button type="button" class="button button-quiet" data-deed="keys" aria-haspopup="dialog"
      @click=${askForKeys}>${KEYS}${say('web-keys')}</button></section>`);
}

function askForTable({ currentTarget }: Event): void {
  currentTarget?.dispatchEvent(new CustomEvent('table-asked', { bubbles: true }));
}

/** As `?` on the map does. */
function askForKeys({ currentTarget }: Event): void {
  currentTarget?.dispatchEvent(new CustomEvent<KeyWish>('key-wish', { detail: 'help', bubbles: true }));
}

function titlesOf(published: Published | undefined): Map<string, string> {
  return new Map(published?.layers.map(({ name, title }) => [name, title]));
}

function legendsOf(composed: Composed | undefined): Composed['legends'] {
  return composed?.legends ?? new Map();
}
