// The signs on buttons, 24 by 24 in the colour of the text. Beside each stands a word or a label for those who hear it.

import { svg, type TemplateResult } from 'lit';

function icon(paths: TemplateResult): TemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;
}

export const UP = icon(svg`<path d="M12 19V5M6 11l6-6 6 6"></path>`);
export const DOWN = icon(svg`<path d="M12 5v14M6 13l6 6 6-6"></path>`);
export const ADD = icon(svg`<path d="M12 5v14M5 12h14"></path>`);
export const SETTINGS = icon(svg`<path d="M4 7h10M18 7h2M4 17h4M12 17h8"></path><circle cx="16" cy="7" r="2"></circle>
  <circle cx="10" cy="17" r="2"></circle>`);
export const COPY = icon(svg`<rect x="9" y="9" width="11" height="11" rx="2"></rect><path d="M5 15V6a2 2 0 0 1 2-2h8"></path>`);
export const PRINT = icon(svg`<path d="M7 9V4h10v5M7 17H4v-6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v6h-3"></path><rect x="7" y="14" width="10" height="6"></rect>`);
export const SHARE = icon(svg`<circle cx="6" cy="12" r="2.5"></circle><circle cx="17" cy="6" r="2.5"></circle>
  <circle cx="17" cy="18" r="2.5"></circle><path d="M8.3 10.8l6.4-3.6M8.3 13.2l6.4 3.6"></path>`);
export const KEYS = icon(svg`<rect x="3" y="6" width="18" height="12" rx="2"></rect><path d="M7 10h.01M11 10h.01M15 10h.01M8 14h8"></path>`);
export const PENCIL = icon(svg`<path d="M4 20l1-4L16 5l3 3L8 19z"></path><path d="M13.5 7.5l3 3"></path>`);
export const CALENDAR = icon(svg`<rect x="4" y="5" width="16" height="15" rx="2"></rect><path d="M4 10h16M8 3v4M16 3v4"></path>`);
export const PALETTE = icon(svg`<path d="M12 3a9 9 0 1 0 0 18c1.5 0 2-1 1.6-2.2-.5-1.6.4-2.8 2-2.8H18a3 3 0 0 0 3-3c0-5.5-4-10-9-10z"></path>
  <path d="M7.5 11h.01M10 7.5h.01M14.5 7.5h.01M17 11h.01"></path>`);
