// A sheet of paper: a second, hidden map drawn for 300 dots an inch, and around it what makes a print trustworthy — legend,
// scale, north, title, date, source, revision and a code that leads back. Loaded when somebody prints.

import { html, nothing, render, svg } from 'lit';
import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import { layBase } from '../map/base/base-layer.ts';
import { arranged } from '../map/drawing-order.ts';
import type { Stack } from '../layers/layer-stack.ts';
import { ticksOn, type Edges, type Tick } from './grid-ticks.ts';
import { readValues, unfilled } from '../legend/legend-reading.ts';
import { legendOf } from '../legend/legend-look.ts';
import { shownLayers, type Shown } from '../legend/shown-layers.ts';
import { drawnInView } from '../map/hits.ts';
import { supplyPatterns } from '../symbols/pattern-images.ts';
import type { PrintWish } from './map-print.ts';
import type { Grid } from '../grid/vn2000.ts';
import { paperParcel, type PrintedParcel } from './paper-parcel.ts';
import type { Composed } from '../map/map-style.ts';
import { writeZone } from '../grid/coordinates.ts';
import { writeNumber, writeValue } from '../page/numbers.ts';
import type { BaseMap } from '../server/base-maps.ts';
import type { ChosenBase, Selected } from '../share/permalink.ts';
import { barLength, drawnSize, mapSize, printZoom, type Sheet, type Size } from './print-scale.ts';
import { outline } from '../map/look/selected-outline.ts';
import { codeOf } from '../share/share-box.ts';
import type { StoreLayer } from '../server/store-layers.ts';
import { locale, say } from '../page/text.ts';

export interface Printed extends PrintWish {
  composed: Composed;
  /** The map on the screen, whose choice of plans and classes the paper shows. */
  screen?: MapLibre;
  layers: readonly StoreLayer[];
  stack: Stack;
  baseMaps: readonly BaseMap[];
  base?: ChosenBase;
  selected?: Selected;
  /** The parcel that is looked at. */
  parcel?: PrintedParcel;
  /** The grid of the data in the middle of the sheet. */
  grid: Grid;
  /** Longitude and latitude of the middle. */
  centre: [number, number];
  /** Path and fragment that lead back. */
  link: string;
  /** Who made the data, base maps included. */
  source: string;
  revision?: number;
  /** The day the answer was asked for, where it is another than today. */
  day?: string;
}

const DOTS_PER_PIXEL = 300 / 96;
const BAR_MM = 50;
/** Half a cross of the grid. */
const ARM_MM = 2;

/** Makes the sheet and hands it to the browser's own printing; the sheet goes when that is over. */
export async function printSheet(wish: Printed): Promise<void> {
  document.querySelector('.print-sheet')?.remove();
  const page = document.createElement('div');
  page.className = 'print-sheet';
  page.lang = document.documentElement.lang;
  page.dataset.paper = `${wish.sheet.paper}-${wish.sheet.isLandscape ? 'landscape' : 'portrait'}`;
  page.dataset.scale = String(wish.sheet.scale);
  document.body.append(page);
  try {
    const { picture, shown, isWhole, edges } = await drawn(wish, page);
    render(layout(wish, shown, isWhole, edges), page);
    page.querySelector('.paper-map')?.prepend(picture);
    await codeOrNothing(page);
    spread(page);
  } catch (trouble) {
    page.remove();
    throw trouble;
  }
  window.addEventListener('afterprint', () => page.remove(), { once: true });
  window.print();
}

interface Drawn {
  picture: HTMLImageElement;
  shown: Shown[];
  isWhole: boolean;
  edges: Edges;
}

