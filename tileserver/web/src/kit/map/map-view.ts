// One MapLibre map: our fonts and words, a crosshair for the keyboard, the chosen feature outlined.
// Does not know layers by name and does not touch the page's link; it tells the app what happened.

import type { Map as MapLibre, MapMouseEvent, Marker, Point } from 'maplibre-gl';
import type { BaseMap } from '../server/base-maps.ts';
import { layBase } from './base/base-layer.ts';
import { groundLook, paintGround } from './base/ground.ts';
import type { News } from '../server/changes.ts';
import { arrangeLayers } from './drawing-order.ts';
import { hitsAt, type Hit } from './hits.ts';
import type { Stack } from '../layers/layer-stack.ts';
import { keyWish, type KeyWish } from './map-keys.ts';
import { mapLocale } from './map-locale.ts';
import { mapWorkerUrl } from './map-worker.ts';
import type { Composed } from './map-style.ts';
import { addTools } from './map-tools.ts';
import type { ChosenBase, Place, Selected } from '../share/permalink.ts';
import { firstFrame } from './look/first-frame.ts';
import { outline } from './look/selected-outline.ts';
import { around, type Box } from '../server/store-layers.ts';
import { say } from '../page/text.ts';
import { theme } from '../page/theme.ts';
import { supplyPatterns } from '../symbols/pattern-images.ts';
import { tilesUnder } from './tiles-under.ts';
import { gridAround, type Degrees, type Grid } from '../grid/vn2000.ts';

/** What a click or Enter found. */
export interface Picked {
  hits: Hit[];
  lon: number;
  lat: number;
  /** How near a thin thing counts as hit, in metres. */
  within_m: number;
}

/** A place of the map that was pressed; who takes it for something else prevents the picking. */
export interface Pressed {
  lon: number;
  lat: number;
}

/** Where a search or a link leads; a feature with an outline of its own is named by layer and id. */
export interface Destination {
  at: Degrees;
  bbox?: Box;
  layer?: string;
  id?: number;
  /** A `place` is larger than what is looked at closely. */
  kind: string;
}

export interface Opening {
  /** Pixels a sheet covers. */
  bottom: number;
  composed: Composed;
  /** Who made the data, as a sentence; nothing if nobody wants to be named. */
  attribution?: string;
  stack: Stack;
  base?: ChosenBase;
  at?: Place;
  box?: Box;
  /** The grid of the data at a place. */
  gridAt: (at: Degrees) => Grid;
}

/** Deepest zoom of any tileset. */
const MAX_TILE_ZOOM = 20;
/** Pixels left free around a box that is shown whole. */
const EDGE = { top: 32, left: 32, right: 32, bottom: 32 };

/** Loaded beside the first question to the server, so that neither waits for the other. */
const maplibre = import('maplibre-gl').then((library) => {
  library.setWorkerUrl(mapWorkerUrl());
  // Workers start while the server is still being asked what there is to draw.
  library.prewarm();
  return library;
});

export class MapView extends HTMLElement {
  map?: MapLibre;
  /** What may lie under the layers. */
  baseMaps: readonly BaseMap[] = [];
  private composed?: Composed;
  /** Who made the data, as a sentence. */
  private attribution = '';
  /** The grid of the data at a place. */
  gridAt: (at: Degrees) => Grid = ([lon]) => gridAround(lon);
  /** What is drawn for a while instead of what the reader arranged. */
  lens?: (stack: Stack, base: ChosenBase | undefined) => { stack: Stack; base: ChosenBase | undefined };
  /** True once there is something to draw on. */
  isDrawn = false;
  private touched = false;
  /** Marks a place that was searched for. */
  private pin?: Marker;
  /** Counts flights: the latest is the one that is wanted. */
  private flight = 0;

