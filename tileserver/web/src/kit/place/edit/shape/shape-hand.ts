// Changes a shape on the map: grips dragged by mouse and finger, corners added between and taken away, moved by keys, drawn to what
// lies near; every step can be undone. Holds the map for as long as it is open, and knows no form.

import type { Degrees } from '../../../grid/vn2000.ts';
import type { MapView } from '../../../map/map-view.ts';
import type { Box } from '../../../server/store-layers.ts';
import type { Selected } from '../../../share/permalink.ts';
import { cornerAt, cornersOf, edgesOf, endsOf, withInserted, withMoved, withRemoved, type Corner, type DrawnShape } from './drawn-shape.ts';
import { Neighbours } from './neighbours.ts';
import { drawShape, gripsOf, type Grip, type Sight } from './shape-drawing.ts';
import { handKey, type HandKey } from './shape-keys.ts';
import { distance, snapOf, type Pixel, type Snap, type Traced } from './snapping.ts';
import { UndoSteps } from './undo-steps.ts';

/** A press that moves less than this many pixels chooses a corner and moves none. */
const TAP = 3;
/** Farther out than this neighbours are too many and too small. */
export const LEAST_ZOOM = 15;

interface Drag {
  grip: Grip;
  pointer: number;
  /** From the pointer to the middle of what it holds. */
  offset: Pixel;
  start: Pixel;
  lines: Traced[];
  /** Its steps are one. */
  run: string;
  isMoved: boolean;
}

export class ShapeHand {
  chosen?: Corner;
  snap?: Snap;
  /** What the last corner that was dragged lies on. */
  landed?: Snap['to'];
  faults: readonly Degrees[] = [];
  private readonly steps: UndoSteps<DrawnShape>;
  private readonly neighbours: Neighbours;
  private readonly over = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  private drag?: Drag;
  private drags = 0;
  private isResting = false;
  private letGo = new AbortController();

  constructor(
    private readonly view: MapView,
    shape: DrawnShape,
    own: Selected | undefined,
    /** Layers that are to be seen. */
    private readonly layers: () => readonly string[],
    private readonly changed: () => void,
  ) {
    this.steps = new UndoSteps(shape);
    this.neighbours = new Neighbours(own);
  }

  get shape(): DrawnShape {
    return this.steps.now;
  }

  get canUndo(): boolean {
    return this.steps.canUndo;
  }

  get canRedo(): boolean {
    return this.steps.canRedo;
  }

  /** False where there are too many corners in view to hold one. */
  get hasGrips(): boolean {
    return gripsOf(this.sight()) !== undefined;
  }

  /** Takes hold of the map; `name` says to a screen reader what the keys do. */
  start(name: string): void {
    this.over.setAttribute('class', 'edit-over-map');
    this.over.setAttribute('tabindex', '0');
    this.over.setAttribute('role', 'application');
    this.over.setAttribute('aria-label', name);
    const { signal } = this.letGo;
    const on = (target: EventTarget, kind: string, done: (event: never) => void) => target.addEventListener(kind, done as EventListener, { signal });
    const awake = (target: EventTarget, kind: string, done: (event: never) => void) => on(target, kind, (event: never) => void (this.isResting || done(event)));
    awake(this.over, 'pointerdown', (event: PointerEvent) => this.pressed(event));
    awake(this.over, 'pointermove', (event: PointerEvent) => this.moved(event));
    awake(this.over, 'pointerup', (event: PointerEvent) => this.released(event));
    awake(this.over, 'pointercancel', () => this.dropped());
    awake(this.over, 'contextmenu', (event: MouseEvent) => this.removeUnder(event));
    awake(this.over, 'keydown', (event: KeyboardEvent) => this.typed(event));
    awake(document, 'keydown', (event: KeyboardEvent) => this.typedAnywhere(event));
    on(this.view, 'map-opened', () => this.hold());
    on(this.view, 'map-settled', () => {
      void this.look();
      this.changed();
    });
    on(this.view, 'map-pressed', (event: Event) => {
      event.preventDefault();
      this.choose(undefined);
    });
    this.hold();
    this.over.focus({ preventScroll: true });
  }

