// The panel's host: a column beside the map on wide screens, a sheet with three stops on a phone.
// The stops have buttons as well as the drag, and never cover the map's own buttons.

import { say } from '../page/text.ts';

export type Stop = 'peek' | 'half' | 'full';

const STOPS: readonly Stop[] = ['peek', 'half', 'full'];
/** The height at the lowest stop, as in page.css. */
const LEAST = 96;
/** A drag shorter than this many pixels is a tap. */
const TAP = 8;

export class BottomSheet extends HTMLElement {
  private handle = document.createElement('button');

  connectedCallback(): void {
    this.handle.type = 'button';
    this.handle.className = 'sheet-handle';
    this.handle.addEventListener('pointerdown', (event) => this.drag(event));
    this.handle.addEventListener('click', (event) => event.detail === 0 && this.next());
    this.prepend(this.handle);
    this.stop = this.stop;
  }

  get stop(): Stop {
    return STOPS.find((stop) => stop === this.dataset.stop) ?? 'half';
  }

  set stop(stop: Stop) {
    this.dataset.stop = stop;
    this.style.removeProperty('height');
    this.words();
    this.dispatchEvent(new CustomEvent('sheet-moved', { bubbles: true }));
  }

  /** Pixels of the map under the sheet; none where it stands beside the map. At full height the map waits behind. */
  get covered(): number {
    if (getComputedStyle(this).position !== 'absolute') return 0;
    const whole = this.parentElement?.clientHeight ?? 0;
    return this.stop === 'peek' ? LEAST : whole / 2;
  }

  /** Says again what the handle does, after a change of stop or language. */
  words(): void {
    this.handle.setAttribute('aria-label', say(this.stop === 'full' ? 'web-sheet-less' : 'web-sheet-more'));
    this.handle.setAttribute('aria-expanded', String(this.stop !== 'peek'));
  }

  private next(): void {
    this.stop = this.stop === 'full' ? 'peek' : (STOPS[STOPS.indexOf(this.stop) + 1] as Stop);
  }

  private drag(start: PointerEvent): void {
    const height = this.getBoundingClientRect().height;
    const whole = this.parentElement?.clientHeight ?? window.innerHeight;
    this.handle.setPointerCapture(start.pointerId);
    const move = (event: PointerEvent) => this.style.setProperty('height', `${height + start.clientY - event.clientY}px`);
    const end = (event: PointerEvent) => {
      this.handle.removeEventListener('pointermove', move);
      const share = (height + start.clientY - event.clientY) / whole;
      if (Math.abs(start.clientY - event.clientY) < TAP) return this.next();
      this.stop = share < 0.3 ? 'peek' : share < 0.7 ? 'half' : 'full';
    };
    this.handle.addEventListener('pointermove', move);
    this.handle.addEventListener('pointerup', end, { once: true });
  }
}

customElements.define('bottom-sheet', BottomSheet);
