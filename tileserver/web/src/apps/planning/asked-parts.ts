// Parts the page loads when somebody asks for them, and for nobody else. One that does not come is told above the panel, with a way on.

import { html } from 'lit';
import { LateParts } from '../../kit/server/late-parts.ts';

const LOADS = {
  edit: () => import('../../kit/place/edit/feature-new.ts'),
  kept: () => import('../../kit/measure/kept/kept-shapes.ts'),
  sides: () => import('./versions/side-by-side/side-by-side.ts'),
  table: () => import('./table/table-room.ts'),
};

export type AskedParts = LateParts<keyof typeof LOADS>;

export function askedParts(changed: () => void): AskedParts {
  return new LateParts(LOADS, changed);
}

/** That a part is on its way moves nothing on the page; that it does not come does. */
export function missedParts(parts: AskedParts): unknown {
  return html`<div class="asked-parts">${(Object.keys(LOADS) as (keyof typeof LOADS)[]).map((name) => parts.shown(name, () => ''))}</div>`;
}
