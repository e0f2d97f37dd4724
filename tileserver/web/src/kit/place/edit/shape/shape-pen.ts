// Draws a new shape on the map corner by corner: pressed by mouse or finger, set at the crosshair by Enter, or typed; what is pressed is
// drawn to what lies near, as corners of shape-hand.ts are. Holds the map until the shape is done, and knows no form.

import type { Degrees } from '../../../grid/vn2000.ts';
import { doneByEnter } from '../../../map/map-keys.ts';
import type { MapView, Pressed } from '../../../map/map-view.ts';
import type { Box } from '../../../server/store-layers.ts';
import { drawnFrom, type DrawnShape, type PenKind } from './drawn-shape.ts';
import { Neighbours } from './neighbours.ts';
import { LEAST_ZOOM } from './shape-hand.ts';
import { drawPen } from './shape-drawing.ts';
import { closes, snapOf, type Pixel, type Snap, type Traced } from './snapping.ts';
import { UndoSteps } from './undo-steps.ts';

export class ShapePen {
  /** What the last corner lies on. */
  landed?: Snap['to'];
  private snap?: Snap;
  /** Where the next corner would be. */
  private next?: Pixel;
  /** Nothing is drawn to anything: Alt is held. */
  private isFree = false;
  private isFinger = false;
  /** Where the last corner was pressed. */
  private last?: Degrees;
  private readonly steps = new UndoSteps<readonly Degrees[]>([]);
  private readonly neighbours = new Neighbours();
  /** Neighbours where they lie on the screen, until the map moves: to find that out of all at every stir of the pointer takes too long. */
  private traced?: readonly Traced[];
  private readonly over = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  private letGo = new AbortController();

  constructor(
    private readonly view: MapView,
    private own: PenKind,
    /** Layers that are to be seen. */
    private readonly layers: () => readonly string[],
    private readonly changed: () => void,
    private readonly done: (shape: DrawnShape) => void,
  ) {}

  get corners(): readonly Degrees[] {
    return this.steps.now;
  }

  get kind(): PenKind {
    return this.own;
  }

  get canUndo(): boolean {
    return this.steps.canUndo;
  }

  get canRedo(): boolean {
    return this.steps.canRedo;
  }

  /** The shape so far; nothing while it has too few corners. */
  get shape(): DrawnShape | undefined {
    return drawnFrom(this.own, this.corners);
  }

  start(): void {
    this.over.setAttribute('class', 'edit-over-map edit-pen');
    this.over.setAttribute('aria-hidden', 'true');
    const { signal } = this.letGo;
    const on = (target: EventTarget, kind: string, done: (event: never) => void, capture = false) => target.addEventListener(kind, done as EventListener, { signal, capture });
    on(this.view, 'map-pressed', (event: CustomEvent<Pressed>) => {
      event.preventDefault();
      this.pressed([event.detail.lon, event.detail.lat]);
    });
    on(this.view, 'pointerdown', ({ altKey, pointerType }: PointerEvent) => ([this.isFree, this.isFinger] = [altKey, pointerType === 'touch']), true);
    on(this.view, 'pointermove', (event: PointerEvent) => this.pointed(event), true);
    on(this.view, 'pointerleave', () => this.point(undefined));
    on(this.view, 'keydown', (event: KeyboardEvent) => this.typed(event), true);
    on(this.view, 'map-opened', () => this.hold());
    on(this.view, 'map-settled', () => void this.look());
    signal.addEventListener('abort', doneByEnter(this.view, () => this.finish() || this.corners.length > 0));
    this.hold();
  }

  stop(): void {
    const { map } = this.view;
    this.letGo.abort();
    this.neighbours.end();
    map?.off('move', this.moved);
    map?.off('resize', this.moved);
    // Not before the double press that ended the shape is over: the map would take it as one to come nearer.
    setTimeout(() => map?.doubleClickZoom.enable());
    this.over.remove();
  }

