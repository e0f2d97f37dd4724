// The list of kept shapes: shown or hidden, called, coloured, gone to, deleted.

import { html, nothing } from 'lit';
import { say } from '../../page/text.ts';
import { COLOURS, isColour, LONGEST_NAME, type Shape } from './shape.ts';

export interface Deeds {
  change: (shape: Shape) => void;
  go: (shape: Shape) => void;
  remove: (shape: Shape) => void;
}

export function keptList(shapes: readonly Shape[], sizeOf: (shape: Shape) => string, deeds: Deeds): unknown {
  if (shapes.length === 0) return nothing;
  return html`<ul class="kept-list" aria-label=${say('web-kept')}>${shapes.map((shape) => row(shape, sizeOf(shape), deeds))}</ul>`;
}

function row(shape: Shape, size: string, { change, go, remove }: Deeds): unknown {
  const { name, colour, isHidden } = shape;
  const call = (field: HTMLInputElement) => {
    const called = field.value.trim().slice(0, LONGEST_NAME);
    if (called === '') field.value = name;
    else change({ ...shape, name: called });
  };
  const paint = (word: string) => isColour(word) && change({ ...shape, colour: word });
  return html`<li data-kept=${shape.id ?? nothing}>
    <div class="kept-line">
      <input type="checkbox" aria-label=${say('web-kept-shown', { name })} .checked=${!isHidden}
        @change=${({ target }: Event) => change({ ...shape, isHidden: !(target as HTMLInputElement).checked })}>
      <svg class="kept-swatch" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false"><rect x="2" y="2" width="14" height="14" rx="3" fill=${COLOURS[colour]}></rect></svg>
      <input type="text" class="kept-name" aria-label=${say('web-kept-called')} maxlength=${LONGEST_NAME} .value=${name}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && (event.target as HTMLElement).blur()} @change=${({ target }: Event) => call(target as HTMLInputElement)}>
    </div>
    <div class="kept-line">
      <span class="kept-size">${size}</span>
      <select aria-label=${say('web-kept-colour', { name })} @change=${({ target }: Event) => paint((target as HTMLSelectElement).value)}>
        ${Object.keys(COLOURS).map((word) => html`<option value=${word} .selected=${word === colour}>${say(`web-kept-${word}`)}</option>`)}</select>
      <button type="button" class="button-text" aria-label=${say('web-kept-go-to', { name })} @click=${() => go(shape)}>${say('web-kept-go')}</button>
      <button type="button" class="button-text" data-deed="kept-remove" aria-label=${say('web-kept-remove-it', { name })} @click=${() => remove(shape)}>${say('web-kept-remove')}</button>
    </div></li>`;
}
