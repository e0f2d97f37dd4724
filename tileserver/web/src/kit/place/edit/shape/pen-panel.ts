// A shape that is being drawn, in its form: what it is, how large it is so far, its last corner, and buttons for all that mouse and keys do
// on the map. Only templates.

import { html, nothing } from 'lit';
import { writeGridPoint } from '../../../grid/coordinates.ts';
import { toGrid, type Grid } from '../../../grid/vn2000.ts';
import { writeArea, writeLength } from '../../../page/numbers.ts';
import { say } from '../../../page/text.ts';
import { drawnFrom, measured, type PenKind } from './drawn-shape.ts';
import type { ShapePen } from './shape-pen.ts';

export interface PenPanel {
  pen: ShapePen;
  /** What may be drawn: more than one in layers that mix. */
  kinds: readonly PenKind[];
  grid: Grid;
  isUnreadable: boolean;
  /** Coordinates were typed; true if they can be read. */
  put: (text: string) => boolean;
  /** Nothing is to be added after all. */
  leave: () => void;
}

export function penPanel(panel: PenPanel): unknown {
  const { pen, kinds } = panel;
  return html`<div class="edit-all edit-form" data-drawing=${pen.kind}><section class="edit-shape" aria-labelledby="edit-shape-heading">
      <h3 id="edit-shape-heading">${say('web-draw-heading')}</h3>
      ${kinds.length > 1 ? html`<fieldset class="choice"><legend>${say('web-draw-what')}</legend>${kinds.map((kind) => html`<label><input type="radio" name="draw-kind"
        value=${kind} .checked=${kind === pen.kind} @change=${() => pen.turn(kind)}><span>${say(`web-draw-${kind}`)}</span></label>`)}</fieldset>` : nothing}
      <p class="edit-corner" role="status">${progress(panel)}</p>
      <p class="panel-hint">${say(`web-draw-${pen.kind}-hint`)} <span class="of-keys">${say('web-draw-keys')}</span></p>
      ${typing(panel)}
    </section>
    ${buttons(panel)}</div>`;
}

function buttons({ pen, leave }: PenPanel): unknown {
  const button = (deed: string, word: string, done: () => void, isOff = false) => html`<button type="button" class="button button-quiet" data-deed=${deed}
    ?disabled=${isOff} @click=${done}>${say(word)}</button>`;
  return html`<div class="edit-buttons">
    ${pen.kind === 'point' ? nothing : html`<button type="button" class="button" data-deed="draw-done" ?disabled=${!pen.shape} @click=${() => pen.finish()}>${say('web-draw-done')}</button>
      ${button('draw-undo', 'web-draw-undo', () => pen.undo(), !pen.canUndo)} ${pen.canRedo ? button('draw-redo', 'web-edit-redo', () => pen.redo()) : nothing}`}
    ${button('cancel', 'web-edit-cancel', leave)}</div>`;
}

/** How large it is so far, and where the last corner lies. */
function progress({ pen, grid }: PenPanel): unknown {
  const last = pen.corners.at(-1);
  if (!last) return nothing;
  const shape = pen.shape ?? drawnFrom('line', pen.corners);
  const { area, length, isCrossed } = shape ? measured(shape, grid) : { area: undefined, length: 0, isCrossed: false };
  return html`${isCrossed ? html`<span class="refused">${say('web-edit-crossed')}</span>` : area === undefined ? nothing : html`<strong data-area>${say('web-edit-area', { area: writeArea(area) })}</strong>`}
    ${length === 0 ? nothing : say(area === undefined ? 'web-edit-length' : 'web-edit-outline', { length: writeLength(length) })}
    <br>${say('web-draw-corner', { number: pen.corners.length })} ${writeGridPoint(toGrid(grid, last))} ${pen.landed ? say(`web-edit-landed-${pen.landed}`) : nothing}`;
}

/** Not a form of its own, for it stands in one: Enter sets the corner and does not save. */
function typing({ pen, put, isUnreadable }: PenPanel): unknown {
  const done = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLElement).closest('.edit-typing')?.querySelector('input');
    if (field && put(field.value)) field.value = '';
  };
  return html`<div class="edit-typing">
    <label class="field">${say(pen.kind === 'point' ? 'web-draw-type-point' : 'web-draw-type')}<input type="text" id="edit-corner-text" autocomplete="off" spellcheck="false" placeholder="X; Y"
      aria-invalid=${isUnreadable ? 'true' : nothing} @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && done(event)}></label>
    <button type="button" class="button button-quiet" data-deed="draw-put" @click=${done}>${say('web-draw-put')}</button>
    ${isUnreadable ? html`<p class="refused" role="alert">${say('web-edit-corner-unreadable')}</p>` : nothing}
  </div>`;
}
