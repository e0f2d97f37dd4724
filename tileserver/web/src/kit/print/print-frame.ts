// The paper's map as a frame on the screen's map: what lies in it will be printed. It grows and shrinks with the zoom.

import type { Map as MapLibre } from 'maplibre-gl';
import { frameOnScreen, zoomToFit, type Sheet } from './print-scale.ts';

/** Of the free map, the frame takes so much at first. */
const SHARE = 0.9;

export class PrintFrame {
  private readonly element = document.createElement('div');
  private readonly follow = (): void => this.draw();
  private map?: MapLibre;
  private sheet?: Sheet;

  constructor() {
    this.element.className = 'print-frame';
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** Shows what a sheet will hold, whole and with north up, or nothing of the kind. */
  show(map: MapLibre | undefined, sheet: Sheet | undefined): void {
    if (!map || !sheet) return this.remove();
    if (map !== this.map) this.moveTo(map);
    this.sheet = sheet;
    const { bottom = 0 } = map.getPadding();
    const { clientWidth, clientHeight } = map.getContainer();
    const free = { width: clientWidth * SHARE, height: (clientHeight - bottom) * SHARE };
    map.easeTo({ zoom: zoomToFit(sheet, map.getCenter().lat, free), bearing: 0, duration: 200 });
    this.draw();
  }

  remove(): void {
    this.map?.off('move', this.follow);
    this.map = undefined;
    this.element.remove();
  }

  /** A map that is drawn anew is another one. */
  private moveTo(map: MapLibre): void {
    this.remove();
    this.map = map;
    map.getContainer().append(this.element);
    map.on('move', this.follow);
  }

  private draw(): void {
    const { map, sheet } = this;
    if (!map || !sheet) return;
    const { x, y } = map.project(map.getCenter());
    const { width, height } = frameOnScreen(sheet, map.getCenter().lat, map.getZoom());
    const { style } = this.element;
    style.setProperty('left', `${x - width / 2}px`);
    style.setProperty('top', `${y - height / 2}px`);
    style.setProperty('width', `${width}px`);
    style.setProperty('height', `${height}px`);
  }
}
