// What an app does about kept shapes: a button among the tools, and the shapes on the map of a device that has some. The rest is loaded when
// it is wanted.

import { html } from 'lit';
import { say } from '../../page/text.ts';
import type { KeptShapes } from './kept-shapes.ts';
import { isMarked } from './shelf.ts';

/** Has presses of its own on the map, and lets go of them. */
interface Holder extends HTMLElement {
  stop?: () => void;
}

const HOLDERS = 'map-measure, building-check';

/** Follows what an app's elements tell. `load` brings the rest; false if it does not come. */
export function followKept(app: HTMLElement, load: () => Promise<boolean>): void {
  const element = () => app.querySelector<KeptShapes>('kept-shapes');
  const show = async (isOpen: boolean) => {
    if ((isOpen || isMarked()) && !(await load())) return;
    const shapes = element();
    if (!shapes) return;
    if (!isOpen) shapes.stop?.();
    shapes.toggleAttribute('data-open', isOpen);
    shapes.isOpen = isOpen;
    await shapes.updateComplete;
    app.querySelector<HTMLElement>(isOpen ? '#kept-heading' : '[data-deed=kept]')?.focus();
  };
  app.addEventListener('kept-asked', () => void show(true));
  app.addEventListener('kept-closed', () => void show(false));
  for (const other of ['measure-asked', 'check-asked']) app.addEventListener(other, () => element()?.stop?.());
  app.addEventListener('kept-drawing', () => app.querySelectorAll<Holder>(HOLDERS).forEach((holder) => holder.stop?.()));
  app.addEventListener('map-opened', () => {
    if (isMarked()) void load().then((isHere) => isHere && element()?.draw());
  });
}

/** The tool in the panel. */
export function keptTool(): unknown {
  const ask = ({ currentTarget }: Event) => currentTarget?.dispatchEvent(new CustomEvent('kept-asked', { bubbles: true }));
  return html`<section class="tool"><button type="button" class="button button-quiet" data-deed="kept" @click=${ask}>${say('web-kept-tool')}</button><kept-shapes></kept-shapes></section>`;
}