/** The map as a picture that fills its share of the paper, and what is drawn on it. */
async function drawn(wish: Printed, page: HTMLElement): Promise<Drawn> {
  const { Map } = await import('maplibre-gl');
  const { composed, stack, sheet, centre } = wish;
  const holder = document.createElement('div');
  const { width, height } = drawnSize(sheet, centre[1]);
  holder.className = 'print-map';
  holder.style.setProperty('width', `${width}px`);
  holder.style.setProperty('height', `${height}px`);
  page.append(holder);
  const map = new Map({
    container: holder,
    style: { ...composed.style, layers: arranged(asOnScreen(composed.style.layers, wish.screen), stack) },
    center: centre,
    zoom: printZoom(sheet.scale, centre[1]),
    maxZoom: 24,
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    pixelRatio: DOTS_PER_PIXEL,
    maxCanvasSize: [8192, 8192],
    canvasContextAttributes: { preserveDrawingBuffer: true },
    zoomLevelsToOverscale: undefined,
  });
  supplyPatterns(map, 'light');
  let isWhole = true;
  map.on('error', () => (isWhole = false));
  try {
    await event(map, 'load');
    layBase(map, wish.baseMaps, wish.base);
    outline(map, wish.selected && composed.sources.get(wish.selected.layer), wish.selected);
    await event(map, 'idle');
    const inView = readValues(composed, drawnInView(map, composed.style.layers));
    const shown = shownLayers({ stack, legends: composed.legends, inView, unfilled: unfilled(composed, stack) });
    return { picture: await pictureOf(map, sheet), shown, isWhole, edges: bounds(map) };
  } finally {
    map.remove();
    holder.remove();
  }
}

/** The parts of the style with what is chosen on the screen: plans of a day, classes of the legend. */
function asOnScreen(parts: readonly LayerSpecification[], screen: MapLibre | undefined): LayerSpecification[] {
  return parts.map((part) => {
    const filter = screen?.getLayer(part.id) && screen.getFilter(part.id);
    return filter ? ({ ...part, filter } as LayerSpecification) : part;
  });
}

function event(map: MapLibre, name: 'load' | 'idle'): Promise<void> {
  return new Promise((done) => map.once(name, () => done()));
}

async function pictureOf(map: MapLibre, sheet: Sheet): Promise<HTMLImageElement> {
  const blob = await new Promise<Blob | null>((done) => map.getCanvas().toBlob(done, 'image/png'));
  if (!blob) throw new Error('the map gave no picture');
  const picture = new Image();
  const { width, height } = mapSize(sheet);
  const { west, south, east, north } = bounds(map);
  picture.src = URL.createObjectURL(blob);
  picture.alt = '';
  picture.dataset.box = [west, south, east, north].join(' ');
  picture.style.setProperty('width', `${width}mm`);
  picture.style.setProperty('height', `${height}mm`);
  await picture.decode();
  window.addEventListener('afterprint', () => URL.revokeObjectURL(picture.src), { once: true });
  return picture;
}

function bounds(map: MapLibre): Edges {
  const box = map.getBounds();
  return { west: box.getWest(), south: box.getSouth(), east: box.getEast(), north: box.getNorth() };
}

function layout(wish: Printed, shown: Shown[], isWhole: boolean, edges: Edges): unknown {
  const { sheet, title, revision, parcel, grid } = wish;
  const size = mapSize(sheet);
  const { width, height } = size;
  const today = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' });
  return html`<header class="paper-title"><h1>${title}${parcel ? ` – ${parcel.name}` : ''}</h1><p>${say('web-print-scale')} 1:${writeNumber(sheet.scale)}</p></header>
    <div class="paper-body">
      <div class="paper-map" .style=${`width:${width}mm;height:${height}mm`}>${gridOver(ticksOn(edges, size, grid, sheet.scale), size)}</div>
      <div class="paper-aside">
        <section class="paper-legend"><h2>${say('web-legend')}</h2><div class="paper-columns">${shown.map((layer) => legendOf(layer))}</div></section>
        <section class="paper-facts">
          <div class="paper-bearings">${north()}${bar(sheet)}</div>
          <div class="paper-origin">
            <img class="paper-code" src=${codeOf(wish.link)} alt="">
            <div>
              ${wish.day === undefined ? nothing : html`<p><strong>${say('web-print-day', { date: writeValue('', wish.day) })}</strong></p>`}
              <p>${say('web-print-date', { date: today.format(new Date()) })}</p>
              <p>${say('web-print-grid', { system: grid.isShifted ? `VN-2000 · ${writeZone(grid)}` : writeZone(grid) })}</p>
              ${wish.source === '' ? nothing : html`<p>${say('web-attribution', { who: wish.source })}</p>`}
              ${revision === undefined ? nothing : html`<p>${say('web-revision', { revision: writeNumber(revision) })}</p>`}
              <p><strong>${say('web-reference-only')}</strong></p>
              ${isWhole ? nothing : html`<p><strong>${say('web-partial')}</strong></p>`}
            </div>
          </div>
          <p class="paper-link">${location.origin}${wish.link}</p>
        </section>
      </div>
    </div>
    ${parcel ? paperParcel(parcel, grid) : nothing}`;
}

