// A small map of what was found in a file: a point for each finding with a place, in the frame of all that was read, over the ground and the layers
// that are there; the layer itself once it is. Tells which point was pressed; flies to the one that is looked at. The table says the same, so that
// nobody needs the map.

import type { FeatureCollection } from 'geojson';
import type { FilterSpecification, GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { html } from 'lit';
import { stackOf, type Stack } from '../../../kit/layers/layer-stack.ts';
import { firstFrame } from '../../../kit/map/look/first-frame.ts';
import { mapLocale } from '../../../kit/map/map-locale.ts';
import { composeStyle, officialStyle, type Composed } from '../../../kit/map/map-style.ts';
import { mapWorkerUrl } from '../../../kit/map/map-worker.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import { onTheme, theme } from '../../../kit/page/theme.ts';
import type { Box, Published } from '../../../kit/server/store-layers.ts';
import { supplyPatterns } from '../../../kit/symbols/pattern-images.ts';
import '../texts.ts';
import type { Finding } from '../imports/import-wire.ts';
import { extentOf, frameOf, pointsOf } from './findings-shapes.ts';

const SOURCE = 'findings';
/** Pixels around a finger or pointer in which a point counts as pressed. */
const REACH = 12;
/** The frame around all that was read. */
const FRAME = 'frame';
const SHAPES = 'shapes';
/** How strong the layers beside the one that is looked at are drawn. */
const BESIDE = 0.5;
const EMPTY: Published = { layers: [], ground: [], tilesets: [], attribution: '' };

export class FindingsMap extends KitElement {
  static override properties = { findings: {}, only: {}, lit: {}, bounds: {}, shapes: {}, layer: {}, published: {}, isUndrawable: { state: true } };
  findings: readonly Finding[] = [];
  /** The severity that alone is shown; empty for all. */
  only = '';
  lit?: number;
  /** Around all that was read. */
  bounds?: Box;
  /** Those of the file, where they can be drawn before it is brought in. */
  shapes?: FeatureCollection;
  /** The layer the file goes into. */
  layer = '';
  published?: Published;
  private isUndrawable = false;
  private map?: MapLibre;
  private deaf?: () => void;
  /** Counts drawings: an older one is not put in a newer one's place. */
  private drawing = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.deaf = onTheme(() => void this.draw());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.deaf?.();
    this.drawing += 1;
    this.map?.remove();
    this.map = undefined;
  }

  protected override firstUpdated(): void {
    void this.draw();
  }

  protected override render(): unknown {
    const isThere = this.published?.layers.some(({ name }) => name === this.layer) ?? false;
    const drawn = [...(isThere ? ['layer'] : []), ...(this.shapes ? ['shapes'] : []), ...(this.bounds ? ['frame'] : []), ...(isThere || this.shapes ? [] : ['later'])];
    const words = drawn.map((what) => say(`web-admin-map-${what}`, { layer: this.layer })).join(' ');
    return html`<div class="findings-map" ?hidden=${this.isUndrawable} aria-label=${say('web-admin-findings-map')} role="group"><div class="map-holder"></div></div>
      <p class="panel-hint">${this.isUndrawable ? say('web-admin-no-map') : words}</p>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    // What was published since, the layer itself above all, is drawn where the reader looks.
    if ((changed.has('published') || changed.has('layer') || changed.has('shapes')) && this.hasUpdated && this.map) void this.draw();
    const source = this.map?.getSource<GeoJSONSource>(SOURCE);
    if (!source) return;
    if (changed.has('findings') || changed.has('only')) source.setData(this.points());
    if (changed.has('lit')) this.light();
  }

  private async draw(): Promise<void> {
    const mine = ++this.drawing;
    const [library, official] = await Promise.all([import('maplibre-gl'), officialStyle('planning').catch(() => undefined)]);
    const container = this.querySelector<HTMLElement>('.map-holder');
    if (mine !== this.drawing || !container) return;
    library.setWorkerUrl(mapWorkerUrl());
    const published = this.published ?? EMPTY;
    const composed = composeStyle(published, official);
    const stack = this.arranged(published, composed);
    const seen = this.map && { center: this.map.getCenter(), zoom: this.map.getZoom() };
    this.map?.remove();
    try {
      const map = new library.Map({
        container, locale: mapLocale(), attributionControl: false, maxPitch: 0, pitchWithRotate: false, dragRotate: false, maxZoom: 21,
        cooperativeGestures: true, zoomLevelsToOverscale: undefined, ...(seen ?? { bounds: extentOf(this.findings, this.bounds) ?? this.published?.box, fitBoundsOptions: { padding: 32, maxZoom: 17 } }),
      });
      this.map = map;
      map.addControl(new library.NavigationControl({ showCompass: false }), 'top-right');
      supplyPatterns(map, theme());
      map.setStyle(firstFrame(composed, stack, theme()));
      map.on('load', () => this.map === map && this.addPoints(map));
      map.on('click', (event) => this.pressed(map, event));
    } catch {
      this.isUndrawable = true;
    }
  }

  /** The layer that is looked at is seen whatever is usually shown, and the others step back. */
  private arranged({ layers }: Published, { legends }: Composed): Stack {
    if (!layers.some(({ name }) => name === this.layer)) return stackOf(layers, legends, new Map());
    return stackOf(layers, legends, new Map(), new Map(layers.map(({ name }) => [name, name === this.layer ? 1 : BESIDE])));
  }

  /** The file as it was sent, and the frame around all that was read of it. */
  private addFile(map: MapLibre): void {
    const colour = theme() === 'dark' ? '#7fd6cf' : '#00595b';
    if (this.shapes) {
      map.addSource(SHAPES, { type: 'geojson', data: this.shapes });
      const of = (kind: string) => ['in', kind, ['geometry-type']] as FilterSpecification;
      map.addLayer({ id: `${SHAPES}-area`, type: 'fill', source: SHAPES, filter: of('Polygon'), paint: { 'fill-color': colour, 'fill-opacity': 0.15 } });
      map.addLayer({ id: SHAPES, type: 'line', source: SHAPES, paint: { 'line-color': colour, 'line-width': 1.5 } });
      map.addLayer({ id: `${SHAPES}-dot`, type: 'circle', source: SHAPES, filter: of('Point'), paint: { 'circle-color': colour, 'circle-radius': 3 } });
    }
    if (!this.bounds) return;
    map.addSource(FRAME, { type: 'geojson', data: frameOf(this.bounds) });
    if (!this.shapes) map.addLayer({ id: `${FRAME}-area`, type: 'fill', source: FRAME, paint: { 'fill-color': colour, 'fill-opacity': 0.06 } });
    map.addLayer({ id: FRAME, type: 'line', source: FRAME, paint: { 'line-color': colour, 'line-width': 2, 'line-dasharray': [3, 2] } });
  }

  /** What is wrong lies over everything else, rimmed so that it is seen on any ground. */
  private addPoints(map: MapLibre): void {
    this.addFile(map);
    map.addSource(SOURCE, { type: 'geojson', data: this.points() });
    map.addLayer({
      id: SOURCE, type: 'circle', source: SOURCE,
      paint: {
        // Told apart by size as well as by colour.
        'circle-radius': ['case', ['boolean', ['feature-state', 'lit'], false], 11, ['==', ['get', 'grave'], 1], 7, 5],
        'circle-color': ['match', ['get', 'grave'], 1, '#ab0311', '#f2b705'],
        'circle-stroke-color': ['case', ['boolean', ['feature-state', 'lit'], false], theme() === 'dark' ? '#7fd6cf' : '#000000', '#ffffff'],
        'circle-stroke-width': ['case', ['boolean', ['feature-state', 'lit'], false], 4, 2],
      },
    });
    if (this.lit !== undefined) this.light();
    this.dataset.drawn = 'true';
  }

  private points(): FeatureCollection {
    return pointsOf(this.findings, this.only);
  }

  private light(): void {
    const { map, lit } = this;
    if (!map) return;
    map.removeFeatureState({ source: SOURCE });
    if (lit === undefined) return;
    map.setFeatureState({ source: SOURCE, id: lit }, { lit: true });
    const at = this.findings[lit]?.at;
    if (!at) return;
    map.easeTo({ center: at, zoom: Math.max(map.getZoom(), 16), duration: 300 });
    this.scrollIntoView({ block: 'nearest' });
  }

  private pressed(map: MapLibre, { point }: MapMouseEvent): void {
    if (!map.getLayer(SOURCE)) return;
    const around: [[number, number], [number, number]] = [[point.x - REACH, point.y - REACH], [point.x + REACH, point.y + REACH]];
    const [found] = map.queryRenderedFeatures(around, { layers: [SOURCE] });
    if (typeof found?.id === 'number') this.tell<number>('finding-chosen', found.id);
  }
}

customElements.define('findings-map', FindingsMap);
