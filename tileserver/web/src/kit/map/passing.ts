// How long something that was done is said: a few seconds, and as long as somebody points at it or has the focus in it. Tests wind the clock.

import type { MapView } from './map-view.ts';

/** So long a line is read, by whoever reads slowly, too. */
export const PASSING_MS = 6000;

export interface Clock {
  after(ms: number, then: () => void): unknown;
  forget(timer: unknown): void;
}

const OF_THE_BROWSER: Clock = { after: (ms, then) => setTimeout(then, ms), forget: (timer) => clearTimeout(timer as number) };

export class Passing {
  private timer: unknown;
  private readonly holders = new Set<string>();

  /** `gone` takes away what was said. */
  constructor(
    private readonly gone: () => void,
    private readonly clock: Clock = OF_THE_BROWSER,
  ) {
    this.wait();
  }

  /** A pointer or the focus is on it, or has left it. */
  held(by: string, is: boolean): void {
    if (is) this.holders.add(by);
    else this.holders.delete(by);
    this.wait();
  }

  private wait(): void {
    this.clock.forget(this.timer);
    this.timer = undefined;
    if (this.holders.size === 0) this.timer = this.clock.after(PASSING_MS, this.gone);
  }
}

/** Says over the map that something was done. What is said there after it is left alone. */
export function noteDone(view: MapView, sentence: string): void {
  view.note(sentence, true);
  const place = view.querySelector<HTMLElement>('.map-note');
  const said = place?.firstChild;
  if (!place || !said) return;
  const leave = new AbortController();
  const passing = new Passing(() => {
    leave.abort();
    if (place.firstChild === said) place.replaceChildren();
  });
  for (const [by, begins, ends] of [['pointer', 'pointerenter', 'pointerleave'], ['focus', 'focusin', 'focusout']] as const) {
    place.addEventListener(begins, () => passing.held(by, true), leave);
    place.addEventListener(ends, () => passing.held(by, false), leave);
  }
}
