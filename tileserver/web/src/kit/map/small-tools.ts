// On a small screen the map keeps its buttons for zoom and place and has one for all else: it opens a list of the tools with their names. On a
// large one all tools stand on the map and the button is not shown; map.css decides which it is.

import texts from 'virtual:catalogue/kit/map-tools';
import type { IControl, Map as MapLibre } from 'maplibre-gl';
import { learn, say } from '../page/text.ts';

learn(texts);

const icon = (drawn: string) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"
  stroke-linecap="round" aria-hidden="true">${drawn}</svg>`;
const SLIDERS = icon('<path d="M3 7h9M18 7h3M3 17h3M12 17h9"></path><circle cx="15" cy="7" r="3"></circle><circle cx="9" cy="17" r="3"></circle>');
const CROSS = icon('<circle cx="12" cy="12" r="6"></circle><path d="M12 2v6M12 16v6M2 12h6M16 12h6"></path>');

/** What closes the list of a view, whichever map is drawn in it by then: Back knows the list by that. */
const closings = new WeakMap<HTMLElement, () => void>();

function closingOf(view: HTMLElement): () => void {
  const press = () => view.hasAttribute('data-tools-open') && view.querySelector<HTMLElement>('.map-tool-more')?.click();
  const close = closings.get(view) ?? press;
  closings.set(view, close);
  return close;
}

/** The button of the list, and the one that shows the middle of the map with its coordinates. */
export function smallTools(view: HTMLElement): [IControl, IControl] {
  const more = toolButton('more', SLIDERS);
  const middle = toolButton('middle', CROSS);
  const close = closingOf(view);
  const show = (isOpen: boolean) => {
    // Back closes it, too.
    if (isOpen !== view.hasAttribute('data-tools-open')) view.dispatchEvent(new CustomEvent(isOpen ? 'cover-opened' : 'cover-closed', { detail: close, bubbles: true }));
    view.toggleAttribute('data-tools-open', isOpen);
    more.setAttribute('aria-expanded', String(isOpen));
    name(more, say(isOpen ? 'web-map-tools-close' : 'web-map-tools'));
  };
  const mark = () => middle.setAttribute('aria-pressed', String(view.hasAttribute('data-middle')));
  name(middle, say('web-map-middle'));
  show(view.hasAttribute('data-tools-open'));
  mark();
  more.addEventListener('click', () => show(!view.hasAttribute('data-tools-open')));
  middle.addEventListener('click', () => (view.toggleAttribute('data-middle'), mark()));
  return [control(more, (map) => closes(map, more, show)), control(middle)];
}

/** Whoever chose a tool, went on with the map or pressed Escape is done with the list. */
function closes(map: MapLibre, more: HTMLElement, show: (isOpen: boolean) => void): void {
  const holder = map.getContainer();
  const isOpen = () => more.getAttribute('aria-expanded') === 'true';
  holder.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (isOpen() && button && button !== more && button.closest('.maplibregl-ctrl-top-right')) show(false);
  });
  // Wherever the focus is: Escape means what was opened last.
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    event.stopPropagation();
    show(false);
    more.focus();
  };
  window.addEventListener('keydown', escape, true);
  map.on('remove', () => window.removeEventListener('keydown', escape, true));
  map.on('movestart', ({ originalEvent }) => originalEvent && show(false));
  // Where north is matters once it is not above.
  const turned = () => holder.toggleAttribute('data-turned', map.getBearing() !== 0 || map.getPitch() !== 0);
  map.on('rotate', turned);
  map.on('pitch', turned);
  turned();
}

function toolButton(kind: string, drawn: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `map-tool map-tool-${kind}`;
  made.innerHTML = drawn;
  return made;
}

function name(button: HTMLElement, words: string): void {
  button.title = words;
  button.setAttribute('aria-label', words);
}

function control(button: HTMLElement, added: (map: MapLibre) => void = () => undefined): IControl {
  const holder = document.createElement('div');
  holder.className = 'maplibregl-ctrl maplibregl-ctrl-group';
  holder.append(button);
  return { onAdd: (map) => (added(map as MapLibre), holder), onRemove: () => holder.remove() };
}
