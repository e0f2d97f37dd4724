// What of a layer can be taken along as a file: rows that were ticked, those the filters leave, what is in view, or all of it.

import { html, nothing } from 'lit';
import { say } from '../../page/text.ts';
import type { Box } from '../../server/store-layers.ts';
import { fileLink, parametersOf } from './rows.ts';

export interface Files {
  layer: string;
  /** The choice the table shows; nothing if it shows all. */
  filtered?: URLSearchParams;
  /** What the map shows. */
  box?: Box;
  /** Rows that were ticked. */
  ticked: ReadonlySet<number>;
}

export function tableFiles({ layer, filtered, box, ticked }: Files): unknown {
  const named = new URLSearchParams({ ids: [...ticked].join(',') });
  return html`<details class="table-files" @keydown=${folded} @focusout=${left}><summary>${say('web-table-download')}</summary><ul>
    ${ticked.size > 0 ? fileLinks(layer, 'ticked', say('web-table-file-ticked', { count: ticked.size }), named) : nothing}
    ${filtered ? fileLinks(layer, 'filtered', say('web-table-file-filtered'), filtered) : nothing}
    ${box ? fileLinks(layer, 'view', say('web-table-file-view'), parametersOf({ words: '', filters: {}, box }, [])) : nothing}
    ${fileLinks(layer, 'all', say('web-table-file-all'), new URLSearchParams())}
  </ul></details>`;
}

/** Escape folds the list and nothing around it. */
function folded(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !list.open) return;
  event.preventDefault();
  event.stopPropagation();
  list.open = false;
  list.querySelector('summary')?.focus();
}

/** Whoever goes on elsewhere leaves no list over the rows. */
function left({ currentTarget, relatedTarget }: FocusEvent): void {
  const list = currentTarget as HTMLDetailsElement;
  if (relatedTarget instanceof Node && !list.contains(relatedTarget)) list.open = false;
}

function fileLinks(layer: string, scope: string, words: string, asked: URLSearchParams): unknown {
  const link = (form: 'csv' | 'geojson', name: string) =>
    html`<a href=${fileLink(layer, form, asked)} download data-file="${scope}-${form}" aria-label="${words}: ${name}">${name}</a>`;
  return html`<li><span>${words}</span>${link('csv', 'CSV')}${link('geojson', 'GeoJSON')}</li>`;
}
