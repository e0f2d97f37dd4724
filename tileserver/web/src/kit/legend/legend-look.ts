// How classes are written: swatch, code and name. On paper a layer's classes are a plain list.

import { html, nothing } from 'lit';
import { language, say } from '../page/text.ts';
import { MISSING, type Legend, type LegendClass } from '../symbols/legend.ts';
import { swatch } from '../symbols/legend-swatch.ts';
import type { Shown } from './shown-layers.ts';

/** What marks without a colour of their own are painted in. */
const MARK = '#3a3a3a';

/** One layer's part of a legend on paper, and of a layer without classes on the page. */
export function legendOf(shown: Shown): unknown {
  const { layer, title, swatch: kind, opacity, colour, classes, legend } = shown;
  const marked = marks(shown);
  if (classes.length === 0 && colour !== undefined) {
    return html`<p class="legend-layer legend-single" data-legend=${layer}>${swatch(kind, colour, opacity)}<span>${title}</span></p>
      ${marked.length === 0 ? nothing : html`<ul class="legend">${marked}</ul>`}`;
  }
  return html`<h3 class="legend-layer">${title}${byField(legend)}</h3>
    <ul class="legend" data-legend=${layer} aria-label=${say('web-legend-of', { layer: title })}>
      ${classes.map((each) => html`<li data-code=${each.code}>${swatch(kind, each.colour, opacity, each.pattern)}${meaning(each, legend)}</li>`)}${marked}
    </ul>`;
}

export function marks({ marks: drawn, colour }: Shown): unknown[] {
  return drawn.map((mark) => html`<li data-mark=${mark.code ?? `not ${mark.but}`}>${swatch(mark.swatch, colour ?? MARK)}
    <span class="legend-name">${mark.names[language()]}</span></li>`);
}

/** By which field a layer is coloured, if somebody asked for that. */
export function byField({ fieldLabel }: Legend): unknown {
  return fieldLabel === undefined ? nothing : html`<span class="legend-field">${fieldLabel}</span>`;
}

/** A code such as ODT with its name; a class that is its own name, or a range, needs no code. */
export function meaning({ code, names }: LegendClass, legend: Legend): unknown {
  const name = names[language()];
  if (legend.edges || code === MISSING || /\s/.test(code) || code.length > 12) return html`<span class="legend-name">${name}</span>`;
  return html`<span class="legend-code">${code}</span>${name === code ? nothing : html`<span class="legend-name">${name}</span>`}`;
}

/** What a class is called in a sentence. */
export function className({ code, names }: LegendClass): string {
  const name = names[language()];
  return name === code || code === MISSING || /^r\d+$/.test(code) ? name : `${code} – ${name}`;
}
