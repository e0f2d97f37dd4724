// The shape of a feature in its form: how large it is now, the chosen corner with its coordinates, and buttons for all that mouse and
// keys do on the map. Only templates.

import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { writeGridPoint } from '../../../grid/coordinates.ts';
import { toGrid, type Degrees, type Grid } from '../../../grid/vn2000.ts';
import { writeArea, writeLength } from '../../../page/numbers.ts';
import { say } from '../../../page/text.ts';
import { cornerAt, cornersOf, measured, type DrawnShape } from './drawn-shape.ts';
import type { ShapeHand } from './shape-hand.ts';

export interface ShapePanel {
  /** Holds the map, once somebody has asked to change the shape. */
  hand?: ShapeHand;
  before: DrawnShape;
  now: DrawnShape;
  grid: Grid;
  /** Why the shape cannot be saved, and what to do. */
  trouble?: string;
  isUnreadable: boolean;
  begin: () => void;
  /** Coordinates were typed for the chosen corner. */
  put: (text: string) => void;
}

export function shapePanel(panel: ShapePanel): unknown {
  const { hand, trouble, begin } = panel;
  return html`<section class="edit-shape" aria-labelledby="edit-shape-heading">
    <h3 id="edit-shape-heading">${say('web-edit-shape-heading')}</h3>
    <p class="edit-size">${size(panel)}</p>
    ${trouble === undefined ? nothing : html`<p class="refused" data-member="geometry" tabindex="-1">${trouble}</p>`}
    ${hand ? held(panel, hand) : html`<button type="button" class="button button-quiet" data-deed="edit-shape" @click=${begin}>${say('web-edit-shape')}</button>`}
  </section>`;
}

/** A shape in a few words, for comparing. */
export function sizeOf(shape: DrawnShape, grid: Grid): string {
  const { area, length } = measured(shape, grid);
  return area === undefined ? writeLength(length) : writeArea(area);
}

function size({ before, now: shape, grid }: ShapePanel): unknown {
  const now = measured(shape, grid);
  if (now.isCrossed) return html`<span class="refused">${say('web-edit-crossed')}</span>`;
  if (now.area === undefined) return now.length === 0 ? nothing : say('web-edit-length', { length: writeLength(now.length) });
  const was = measured(before, grid).area ?? 0;
  return html`<strong data-area>${say('web-edit-area', { area: writeArea(now.area) })}</strong>, ${say('web-edit-outline', { length: writeLength(now.length) })}
    ${writeArea(was) === writeArea(now.area) ? nothing : html`<span class="feature-note">(${say('web-edit-area-was', { area: writeArea(was) })})</span>`}`;
}

function held(panel: ShapePanel, hand: ShapeHand): unknown {
  const all = cornersOf(hand.shape);
  const { chosen } = hand;
  const number = chosen ? all.findIndex(({ part, at }) => part === chosen.part && at === chosen.at) + 1 : 0;
  const corner = chosen && cornerAt(hand.shape, chosen);
  const button = (deed: string, word: string, done: () => void, isOff = false) => html`<button type="button" class="button button-quiet" data-deed=${deed}
    ?disabled=${isOff} @click=${done}>${say(word)}</button>`;
  return html`<div class="edit-buttons">${button('undo', 'web-edit-undo', () => hand.undo(), !hand.canUndo)} ${button('redo', 'web-edit-redo', () => hand.redo(), !hand.canRedo)}
      ${button('corner-before', 'web-edit-corner-before', () => hand.walk(-1))} ${button('corner-next', 'web-edit-corner-next', () => hand.walk(1))}
      ${button('corner-add', 'web-edit-corner-add', () => hand.insert(), !chosen)} ${button('corner-remove', 'web-edit-corner-remove', () => hand.remove(), !chosen)}</div>
    <p class="edit-corner" role="status">${corner ? html`<strong>${say('web-edit-corner', { number, of: all.length })}</strong>
        ${writeGridPoint(toGrid(panel.grid, corner))} ${hand.landed ? say(`web-edit-landed-${hand.landed}`) : nothing}` : say('web-edit-no-corner')}</p>
    ${chosen && corner ? keyed(`${chosen.part} ${chosen.at}`, typing(panel, corner)) : nothing}
    <p class="panel-hint">${say(hand.hasGrips ? 'web-edit-shape-hint' : 'web-edit-shape-far')}</p>`;
}

/** Not a form of its own, for it stands in one: Enter puts the corner and does not save. */
function typing({ put, isUnreadable }: ShapePanel, at: Degrees): unknown {
  const read = (event: Event) => (event.currentTarget as HTMLElement).closest('.edit-typing')?.querySelector('input');
  const done = (event: Event) => {
    event.preventDefault();
    put(read(event)?.value ?? '');
  };
  return html`<div class="edit-typing" data-corner=${at.join(',')}>
    <label class="field">${say('web-edit-corner-type')}<input type="text" id="edit-corner-text" autocomplete="off" spellcheck="false" placeholder="X; Y"
      aria-invalid=${isUnreadable ? 'true' : nothing} @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && done(event)}></label>
    <button type="button" class="button button-quiet" data-deed="corner-put" @click=${done}>${say('web-edit-corner-put')}</button>
    ${isUnreadable ? html`<p class="refused" role="alert">${say('web-edit-corner-unreadable')}</p>` : nothing}
  </div>`;
}
