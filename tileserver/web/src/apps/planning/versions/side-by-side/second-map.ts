// The map on the right: it lies over the first one, goes wherever that goes and takes no press; what is left of the handle is cut away.

import type { Map as MapLibre } from 'maplibre-gl';
import { layBase } from '../../../../kit/map/base/base-layer.ts';
import type { MapView } from '../../../../kit/map/map-view.ts';
import { outline } from '../../../../kit/map/look/selected-outline.ts';
import { theme } from '../../../../kit/page/theme.ts';
import type { Selected } from '../../../../kit/share/permalink.ts';
import type { Side } from '../../../../kit/share/sides.ts';
import { supplyPatterns } from '../../../../kit/symbols/pattern-images.ts';
import { layersOf, styleOf, type Common } from './shown-side.ts';

export class SecondMap {
  readonly map: MapLibre;
  private readonly cut = document.createElement('div');
  /** What was drawn last: the same again would be drawn for nothing. */
  private drawn = '';
  private isReady = false;
  private wished?: () => void;
  private readonly follow = (): void => this.go();

  /** Laid over the map of a view that is drawn. */
  constructor(
    library: typeof import('maplibre-gl'),
    private readonly first: MapLibre,
    side: Side,
    common: Common,
    private readonly failed: () => void,
  ) {
    const holder = document.createElement('div');
    [this.cut.className, holder.className] = ['sides-cut', 'sides-map'];
    this.cut.setAttribute('aria-hidden', 'true');
    this.cut.append(holder);
    first.getCanvasContainer().append(this.cut);
    const style = styleOf(side, common, theme());
    this.map = new library.Map({
      container: holder,
      style,
      interactive: false,
      attributionControl: false,
      maxPitch: first.getMaxPitch(),
      fadeDuration: 0,
      maxZoom: 21,
      zoomLevelsToOverscale: undefined,
    });
    // Nothing in it takes the focus: what it shows is told by its name over it.
    this.map.getCanvas().tabIndex = -1;
    supplyPatterns(this.map, theme());
    this.map.on('error', () => this.failed());
    this.map.once('load', () => {
      this.isReady = true;
      this.wished?.();
    });
    this.go();
    first.on('move', this.follow);
    first.on('resize', this.follow);
  }

  /** Pixels from the left edge that the first map keeps. */
  cutAt(pixels: string): void {
    this.cut.style.setProperty('clip-path', `inset(0 0 0 ${pixels})`);
  }

  /** Draws another side, or the same with other layers. */
  show(side: Side, common: Common, selected: Selected | undefined): void {
    this.wished = () => {
      const style = styleOf(side, common, theme());
      const { base } = layersOf(side, common.stack, common.base, common.baseMaps);
      const drawn = JSON.stringify([style.layers, base, selected]);
      if (drawn === this.drawn) return;
      this.drawn = drawn;
      this.map.setStyle(style, { diff: true });
      layBase(this.map, common.baseMaps, base);
      outline(this.map, selected && common.composed.sources.get(selected.layer), selected);
    };
    if (this.isReady) this.wished();
  }

  remove(): void {
    this.first.off('move', this.follow);
    this.first.off('resize', this.follow);
    this.map.remove();
    this.cut.remove();
  }

  private go(): void {
    const { first } = this;
    this.map.jumpTo({ center: first.getCenter(), zoom: first.getZoom(), bearing: first.getBearing(), pitch: first.getPitch(), padding: first.getPadding() });
  }
}

/** The map of a view, once there is something on it. */
export function drawnMap(view: MapView | null): MapLibre | undefined {
  return view?.isDrawn ? view.map : undefined;
}
