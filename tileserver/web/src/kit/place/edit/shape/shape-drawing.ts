// How a shape looks while it is changed: over the map as SVG, for a corner follows the finger at once. Only draws; what a grip does
// when it is pressed is shape-hand.ts's.

import { nothing, render, svg } from 'lit';
import type { Degrees } from '../../../grid/vn2000.ts';
import { cornersOf, edgesOf, endsOf, cornerAt, type Corner, type DrawnShape } from './drawn-shape.ts';
import { distance, type Pixel, type Snap } from './snapping.ts';

/** More grips in view cannot be told apart, let alone hit. */
const MOST_GRIPS = 400;
/** An edge shorter than this many pixels has no room for a grip between its ends. */
const LEAST_EDGE = 48;
const BEYOND = 24;

/** What can be pressed. */
export interface Grip {
  kind: 'corner' | 'middle';
  corner: Corner;
  pixel: Pixel;
}

export interface Sight {
  shape: DrawnShape;
  project: (at: Degrees) => Pixel;
  width: number;
  height: number;
  chosen?: Corner;
  snap?: Snap;
  /** Where the server found a fault. */
  faults: readonly Degrees[];
}

/** The grips in view; nothing if there are too many. */
export function gripsOf({ shape, project, width, height }: Sight): Grip[] | undefined {
  const isSeen = ([x, y]: Pixel) => x > -BEYOND && y > -BEYOND && x < width + BEYOND && y < height + BEYOND;
  const corners = cornersOf(shape).map((corner): Grip => ({ kind: 'corner', corner, pixel: project(cornerAt(shape, corner) as Degrees) }));
  const seen = corners.filter(({ pixel }) => isSeen(pixel));
  if (seen.length > MOST_GRIPS) return undefined;
  const middles = edgesOf(shape).flatMap((corner): Grip[] => {
    const [from, to] = endsOf(shape, corner).map(project) as [Pixel, Pixel];
    const pixel: Pixel = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    return distance(from, to) < LEAST_EDGE || !isSeen(pixel) ? [] : [{ kind: 'middle', corner, pixel }];
  });
  return [...middles, ...seen];
}

export function drawShape(over: SVGSVGElement, sight: Sight): void {
  const { shape, project, chosen, snap, faults } = sight;
  const lines = shape.parts.filter(({ kind }) => kind !== 'points').map(({ kind, corners }) => trace(corners.map(project)) + (kind === 'ring' ? 'Z' : '')).join('');
  const isArea = shape.parts[0]?.kind === 'ring';
  const drawn = svg`${lines === '' ? nothing : svg`<path class=${isArea ? 'edit-area' : 'edit-line'} d=${lines}></path><path class="edit-under" d=${lines}></path><path class="edit-over" d=${lines}></path>`}
    ${(gripsOf(sight) ?? []).map((grip) => drawnGrip(grip, chosen))}
    ${faults.map((fault) => circle('edit-fault', project(fault), 14))}
    ${snap ? circle(`edit-snap edit-snap-${snap.to}`, snap.pixel, 13) : nothing}`;
  render(drawn, over as unknown as HTMLElement);
}

/** A shape that is being drawn, in pixels. */
export interface PenSight {
  pixels: readonly Pixel[];
  isArea: boolean;
  isPoint: boolean;
  /** Where the next corner would be. */
  next?: Pixel;
  snap?: Snap;
}

/** The corners that are set, the area they will bound, and the edges to where the pointer is. */
export function drawPen(over: SVGSVGElement, { pixels, isArea, isPoint, next, snap }: PenSight): void {
  const [first, last] = [pixels[0], pixels.at(-1)];
  const line = trace(pixels);
  const onward = next && last && !isPoint ? [last, next, ...(isArea && first && pixels.length > 1 ? [first] : [])] : [];
  const drawn = svg`${isArea && pixels.length > 1 ? svg`<path class="edit-area" d=${`${trace([...pixels, ...(next ? [next] : [])])}Z`}></path>` : nothing}
    ${pixels.length > 1 ? svg`<path class="edit-under" d=${line}></path><path class="edit-over" d=${line}></path>` : nothing}
    ${onward.length > 0 ? svg`<path class="edit-next" d=${trace(onward)}></path>` : nothing}
    ${pixels.map((pixel, at) => drawnGrip({ kind: 'corner', corner: { part: 0, at }, pixel }, { part: 0, at: pixels.length - 1 }))}
    ${snap ? circle(`edit-snap edit-snap-${snap.to}`, snap.pixel, 13) : nothing}`;
  render(drawn, over as unknown as HTMLElement);
}

function drawnGrip({ kind, corner, pixel: [x, y] }: Grip, chosen: Corner | undefined): unknown {
  const isChosen = kind === 'corner' && chosen?.part === corner.part && chosen.at === corner.at;
  return svg`<g class="edit-grip edit-${kind} ${isChosen ? 'edit-chosen' : ''}" data-kind=${kind} data-part=${corner.part} data-at=${corner.at}
    transform="translate(${x} ${y})"><circle class="edit-hit"></circle><circle class="edit-dot"></circle></g>`;
}

function circle(name: string, [x, y]: Pixel, radius: number): unknown {
  return svg`<circle class=${name} cx=${x} cy=${y} r=${radius}></circle>`;
}

function trace(pixels: readonly Pixel[]): string {
  return pixels.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}