  /** Other shapes have other corners: it begins anew. */
  turn(kind: PenKind): void {
    this.own = kind;
    this.take([]);
  }

  undo(): void {
    this.steps.undo();
    this.settle();
  }

  redo(): void {
    this.steps.redo();
    this.settle();
  }

  /** Corners whose places are known. */
  add(corners: readonly Degrees[]): void {
    this.take(this.own === 'point' ? corners.slice(0, 1) : [...this.corners, ...corners]);
    if (this.own === 'point') this.finish();
  }

  /** True if there is a shape, which is handed on. */
  finish(): boolean {
    const { shape } = this;
    if (shape) this.done(shape);
    return shape !== undefined;
  }

  private take(corners: readonly Degrees[]): void {
    this.steps.take(corners);
    this.settle();
  }

  private settle(): void {
    this.landed = this.last = undefined;
    this.draw();
    this.changed();
  }

  /** A press where the last corner lies, as the second of a double one is, or on the first of an area, says that it is all. */
  private pressed(at: Degrees): void {
    const pixel = this.project(at);
    if (closes(pixel, this.corners.map(this.project), this.last && this.project(this.last), this.own === 'polygon', this.isFinger)) return void this.finish();
    const snap = this.snapAt(pixel);
    this.add([snap?.at ?? at]);
    [this.last, this.landed] = [at, snap?.to];
    this.changed();
  }

  private pointed({ clientX, clientY, altKey, pointerType }: PointerEvent): void {
    // A finger hides what lies under it, and moves the map.
    if (pointerType === 'touch') return;
    this.isFree = altKey;
    const { left, top } = this.over.getBoundingClientRect();
    this.point([clientX - left, clientY - top]);
  }

  private point(pixel: Pixel | undefined): void {
    this.snap = pixel && this.snapAt(pixel);
    this.next = this.snap?.pixel ?? pixel;
    this.draw();
  }

  private snapAt(pixel: Pixel): Snap | undefined {
    this.traced ??= this.neighbours.lines.map((corners) => ({ corners, pixels: corners.map(this.project) }));
    return this.isFree ? undefined : snapOf(pixel, this.traced);
  }

  private typed(event: KeyboardEvent): void {
    // What lies over the map may have fields of its own, whose text is not ours.
    if (event.target instanceof Element && event.target.matches('input, textarea, select')) return;
    const key = event.key.toLowerCase();
    const isBack = event.key === 'Backspace' || (key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey);
    const isOn = (event.ctrlKey || event.metaKey) && (key === 'y' || (key === 'z' && event.shiftKey));
    if (!isBack && !isOn) return;
    event.preventDefault();
    event.stopPropagation();
    if (isBack) this.undo();
    else this.redo();
  }

  /** Takes hold of the map, also of one that was drawn anew. */
  private hold(): void {
    const { map } = this.view;
    if (!map) return;
    const holder = map.getContainer();
    holder.insertBefore(this.over, holder.querySelector('.maplibregl-control-container'));
    map.doubleClickZoom.disable();
    map.on('move', this.moved);
    map.on('resize', this.moved);
    this.moved();
    void this.look();
  }

  private async look(): Promise<void> {
    const { map } = this.view;
    if (!map || map.getZoom() < LEAST_ZOOM) return;
    await this.neighbours.around(map.getBounds().toArray().flat() as Box, this.layers());
    this.traced = undefined;
  }

  private readonly moved = (): void => {
    this.traced = undefined;
    this.draw();
  };

  private readonly draw = (): void => {
    const { corners, own, next, snap } = this;
    if (this.view.map) drawPen(this.over, { pixels: corners.map(this.project), isArea: own === 'polygon', isPoint: own === 'point', next, snap });
  };

  private readonly project = (at: Degrees): Pixel => {
    const { x, y } = this.view.map?.project(at) ?? { x: 0, y: 0 };
    return [x, y];
  };
}
