// A small map of what was found in a file, over the layers that are there: a point for each finding with a place. Tells which one was pressed;
// flies to the one that is looked at. The table says the same, so that nobody needs the map.

import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { html } from 'lit';
import { stackOf } from '../../../kit/layers/layer-stack.ts';
import { firstFrame } from '../../../kit/map/look/first-frame.ts';
import { mapLocale } from '../../../kit/map/map-locale.ts';
import { composeStyle, officialStyle } from '../../../kit/map/map-style.ts';
import { mapWorkerUrl } from '../../../kit/map/map-worker.ts';
import { KitElement } from '../../../kit/page/kit-element.ts';
import { say } from '../../../kit/page/text.ts';
import { onTheme, theme } from '../../../kit/page/theme.ts';
import type { Box, Published } from '../../../kit/server/store-layers.ts';
import { supplyPatterns } from '../../../kit/symbols/pattern-images.ts';
import type { Finding } from '../imports/import-wire.ts';

const SOURCE = 'findings';
/** Pixels around a finger or pointer in which a point counts as pressed. */
const REACH = 12;
const GRAVE = ['error', 'quarantined', 'refused'];
const EMPTY: Published = { layers: [], ground: [], tilesets: [], attribution: '' };

export class FindingsMap extends KitElement {
  static override properties = { findings: {}, only: {}, lit: {}, bounds: {}, published: {}, isUndrawable: { state: true } };
  findings: readonly Finding[] = [];
  /** The severity that alone is shown; empty for all. */
  only = '';
  lit?: number;
  bounds?: Box;
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
    return html`<div class="findings-map" ?hidden=${this.isUndrawable} aria-label=${say('web-admin-findings-map')} role="group"><div class="map-holder"></div></div>
      ${this.isUndrawable ? html`<p class="panel-hint">${say('web-admin-no-map')}</p>` : ''}`;
  }

  protected override updated(changed: Map<string, unknown>): void {
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
    const stack = stackOf(published.layers, composed.legends, new Map());
    this.map?.remove();
    try {
      const map = new library.Map({
        container, locale: mapLocale(), attributionControl: false, maxPitch: 0, pitchWithRotate: false, dragRotate: false, maxZoom: 21,
        cooperativeGestures: true, zoomLevelsToOverscale: undefined, bounds: this.extent(), fitBoundsOptions: { padding: 32, maxZoom: 17 },
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

  /** What is wrong lies over everything else, rimmed so that it is seen on any ground. */
  private addPoints(map: MapLibre): void {
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
    const features = this.findings.flatMap(({ at, severity }, id) =>
      at && (this.only === '' || severity === this.only)
        ? [{ type: 'Feature' as const, id, geometry: { type: 'Point' as const, coordinates: at }, properties: { grave: GRAVE.includes(severity) ? 1 : 0 } }]
        : [],
    );
    return { type: 'FeatureCollection', features };
  }

  /** Around all points, or around what was read. */
  private extent(): Box | undefined {
    const places = this.findings.flatMap(({ at }) => (at ? [at] : []));
    if (places.length === 0) return this.bounds ?? this.published?.box;
    const [lon, lat] = [places.map(([x]) => x), places.map(([, y]) => y)];
    const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
    const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
    return [least(lon), least(lat), most(lon), most(lat)];
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
