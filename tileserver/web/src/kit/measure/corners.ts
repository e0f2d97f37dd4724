// Corners set on the map: by pointer, finger, crosshair and Enter, or typed coordinates; taken back one by one. Draws them and takes the
// map's presses for as long as it is open. Measures in the data's own grid and saves nothing.

import { readCorners } from '../grid/coordinates.ts';
import { doneByEnter } from '../map/map-keys.ts';
import type { MapView, Pressed } from '../map/map-view.ts';
import { writeLength } from '../page/numbers.ts';
import { edges, opened, toGrid, type Degrees, type Grid, type GridPoint } from '../grid/vn2000.ts';
import { drawMeasure, eraseMeasure } from './measure-drawing.ts';

export class Corners {
  list: readonly Degrees[] = [];
  /** The grid of the first corner: all corners are measured in one. */
  grid?: Grid;
  isClosed = false;
  private view?: MapView;
  private letGo: () => void = () => undefined;

  constructor(
    /** Told of every change. */
    private readonly changed: () => void,
    /** Enter says that all corners are set. */
    private readonly done?: () => void,
  ) {}

  get isOpen(): boolean {
    return this.view !== undefined;
  }

  start(view: MapView): void {
    this.view = view;
    const press = (event: Event) => {
      event.preventDefault();
      const { lon, lat } = (event as CustomEvent<Pressed>).detail;
      this.add([[lon, lat]]);
    };
    const opened = () => this.hold();
    view.addEventListener('map-pressed', press);
    view.addEventListener('map-opened', opened);
    const free = doneByEnter(view, () => this.end());
    this.hold();
    this.letGo = () => {
      free();
      view.removeEventListener('map-pressed', press);
      view.removeEventListener('map-opened', opened);
      view.map?.doubleClickZoom.enable();
      view.map?.off('mousemove', this.point);
      view.map?.getCanvas().removeEventListener('keydown', this.pressKey);
    };
  }

  /** Lets go of the map; what was drawn is taken away. */
  stop(): void {
    this.letGo();
    if (this.view?.map) eraseMeasure(this.view.map);
    this.view = undefined;
    this.list = [];
    this.grid = undefined;
  }

  /** Corners that are known already. */
  take(corners: Degrees[]): void {
    this.grid = corners[0] && this.view?.gridAt(corners[0]);
    this.set(corners);
  }

  undo(): void {
    this.set(this.list.slice(0, -1));
  }

  set(corners: readonly Degrees[]): void {
    this.list = corners;
    if (corners.length === 0) this.grid = undefined;
    this.changed();
  }

  /** Adds the corners of a text; false if it cannot be read. */
  type(text: string): boolean {
    const middle = this.view?.middle();
    const grid = this.grid ?? (middle && this.view?.gridAt(middle));
    const corners = grid && readCorners(text, grid);
    if (!corners) return false;
    this.add(corners);
    this.view?.showAll([...this.list]);
    return true;
  }

  /** The corners of a line as they were set; of a ring each once. */
  outline(): readonly Degrees[] {
    return this.isClosed ? opened(this.list) : this.list;
  }

  points(): GridPoint[] {
    const { grid } = this;
    return grid ? this.outline().map((corner) => toGrid(grid, corner)) : [];
  }

  lengths(): number[] {
    return edges(this.points(), this.isClosed);
  }

  draw(pointer?: Degrees): void {
    const map = this.view?.map;
    if (!map || !this.view?.isDrawn) return;
    drawMeasure(map, { corners: [...this.outline()], closed: this.isClosed, labels: this.lengths().map(writeLength), pointer });
  }

  /** Takes hold of the map, also of one that was drawn anew. */
  private hold(): void {
    const map = this.view?.map;
    if (!map) return;
    map.doubleClickZoom.disable();
    map.on('mousemove', this.point);
    map.getCanvas().addEventListener('keydown', this.pressKey);
    this.draw();
    this.changed();
  }

  private readonly point = ({ lngLat }: { lngLat: { lng: number; lat: number } }): void => {
    if (this.list.length > 0) this.draw([lngLat.lng, lngLat.lat]);
  };

  private readonly pressKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' && !(event.key === 'z' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    this.undo();
  };

  /** Before the first corner Enter sets one; of a line that nobody waits for it always does. */
  private end(): boolean {
    if (this.list.length === 0 || !(this.done || this.isClosed)) return false;
    this.done?.();
    return true;
  }

  private add(corners: Degrees[]): void {
    const [first, last] = [corners[0], this.list.at(-1)];
    this.grid ??= first && this.view?.gridAt(first);
    // The second press of a double one adds nothing.
    if (corners.length === 1 && first && last && first[0] === last[0] && first[1] === last[1]) return;
    this.set([...this.list, ...corners]);
  }
}