  /** Draws the map anew; a map that stood here is taken away first. */
  async open({ composed, attribution, stack, base, at, box, bottom, gridAt }: Opening): Promise<void> {
    const library = await maplibre;
    this.map?.remove();
    this.isDrawn = false;
    this.composed = composed;
    this.attribution = attribution ?? '';
    this.gridAt = gridAt;
    this.style.setProperty('--sheet-height', `${bottom}px`);
    const [holder, cross] = [document.createElement('div'), document.createElement('div')];
    holder.className = 'map-holder';
    cross.className = 'map-crosshair';
    cross.setAttribute('aria-hidden', 'true');
    const sources = document.createElement('p');
    sources.className = 'map-attribution';
    const note = document.createElement('p');
    note.className = 'map-note';
    note.setAttribute('role', 'status');
    // What an app laid over the map stays.
    this.replaceChildren(holder, cross, sources, note, ...this.querySelectorAll(':scope > .over-map'));
    this.nameMakers(base);
    const map = new library.Map({
      container: holder,
      locale: mapLocale(),
      attributionControl: false,
      maxPitch: 0,
      pitchWithRotate: false,
      fadeDuration: 120,
      maxZoom: 21,
      // Tiles are never cut up for closer looks: a name would be written once in each piece.
      zoomLevelsToOverscale: undefined,
      ...(at ? { center: [at.lon, at.lat], zoom: at.zoom, bearing: at.bearing } : {}),
    });
    this.map = map;
    map.setPadding({ top: 0, left: 0, right: 0, bottom });
    // The map adds its own padding, so the box is shown whole above the sheet.
    if (!at && box) map.fitBounds(box, { padding: EDGE, maxZoom: 16, animate: false });
    addTools(map, library, { view: this, gridAt, measure: () => this.tell('measure-asked'), note: (sentence) => this.note(sentence) });
    map.getCanvas().addEventListener('pointerdown', (event) => (this.touched = event.pointerType !== 'mouse'));
    map.getCanvas().addEventListener('keydown', (event) => this.pressed(event));
    map.on('click', (event: MapMouseEvent) => this.pick(event.point));
    map.on('moveend', () => this.tell('map-moved'));
    // Once the frame is on the screen: what is told of the map is read from all features in view.
    map.on('idle', () => setTimeout(() => this.map === map && this.tell('map-settled')));
    supplyPatterns(map, theme());
    map.on('error', ({ error }) => this.tell('map-trouble', error));
    // The style comes after the place: so the first frame already asks for its tiles, which are read while programs are compiled.
    map.setStyle(firstFrame(composed, stack, theme()));
    await new Promise<void>((done) => map.once('load', () => done()));
    // Milliseconds from the click on the link to a whole map, for whoever measures it.
    performance.mark('map-drawn');
    this.arrange(stack, base);
    this.isDrawn = true;
    this.tell('map-opened');
  }

  /** Says something over the map, until it is closed or something else is said: that something was done, or what somebody should know; nothing takes it away. */
  note(sentence?: string, isDone = false): void {
    const place = this.querySelector<HTMLElement>('.map-note');
    place?.toggleAttribute('data-done', isDone);
    if (sentence === undefined) return place?.replaceChildren();
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'icon-button';
    close.textContent = '✕';
    close.setAttribute('aria-label', say('web-close'));
    close.addEventListener('click', () => place?.replaceChildren());
    place?.replaceChildren(sentence, close);
  }

  /** Draws the layers in the reader's order and as strong as wished, over the base map chosen. */
  arrange(wished: Stack, chosen: ChosenBase | undefined): void {
    if (!this.map || !this.composed) return;
    const { stack, base } = this.lens?.(wished, chosen) ?? { stack: wished, base: chosen };
    layBase(this.map, this.baseMaps, base);
    arrangeLayers(this.map, this.composed.style.layers, stack);
    paintGround(this.map, this.composed.style.layers, this.composed.ground, groundLook(stack, theme()));
    this.nameMakers(base);
  }

  /** Says on the map who made the data, and the base map under it. */
  private nameMakers(base: ChosenBase | undefined): void {
    const under = this.baseMaps.find(({ name }) => name === base?.name)?.attribution;
    const sources = this.querySelector('.map-attribution');
    if (sources) sources.textContent = [this.attribution, under].filter(Boolean).join(' · ');
  }

  /** Draws anew what changed, without moving the map: the tiles under each change, or all of a source. */
  refresh(news: News): void {
    const { map, composed } = this;
    if (!map || !composed) return;
    const changed = (source: string) => news?.filter(({ layer }) => composed.carriers.get(source)?.has(layer));
    for (const source of composed.carriers.keys()) {
      const changes = changed(source);
      if (changes?.length === 0 || !map.getSource(source)) continue;
      const under = changes?.map(({ ids, bbox }) => (bbox ? tilesUnder(bbox, 0, MAX_TILE_ZOOM) : ids && []));
      if (!under || under.includes(undefined)) map.refreshTiles(source);
      else if (under.some((tiles) => tiles?.length)) map.refreshTiles(source, under.flatMap((tiles) => tiles ?? []));
    }
  }

