// How pieces of ground are marked by what became of them: a colour, a pattern, a sign and a word, on the map as in the table. Patterns are
// drawn here, so that the map and the key beside the words show the same.

import { html, svg, type TemplateResult } from 'lit';
import { theme } from '../../../kit/page/theme.ts';
import type { Became } from './asking.ts';

export const KINDS: readonly Became[] = ['added', 'removed', 'function', 'indicators'];

/** Stands before the number of a piece. */
export const SIGNS: Record<Became, string> = { added: '+', removed: '−', function: '≠', indicators: '±' };

/** Told apart by eyes of every kind, on light ground and on dark. */
const COLOURS: Record<'light' | 'dark', Record<Became, string>> = {
  light: { added: '#00696b', removed: '#ab0311', function: '#a84a00', indicators: '#305597' },
  dark: { added: '#4dd0c8', removed: '#ff8a80', function: '#ffb74d', indicators: '#90b8f8' },
};
const GROUNDS = { light: '#ffffff', dark: '#15191e' };

/** The side of a pattern in pixels of the picture; drawn at half of that. */
const SIDE = 16;
const MIDDLE = SIDE / 2 - 0.5;

/** Whether a pixel of a pattern is coloured: crosses, a lattice, stripes, dots. */
const PATTERNS: Record<Became, (x: number, y: number) => boolean> = {
  added: (x, y) => (Math.abs(x - MIDDLE) < 1.6 && Math.abs(y - MIDDLE) < 5.1) || (Math.abs(y - MIDDLE) < 1.6 && Math.abs(x - MIDDLE) < 5.1),
  removed: (x, y) => (x + y) % SIDE < 3 || (x - y + SIDE) % SIDE < 3,
  function: (x, y) => (x + y) % SIDE < 6,
  indicators: (x, y) => Math.hypot(x - MIDDLE, y - MIDDLE) < 3.6,
};

export function colourOf(became: Became): string {
  return COLOURS[theme()][became];
}

/** What lies under a pattern. */
export function ground(): string {
  return GROUNDS[theme()];
}

/** A pattern as a picture, see-through between its marks. */
export function picture(became: Became): { width: number; height: number; data: Uint8Array } {
  const colour = [1, 3, 5].map((at) => parseInt(colourOf(became).slice(at, at + 2), 16));
  const data = new Uint8Array(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) if (PATTERNS[became](x, y)) data.set([...colour, 255], (y * SIDE + x) * 4);
  }
  return { width: SIDE, height: SIDE, data };
}

const MARKS: Record<Became, TemplateResult> = {
  added: svg`<path d="M7 5v8M3 9h8M21 5v8M17 9h8"></path>`,
  removed: svg`<path d="M3 3l12 12M13 3l12 12M15 3L3 15M25 3L13 15"></path>`,
  function: svg`<path d="M2 14L12 4M9 16L21 3M18 16l8-8" stroke-width="3"></path>`,
  indicators: svg`<path d="M6 9h.01M14 9h.01M22 9h.01" stroke-width="6"></path>`,
};

/** The key of a kind. */
export function kindSwatch(became: Became): TemplateResult {
  return html`<svg class="swatch kind-${became}" viewBox="0 0 28 18" width="28" height="18" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" aria-hidden="true" focusable="false"><rect x="1" y="1" width="26" height="16" rx="2" class="kind-ground"></rect>${MARKS[became]}</svg>`;
}
