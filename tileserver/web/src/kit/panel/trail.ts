// Where Back leads: to what the reader looked at before, and first of all down from a raised sheet. An entry of the browser's history is
// made when something else is looked at, not when the map is moved. Knows links as texts only; what a link means is the viewer's.

import type { BottomSheet, Stop } from './bottom-sheet.ts';

/** What is kept with an entry. */
interface Entry {
  /** Where the sheet stood. */
  stop?: Stop;
  /** The sheet was raised from here, with nothing else looked at. */
  from?: Stop;
}

const STOPS: readonly Stop[] = ['peek', 'half', 'full'];

export class Trail {
  /** What the entry we are at looks at. */
  private looked?: string;
  private stop?: Stop;
  /** The next other thing that is looked at is a step of the reader. */
  private isStep = false;
  /** The entry was made for what is looked at next. */
  private isFresh = false;
  private isComing = false;

  /** The reader is about to look at something else: once the link says so, Back leads to what is looked at now. */
  step(): void {
    this.isStep = true;
  }

  /** The same when the map is about to leave, too: Back leads to where it stands now. */
  leave(): void {
    history.pushState({ stop: this.stop }, '', location.href);
    this.isFresh = true;
  }

  /** The link of what is shown now; `looked` says what is looked at, wherever the map stands. */
  write(link: string, looked: string): void {
    const isOther = looked !== this.looked;
    const { from } = entry();
    if (isOther && this.isStep && !this.isFresh && from === undefined) history.pushState({ stop: this.stop }, '', link);
    else history.replaceState({ stop: this.stop, ...(isOther || from === undefined ? {} : { from }) }, '', link);
    if (isOther) this.isStep = this.isFresh = false;
    this.looked = looked;
  }

  /** A sheet over the map was moved: one that was raised goes down by Back. */
  moved(stop: Stop): void {
    const before = this.stop ?? stop;
    this.stop = stop;
    if (this.isComing || before === stop) return;
    const { from } = entry();
    if (from === undefined && isHigher(stop, before)) history.pushState({ stop, from: before }, '', location.href);
    // Lowered by hand: the entry of the raised sheet is not left behind.
    else if (from !== undefined && !isHigher(stop, from)) history.back();
    else history.replaceState({ ...entry(), stop }, '', location.href);
  }

  /** Back or forward led here: the sheet goes down to where it stood, and never up. */
  came(sheet: BottomSheet | null): void {
    this.isStep = this.isFresh = false;
    const { stop } = entry();
    if (!sheet || stop === undefined || !isHigher(sheet.stop, stop)) return;
    this.isComing = true;
    sheet.stop = stop;
    this.isComing = false;
  }
}

function isHigher(stop: Stop, than: Stop): boolean {
  return STOPS.indexOf(stop) > STOPS.indexOf(than);
}

function entry(): Entry {
  return (history.state ?? {}) as Entry;
}