  /** Marks a place without going there. */
  pinAt(at: Degrees): void {
    const { map } = this;
    void maplibre.then(({ Marker }) => {
      this.unpin();
      if (map && this.map === map) this.pin = new Marker({ color: '#ab0311' }).setLngLat(at).addTo(map);
    });
  }

  /** Takes away the mark of a place that was searched for. */
  unpin(): void {
    this.pin?.remove();
    this.pin = undefined;
  }

  /** Outlines one feature, or none. */
  outline(selected: Selected | undefined): void {
    if (this.map) outline(this.map, selected && this.composed?.sources.get(selected.layer), selected);
  }

  place(): Place | undefined {
    const centre = this.map?.getCenter();
    if (!this.map || !centre) return undefined;
    return { zoom: this.map.getZoom(), lat: centre.lat, lon: centre.lng, bearing: this.map.getBearing() };
  }

  /** Keeps the centre in the middle of what a sheet of this height leaves free, in pixels. */
  leaveRoom(bottom: number): void {
    this.style.setProperty('--sheet-height', `${bottom}px`);
    this.map?.easeTo({ padding: { top: 0, left: 0, right: 0, bottom }, duration: 160 });
  }

  goTo({ zoom, lat, lon, bearing }: Place): void {
    this.map?.jumpTo({ center: [lon, lat], zoom, bearing });
  }

  middle(): Degrees | undefined {
    const centre = this.map?.getCenter();
    return centre && [centre.lng, centre.lat];
  }

  /** Shows all of some places at once. */
  showAll(places: Degrees[]): void {
    const box = around(places.map(([lon, lat]) => [lon, lat, lon, lat]));
    if (box) this.map?.fitBounds(box, { padding: 64, maxZoom: 20 });
  }

  /**
   * Goes where something was found, and marks it if it is no feature with an outline of its own. True when it is there;
   * false if it was sent elsewhere on the way.
   */
  async fly({ at, bbox, layer, id, kind }: Destination): Promise<boolean> {
    const { map } = this;
    if (!map) return false;
    const flight = ++this.flight;
    const { Marker } = await maplibre;
    if (flight !== this.flight) return false;
    this.pin?.remove();
    if (layer === undefined || id === undefined) this.pin = new Marker({ color: '#ab0311' }).setLngLat(at).addTo(map);
    // A movement that still goes on would end at once and be taken for the arrival.
    map.stop();
    const arrived = new Promise<void>((done) => map.once('moveend', () => done()));
    const isPoint = !bbox || (bbox[0] === bbox[2] && bbox[1] === bbox[3]);
    if (isPoint) map.flyTo({ center: at, zoom: Math.max(map.getZoom(), kind === 'place' ? 15 : 18) });
    else map.fitBounds(bbox, { padding: EDGE, maxZoom: 19, linear: false });
    await arrived;
    return flight === this.flight;
  }

  /** What is on the map now, as a picture; nothing without a map. */
  async picture(): Promise<Blob | undefined> {
    const { map } = this;
    if (!map || !this.isDrawn) return undefined;
    // What was drawn can be read in the frame it was drawn in.
    const drawn = new Promise<Blob | null>((done) => map.once('render', () => map.getCanvas().toBlob(done, 'image/png')));
    map.triggerRepaint();
    return (await drawn) ?? undefined;
  }

  override focus(): void {
    this.map?.getCanvas().focus();
  }

  /** Looks up what lies at a place, or at the crosshair. */
  pickAt(place?: Degrees): void {
    if (!this.map) return;
    this.touched = false;
    this.pick(this.map.project(place ?? this.map.getCenter()));
  }

  /** Alt with an arrow steps through features; MapLibre would turn or move the map. */
  private pressed(event: KeyboardEvent): void {
    const wish = keyWish(event);
    if (!wish) return;
    event.preventDefault();
    if (wish === 'pick') this.pickAt();
    else this.tell<KeyWish>('key-wish', wish);
  }

  private pick(point: Point): void {
    if (!this.map) return;
    const { lng, lat } = this.map.unproject(point);
    const pressed = new CustomEvent<Pressed>('map-pressed', { detail: { lon: lng, lat }, cancelable: true });
    if (!this.dispatchEvent(pressed)) return;
    const { hits, reach } = hitsAt(this.map, point, this.touched);
    const beside = this.map.unproject([point.x + reach, point.y]);
    this.tell<Picked>('map-picked', { hits, lon: lng, lat, within_m: beside.distanceTo(this.map.unproject(point)) });
  }

  private tell<T>(name: string, detail?: T): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

customElements.define('map-view', MapView);