  stop(): void {
    this.letGo.abort();
    this.neighbours.end();
    this.view.map?.off('move', this.draw);
    this.view.map?.off('resize', this.draw);
    this.over.remove();
  }

  /** While the shape is sent nothing changes it. */
  rest(isResting: boolean): void {
    if (this.drag) this.dropped();
    this.isResting = isResting;
  }

  focus(): void {
    this.over.focus({ preventScroll: true });
  }

  undo(): void {
    this.steps.undo();
    this.settle();
  }

  redo(): void {
    this.steps.redo();
    this.settle();
  }

  choose(corner: Corner | undefined): void {
    this.chosen = corner;
    this.landed = undefined;
    this.told();
  }

  /** The next corner of the shape, or the one before. */
  walk(by: 1 | -1): void {
    const all = cornersOf(this.shape);
    const { chosen } = this;
    const at = chosen ? all.findIndex(({ part, at: own }) => part === chosen.part && own === chosen.at) : by === 1 ? -1 : 0;
    this.choose(all[(at + by + all.length) % all.length]);
  }

  /** Moves the chosen corner to a place. */
  place(to: Degrees): void {
    if (this.chosen) this.take(withMoved(this.shape, this.chosen, to));
  }

  /** Another corner in the middle of the edge that begins at the chosen one. */
  insert(): void {
    const { chosen } = this;
    if (!chosen || !edgesOf(this.shape).some(({ part, at }) => part === chosen.part && at === chosen.at)) return;
    const [from, to] = endsOf(this.shape, chosen);
    this.take(withInserted(this.shape, chosen, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    this.choose({ part: chosen.part, at: chosen.at + 1 });
  }

  remove(): void {
    const left = this.chosen && withRemoved(this.shape, this.chosen);
    if (!left) return;
    this.chosen = undefined;
    this.take(left);
  }

  /** Shows where the server found faults, until the shape is another. */
  mark(faults: readonly Degrees[]): void {
    this.faults = faults;
    this.draw();
  }

  /** True if a corner was chosen, and no longer is. */
  stepBack(): boolean {
    if (this.drag) this.dropped();
    else if (!this.chosen) return false;
    this.choose(undefined);
    return true;
  }

  /** Takes hold of the map, also of one that was drawn anew. */
  private hold(): void {
    const { map } = this.view;
    if (!map) return;
    const holder = map.getContainer();
    holder.insertBefore(this.over, holder.querySelector('.maplibregl-control-container'));
    map.on('move', this.draw);
    map.on('resize', this.draw);
    this.draw();
    void this.look();
  }

  private async look(): Promise<void> {
    const { map } = this.view;
    if (!map || map.getZoom() < LEAST_ZOOM) return;
    await this.neighbours.around(map.getBounds().toArray().flat() as Box, this.layers());
  }

  private take(next: DrawnShape, run?: string): void {
    this.steps.take(next, run);
    this.faults = [];
    this.landed = undefined;
    this.told();
  }

  /** After a step back the chosen corner may be another's. */
  private settle(): void {
    if (this.chosen && !cornerAt(this.shape, this.chosen)) this.chosen = undefined;
    this.faults = [];
    this.landed = undefined;
    this.told();
  }

  private told(): void {
    this.draw();
    this.changed();
  }

  private readonly draw = (): void => {
    if (this.view.map) drawShape(this.over, this.sight());
  };

  private sight(): Sight {
    const { shape, chosen, snap, faults } = this;
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.view.map?.getContainer() ?? {};
    return { shape, chosen, snap, faults, width, height, project: this.project };
  }

  private readonly project = (at: Degrees): Pixel => {
    const { x, y } = this.view.map?.project(at) ?? { x: 0, y: 0 };
    return [x, y];
  };

  private unproject([x, y]: Pixel): Degrees {
    const { lng, lat } = this.view.map?.unproject([x, y]) ?? { lng: 0, lat: 0 };
    return [lng, lat];
  }

  private pixelOf({ clientX, clientY }: MouseEvent): Pixel {
    const { left, top } = this.over.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** Grips may lie over each other: the nearest is meant, a corner rather than a middle. */
  private gripUnder(at: Pixel): Grip | undefined {
    const far = ({ kind, pixel }: Grip) => distance(pixel, at) + (kind === 'middle' ? 4 : 0);
    return gripsOf(this.sight())?.reduce<Grip | undefined>((best, grip) => (best && far(best) <= far(grip) ? best : grip), undefined);
  }

  private pressed(event: PointerEvent): void {
    const start = this.pixelOf(event);
    const grip = (event.target as Element).closest('.edit-grip') ? this.gripUnder(start) : undefined;
    if (!grip || this.drag || event.button !== 0) return;
    event.preventDefault();
    this.over.focus({ preventScroll: true });
    this.over.setPointerCapture(event.pointerId);
    const offset: Pixel = [grip.pixel[0] - start[0], grip.pixel[1] - start[1]];
    const lines = this.neighbours.lines.map((corners) => ({ corners, pixels: corners.map(this.project) }));
    this.drag = { grip, pointer: event.pointerId, offset, start, lines, run: `drag ${(this.drags += 1)}`, isMoved: false };
    this.choose(grip.kind === 'corner' ? grip.corner : undefined);
  }

  private moved(event: PointerEvent): void {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    const pointer = this.pixelOf(event);
    if (!drag.isMoved && distance(pointer, drag.start) < TAP) return;
    if (!drag.isMoved && drag.grip.kind === 'middle') this.split(drag);
    drag.isMoved = true;
    this.faults = [];
    const [x, y]: Pixel = [pointer[0] + drag.offset[0], pointer[1] + drag.offset[1]];
    this.snap = event.altKey ? undefined : snapOf([x, y], drag.lines);
    this.steps.take(withMoved(this.shape, drag.grip.corner, this.snap?.at ?? this.unproject([x, y])), drag.run);
    this.told();
  }

  /** The middle of an edge becomes a corner. */
  private split(drag: Drag): void {
    const { corner, pixel } = drag.grip;
    this.steps.take(withInserted(this.shape, corner, this.unproject(pixel)), drag.run);
    drag.grip = { kind: 'corner', corner: { part: corner.part, at: corner.at + 1 }, pixel };
    this.chosen = drag.grip.corner;
  }

  private released(event: PointerEvent): void {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.isMoved && drag.grip.kind === 'middle') this.split(drag);
    this.drag = undefined;
    [this.landed, this.snap] = [this.snap?.to, undefined];
    this.told();
  }

  /** The browser took the finger for something else: the shape is what it was. */
  private dropped(): void {
    const { drag } = this;
    this.drag = this.snap = undefined;
    if (drag?.isMoved) this.steps.undo();
    this.settle();
  }

  /** A long press, or the other button of a mouse. */
  private removeUnder(event: MouseEvent): void {
    event.preventDefault();
    const grip = this.gripUnder(this.pixelOf(event));
    if (grip?.kind !== 'corner') return;
    if (this.drag) this.dropped();
    this.chosen = grip.corner;
    this.remove();
    this.told();
  }

  private typed(event: KeyboardEvent): void {
    const key = handKey(event);
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    this.obey(key);
  }

  private obey(key: HandKey): void {
    if (key.is === 'walk') this.walk(key.by);
    else if (key.is === 'insert') this.insert();
    else if (key.is === 'remove') this.remove();
    else if (key.is === 'nudge') this.nudge(key.by);
  }

  private nudge([x, y]: Pixel): void {
    const { chosen, shape } = this;
    const at = chosen && cornerAt(shape, chosen);
    if (!chosen || !at) return;
    const [fromX, fromY] = this.project(at);
    this.take(withMoved(shape, chosen, this.unproject([fromX + x, fromY + y])), `nudge ${chosen.part} ${chosen.at}`);
  }

  /** Undoing by keys; a text that is typed has its own. */
  private typedAnywhere(event: KeyboardEvent): void {
    const isText = event.target instanceof Element && event.target.matches('input, textarea, select');
    if (isText || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.redo();
    else this.undo();
  }
}
