// The paper's map as a frame on the screen's map: what lies in it will be printed. It grows and shrinks with the zoom.

import type { Map as MapLibre } from 'maplibre-gl';
import { frameOnScreen, zoomToFit, type Sheet } from './print-scale.ts';

/** Of the free map, the frame takes so much at first. */
const SHARE = 0.9;

export class PrintFrame {
  private readonly element = document.createElement('div');
  private readonly follow = (): void => this.draw();
  private sheet?: Sheet;

  constructor(private readonly map: MapLibre) {
    this.element.className = 'print-frame';
    this.element.setAttribute('aria-hidden', 'true');
    map.getContainer().append(this.element);
    map.on('move', this.follow);
  }

  /** Shows another sheet, whole and with north up. */
  show(sheet: Sheet): void {
    this.sheet = sheet;
    const { map } = this;
    const { bottom = 0 } = map.getPadding();
    const { clientWidth, clientHeight } = map.getContainer();
    const free = { width: clientWidth * SHARE, height: (clientHeight - bottom) * SHARE };
    map.easeTo({ zoom: zoomToFit(sheet, map.getCenter().lat, free), bearing: 0, duration: 200 });
    this.draw();
  }

  remove(): void {
    this.map.off('move', this.follow);
    this.element.remove();
  }

  private draw(): void {
    if (!this.sheet) return;
    const { x, y } = this.map.project(this.map.getCenter());
    const { width, height } = frameOnScreen(this.sheet, this.map.getCenter().lat, this.map.getZoom());
    const { style } = this.element;
    style.setProperty('left', `${x - width / 2}px`);
    style.setProperty('top', `${y - height / 2}px`);
    style.setProperty('width', `${width}px`);
    style.setProperty('height', `${height}px`);
  }
}
