// The handle between two maps: dragged by pointer, moved by arrows as the WAI-ARIA pattern of a slider has it.

import { html } from 'lit';
import { say } from '../../../../kit/page/text.ts';
import { placeAfter, within } from './handle-place.ts';

export class Handle {
  /** Told where it is, and whether it stays there. */
  constructor(
    private readonly host: HTMLElement,
    private readonly moved: (at: number, isThere: boolean) => void,
  ) {}

  face(at: number): unknown {
    const share = Math.round(at * 100);
    return html`<div class="sides-handle" role="slider" tabindex="0" aria-orientation="horizontal" aria-valuemin="0" aria-valuemax="100" aria-valuenow=${share}
      aria-label=${say('web-swipe-handle')} aria-valuetext=${say('web-swipe-share', { share })} .style=${`left: ${at * 100}%`}
      @keydown=${(event: KeyboardEvent) => this.press(event, at)} @pointerdown=${(event: PointerEvent) => this.take(event)}>
      <span class="sides-grip" aria-hidden="true">‹ ›</span></div>`;
  }

  private press(event: KeyboardEvent, at: number): void {
    const to = placeAfter(event.key, at);
    if (to === undefined) return;
    event.preventDefault();
    this.moved(to, true);
  }

  private take(event: PointerEvent): void {
    const grip = event.currentTarget as HTMLElement;
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    const box = this.host.closest('map-view')?.getBoundingClientRect();
    const placeOf = ({ clientX }: PointerEvent) => (box && box.width > 0 ? within((clientX - box.left) / box.width) : 0.5);
    const drag = (moved: PointerEvent) => this.moved(placeOf(moved), false);
    const end = (last: PointerEvent) => {
      grip.removeEventListener('pointermove', drag);
      this.moved(placeOf(last), true);
    };
    grip.addEventListener('pointermove', drag);
    grip.addEventListener('lostpointercapture', (last) => end(last), { once: true });
  }
}
