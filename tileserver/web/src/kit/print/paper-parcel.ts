// What a sheet says of the chosen parcel, on a page behind the map: its name, what is planned on it, and the table of its corners.

import { html, nothing } from 'lit';
import { writeMetres, writeZone } from '../grid/coordinates.ts';
import { edges, opened, toGrid, type Degrees, type Grid } from '../grid/vn2000.ts';
import { say } from '../page/text.ts';

/** A parcel as the app tells it. */
export interface PrintedParcel {
  name: string;
  /** Its areas, and what else stands under its name. */
  facts: string;
  /** What is planned on it, a line a part. */
  answer: readonly PrintedPart[];
  /** The outline in degrees, holes behind it. */
  rings: readonly Degrees[][];
}

export interface PrintedPart {
  plan: string;
  what: string;
  amount: string;
}

/** More corners than this fill pages; a parcel of so many is handed on as a file. */
const MOST_CORNERS = 400;

export function paperParcel({ name, facts, answer, rings }: PrintedParcel, grid: Grid): unknown {
  return html`<section class="paper-parcel"><h1>${name}</h1><p>${facts}</p>
    <h2>${say('web-print-answer')}</h2>
    ${answer.length === 0 ? html`<p>${say('web-print-no-plan')}</p>` : html`<table><thead><tr><th scope="col">${say('web-print-plan')}</th>
      <th scope="col">${say('web-print-function')}</th><th scope="col">${say('web-print-share')}</th></tr></thead>
      <tbody>${answer.map(({ plan, what, amount }) => html`<tr><td>${plan}</td><td>${what}</td><td>${amount}</td></tr>`)}</tbody></table>`}
    ${corners(rings, grid)}</section>`;
}

/** X to the north and Y to the east, as on certificates. */
function corners(rings: readonly Degrees[][], grid: Grid): unknown {
  const all = rings.map((ring) => opened(ring).map((corner) => toGrid(grid, corner)));
  const count = all.reduce((sum, ring) => sum + ring.length, 0);
  if (count === 0) return nothing;
  const system = grid.isShifted ? `VN-2000 · ${writeZone(grid)}` : writeZone(grid);
  let number = 0;
  return html`<h2>${say('web-print-corners', { system })}</h2>
    ${count > MOST_CORNERS ? html`<p>${say('web-print-corners-many', { count })}</p>` : html`<table class="paper-corners"><thead><tr>
      <th scope="col">${say('web-print-corner')}</th><th scope="col">${say('web-print-north')}</th><th scope="col">${say('web-print-east')}</th>
      <th scope="col">${say('web-print-edge')}</th></tr></thead>
      ${all.map((ring) => {
        const lengths = edges(ring, true);
        return html`<tbody>${ring.map(([east, north], at) => html`<tr><td>${++number}</td><td>${writeMetres(north)}</td><td>${writeMetres(east)}</td>
          <td>${writeMetres(lengths[at] ?? 0)}</td></tr>`)}</tbody>`;
      })}</table>`}`;
}
