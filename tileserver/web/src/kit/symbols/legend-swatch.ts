// The key of a class, painted as the map paints it: the same strength on the same ground.

import { nothing, svg, type TemplateResult } from 'lit';
import type { Swatch } from './legend.ts';
import { STROKES, type Pattern } from './patterns.ts';

const OUTLINE = '#3a3a3a';
/** Lines at 45°, as on the map. */
const HATCH = 'M-8 18L10 0M1 18L19 0M10 18L28 0M19 18L37 0';

export function swatch(kind: Swatch, colour: string, opacity = 0.5, pattern?: Pattern): TemplateResult {
  return svg`<svg class="swatch" viewBox="0 0 28 18" width="28" height="18" aria-hidden="true" focusable="false">
    <rect x="0.5" y="0.5" width="27" height="17" rx="2" class="swatch-ground" stroke="none"></rect>${PAINT[kind](colour, opacity)}${pattern && kind === 'area' ? strokes(pattern) : nothing}
  </svg>`;
}

function strokes(pattern: Pattern): TemplateResult {
  const isDots = pattern === 'dots';
  return svg`<path class="swatch-pattern" d=${STROKES[pattern]} fill="none" stroke-width=${isDots ? 2 : 1.2} stroke-linecap=${isDots ? 'round' : 'butt'}></path>`;
}

const PAINT: Record<Swatch, (colour: string, opacity: number) => TemplateResult> = {
  area: (colour, opacity) => svg`<rect x="0.5" y="0.5" width="27" height="17" rx="2" fill=${colour} fill-opacity=${opacity}
    stroke=${OUTLINE}></rect>`,
  rim: () => svg`<rect x="2.5" y="2.5" width="23" height="13" fill="none" stroke="currentColor"></rect>`,
  band: (colour) => svg`<rect x="2.5" y="2.5" width="23" height="13" rx="1" fill="none" stroke=${colour} stroke-width="3"></rect>
    <rect x="0.5" y="0.5" width="27" height="17" rx="2" fill="none" stroke=${OUTLINE}></rect>`,
  late: () => svg`<path d=${HATCH} fill="none" stroke="currentColor" stroke-width="1" opacity="0.6"></path>
    <rect x="2.5" y="2.5" width="23" height="13" rx="1" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="6 3.5"></rect>`,
  frame: (colour) => svg`<rect x="2.5" y="2.5" width="23" height="13" rx="1" fill="none" stroke=${colour} stroke-width="2.5"></rect>`,
  pending: (colour) => svg`<path d=${HATCH} fill="none" stroke=${colour} stroke-width="1" opacity="0.6"></path>
    <rect x="2.5" y="2.5" width="23" height="13" rx="1" fill="none" stroke=${colour} stroke-width="2.5" stroke-dasharray="6 3"></rect>`,
  line: (colour) => svg`<path d="M2 13 L10 6 L18 12 L26 5" fill="none" stroke=${colour} stroke-width="3"
    stroke-linejoin="round" stroke-linecap="round"></path>`,
  road: (colour) => svg`<path d="M-1 13 L10 8 L18 11 L29 5" fill="none" stroke="#c9c3b4" stroke-width="7"></path>
    <path d="M-1 13 L10 8 L18 11 L29 5" fill="none" stroke=${colour} stroke-width="5"></path>`,
  dash: (colour) => svg`<path d="M2 9 H26" fill="none" stroke=${colour} stroke-width="2.5" stroke-dasharray="7 3 2 3"></path>`,
  point: (colour) => svg`<circle cx="14" cy="9" r="5" fill=${colour} stroke="#ffffff" stroke-width="1.5"></circle>`,
};