/** The crosses and their numbers, over the picture: northings at the left edge, eastings at the upper one. */
function gridOver(ticks: readonly Tick[], { width, height }: Size): unknown {
  const first = (by: 'east' | 'north') => [...new Map([...ticks].reverse().map((tick) => [tick[by], tick])).values()];
  const cross = ({ x, y }: Tick) => `M${x - ARM_MM} ${y}h${2 * ARM_MM}M${x} ${y - ARM_MM}v${2 * ARM_MM}`;
  return svg`<svg class="paper-grid" data-crosses=${ticks.length} width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">
    <path d=${ticks.map(cross).join('')} fill="none" stroke="#1a1a1a" stroke-width="0.2"></path>
    ${first('north').map(({ north, y }) => svg`<text x="0.8" y=${y + 0.9}>${north.toFixed(0)}</text>`)}
    ${first('east').map(({ east, x }) => svg`<text x=${x + 0.9} y="9" transform="rotate(-90 ${x + 0.9} 9)">${east.toFixed(0)}</text>`)}</svg>`;
}

function bar({ scale }: Sheet): unknown {
  const length_m = barLength(scale, BAR_MM);
  const long = (length_m / scale) * 1000;
  const written = new Intl.NumberFormat(locale(), { style: 'unit', unit: length_m < 1000 ? 'meter' : 'kilometer' });
  const text = written.format(length_m < 1000 ? length_m : length_m / 1000);
  return svg`<svg class="paper-bar" data-metres=${length_m} width="${long + 2}mm" height="9mm" viewBox="-1 0 ${long + 2} 9">
    <path d="M0 2.5V5.5H${long}V2.5M${long / 2} 4V5.5" fill="none" stroke="#1a1a1a" stroke-width="0.4"></path>
    <rect x="0" y="4.5" width=${long / 2} height="1" fill="#1a1a1a"></rect>
    <text x="0" y="8.6" font-size="3" text-anchor="start">0</text><text x=${long} y="8.6" font-size="3" text-anchor="end">${text}</text></svg>`;
}

function north(): unknown {
  return svg`<svg class="paper-north" width="9mm" height="14mm" viewBox="0 0 9 14" role="img" aria-label=${say('web-north')}>
    <path d="M4.5 0L8 10 4.5 8 1 10Z" fill="none" stroke="#1a1a1a" stroke-width="0.4"></path><path d="M4.5 0V8L1 10Z" fill="#1a1a1a"></path>
    <text x="4.5" y="13.6" font-size="3.6" text-anchor="middle">${say('web-north-letter')}</text></svg>`;
}

/** Waits for the code; a server that draws none leaves no gap. */
async function codeOrNothing(page: HTMLElement): Promise<void> {
  const code = page.querySelector<HTMLImageElement>('.paper-code');
  await code?.decode().catch(() => code.remove());
}

/** A legend that is longer than its place is set smaller, and if that is not enough gets a page of its own. */
function spread(page: HTMLElement): void {
  const legend = page.querySelector<HTMLElement>('.paper-legend');
  const isOver = () => legend !== null && (legend.scrollHeight > legend.clientHeight + 1 || legend.scrollWidth > legend.clientWidth + 1);
  if (isOver()) page.dataset.legend = 'small';
  if (!legend || !isOver()) return;
  page.dataset.legend = 'apart';
  const note = document.createElement('p');
  note.textContent = say('web-print-legend-apart');
  page.querySelector('.paper-facts')?.prepend(note);
  page.append(legend);
}
