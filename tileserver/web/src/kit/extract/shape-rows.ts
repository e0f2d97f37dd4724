// Rows of an answer and their shapes on the map light each other. A row names its shape by `data-shape`, a drawn shape has it as `key`. A row
// under the pointer or with the focus lights its shape; a shape under the pointer, or under the crosshair when keys move the map, lights its
// row. What is marked `data-shape-go` leads to the shape.

import type { Feature } from 'geojson';
import type { Map as MapLibre, Point } from 'maplibre-gl';
import type { MapView, Pressed } from '../map/map-view.ts';
import { cornersOf, lightShape } from './lit-shape.ts';

/** Sets of shapes that are drawn, the topmost first. */
const SETS = ['breaking', 'difference', 'shares'];
/** Lines are caught within this many pixels. */
const REACH = 5;

export class ShapeRows {
  private map?: MapLibre;
  private lit?: string;
  /** What somebody went to or pressed: it is lit whenever nothing is pointed at. */
  private kept?: string;
  /** Says the row under the crosshair to who does not see it. */
  private readonly said = document.createElement('p');
  /** Where the pointer was when it was last heard of, on the screen. */
  private pointer = '';

  /** `shapeOf` knows shapes by their keys; `isTaken` says of which a press of the map leads to the row instead of asking what lies there. */
  constructor(
    private readonly host: HTMLElement,
    private readonly shapeOf: (key: string) => Feature | undefined,
    private readonly isTaken: (key: string) => boolean = () => false,
  ) {
    this.said.className = 'only-heard';
    this.said.setAttribute('role', 'status');
    const on = (name: string, done: (event: Event) => void) => host.addEventListener(name, done);
    on('map-opened', () => this.follow());
    on('focusin', ({ target }) => this.point(rowOf(target)));
    on('pointerover', (event) => this.hasMoved(event as PointerEvent) && this.point(rowOf(event.target)));
    for (const name of ['pointermove', 'pointerdown']) on(name, (event) => this.hasMoved(event as PointerEvent));
    on('focusout', () => this.point(null));
    on('click', ({ target }) => (target as Element).closest('[data-shape-go]') && this.go(rowOf(target)));
  }

  /** Rows and shapes are others now. */
  refresh(): void {
    if (this.kept !== undefined && !this.shapeOf(this.kept)) this.kept = undefined;
    if (this.lit === undefined || !this.shapeOf(this.lit)) this.lit = this.atRest();
    this.show();
  }

  /** Takes hold of a map that was drawn anew. */
  private follow(): void {
    const view = this.view();
    const { map } = view ?? {};
    if (!view || !map || map === this.map) return;
    // The page is the app's to render: this stands behind it.
    if (!this.said.isConnected) this.host.append(this.said);
    if (!this.map) view.addEventListener('map-pressed', (event) => this.pressed(event as CustomEvent<Pressed>));
    this.map = map;
    map.on('mousemove', ({ point }) => this.light(this.under(point) ?? this.atRest()));
    map.on('mouseout', () => this.light(this.atRest()));
    // Shapes of the place are drawn a moment after the map came to rest there.
    for (const rest of ['moveend', 'idle'] as const) map.on(rest, () => this.look());
    map.getCanvas().addEventListener('focus', () => this.look());
    this.refresh();
  }

  /** What the crosshair stands on, for who moves the map by keys. */
  private look(): void {
    const { map } = this;
    if (!map || document.activeElement !== map.getCanvas()) return;
    const key = this.under(map.project(map.getCenter()));
    if (key !== undefined) this.light(key);
    const row = key === undefined ? undefined : this.rows(key)[0]?.querySelector('[data-shape-go]');
    const text = row?.ariaLabel ?? row?.textContent?.trim() ?? '';
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  private pressed(event: CustomEvent<Pressed>): void {
    const { map } = this;
    const { lon, lat } = event.detail;
    const key = map && this.under(map.project([lon, lat]));
    this.kept = key;
    this.light(key);
    if (key === undefined || !this.isTaken(key)) return;
    event.preventDefault();
    this.host.dispatchEvent(new CustomEvent<string>('shape-pressed', { detail: key }));
    // Its row may first have to be shown.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      this.mark();
      this.rows(key)[0]?.querySelector<HTMLElement>('[data-shape-go]')?.focus();
    }));
  }

  private point(row: HTMLElement | null): void {
    this.light(this.keyOf(row) ?? this.atRest());
  }

  /** Whether it is the pointer that moved: a page whose rows move under a pointer at rest must not take the light from the row in focus. */
  private hasMoved({ screenX, screenY }: PointerEvent): boolean {
    const before = this.pointer;
    this.pointer = `${screenX} ${screenY}`;
    return this.pointer !== before;
  }

  /** What is lit while nothing is pointed at. */
  private atRest(): string | undefined {
    return this.keyOf(this.host.contains(document.activeElement) ? rowOf(document.activeElement) : null) ?? this.kept;
  }

  private keyOf(row: HTMLElement | null): string | undefined {
    const key = row?.dataset['shape'];
    return key !== undefined && this.shapeOf(key) ? key : undefined;
  }

  private go(row: HTMLElement | null): void {
    const key = row?.dataset['shape'];
    const shape = key === undefined ? undefined : this.shapeOf(key);
    if (!shape) return;
    this.kept = key;
    this.light(key);
    this.view()?.showAll(cornersOf(shape));
    this.host.dispatchEvent(new CustomEvent<string>('shape-gone-to', { detail: key }));
  }

  private light(key: string | undefined): void {
    if (key === this.lit) return;
    this.lit = key;
    this.show();
  }

  private show(): void {
    this.mark();
    const shape = this.lit === undefined ? undefined : this.shapeOf(this.lit);
    if (this.map && this.view()?.isDrawn) lightShape(this.map, shape);
  }

  private mark(): void {
    for (const row of this.host.querySelectorAll('[data-lit]')) row.removeAttribute('data-lit');
    if (this.lit !== undefined) for (const row of this.rows(this.lit)) row.setAttribute('data-lit', '');
  }

  private rows(key: string): NodeListOf<Element> {
    return this.host.querySelectorAll(`[data-shape="${CSS.escape(key)}"]`);
  }

  /** The key of the shape at a point of the map: ground before lines. */
  private under(point: Point): string | undefined {
    const { map } = this;
    if (!map || !this.view()?.isDrawn) return undefined;
    const drawn = (part: string) => SETS.map((set) => `shown-${set}-${part}`).filter((id) => map.getLayer(id));
    const [fills, lines] = [drawn('fill'), drawn('over')];
    const ground = fills.length === 0 ? [] : map.queryRenderedFeatures(point, { layers: fills });
    const { x, y } = point;
    const found = ground.length > 0 || lines.length === 0 ? ground : map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], { layers: lines });
    return found[0]?.properties['key'] as string | undefined;
  }

  private view(): MapView | null {
    return this.host.querySelector<MapView>('map-view');
  }
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-shape]') : null;
}
