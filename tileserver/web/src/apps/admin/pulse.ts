// Asks again and again while something goes on: every second while the page is looked at, seldom while it is hidden, later after each failure.

import { pauseBefore } from '../../kit/server/ask.ts';

/** A page nobody looks at asks this many times more seldom. */
const HIDDEN = 15;

export class Pulse {
  private timer?: ReturnType<typeof setTimeout>;
  private failures = 0;
  private isOn = false;
  private isAsking = false;
  private readonly look = (): void => {
    if (this.isOn && !document.hidden) void this.beat();
  };

  /** `asked` says whether to ask again; what it throws is trouble that may pass. */
  constructor(
    private readonly asked: () => Promise<boolean>,
    private readonly every_ms: number,
  ) {}

  /** Asks at once, and from then on. */
  start(): void {
    if (!this.isOn) document.addEventListener('visibilitychange', this.look);
    this.isOn = true;
    this.failures = 0;
    void this.beat();
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.look);
  }

  private async beat(): Promise<void> {
    if (this.isAsking) return;
    clearTimeout(this.timer);
    this.isAsking = true;
    const goesOn = await this.asked().then(
      (wanted) => {
        this.failures = 0;
        return wanted;
      },
      () => {
        this.failures += 1;
        return true;
      },
    );
    this.isAsking = false;
    if (!this.isOn) return;
    if (!goesOn) return this.stop();
    const pause = this.failures > 0 ? pauseBefore(this.failures - 1) : this.every_ms;
    this.timer = setTimeout(() => void this.beat(), document.hidden ? Math.max(pause, this.every_ms * HIDDEN) : pause);
  }
}
