// Where Back leads: to what the reader looked at before, and first of all down from a raised sheet or out of what was opened over the map. An
// entry of the browser's history is made when something else is looked at, not when the map is moved. Knows links as texts only; what a link
// means is the viewer's.

import type { BottomSheet, Stop } from './bottom-sheet.ts';

/** What is kept with an entry. */
interface Entry {
  /** Where it stands in the history, so that back and forward are told apart. */
  at?: number;
  /** Where the sheet stood. */
  stop?: Stop;
  /** The sheet was raised from here, with nothing else looked at. */
  from?: Stop;
  /** How many things were open over the map. */
  over?: number;
}

/** How something is closed, and the entry it was opened with. */
interface Cover {
  close: () => void;
  at?: number;
}

const STOPS: readonly Stop[] = ['peek', 'half', 'full'];

export class Trail {
  /** What the entry we are at looks at. */
  private looked?: string;
  /** The link of what is shown now. */
  private link?: string;
  private stop?: Stop;
  /** The entry we are at. */
  private here: Entry = entry();
  /** What is open over the map; the last is on top. */
  private readonly covers: Cover[] = [];
  /** The next other thing that is looked at is a step of the reader. */
  private isStep = false;
  /** The entry was made for what is looked at next. */
  private isFresh = false;
  private isComing = false;
  /** We are about to go back, and what was written meanwhile. */
  private isLeaving = false;
  private waiting?: [link: string, looked: string];

  /** The reader is about to look at something else: once the link says so, Back leads to what is looked at now. */
  step(): void {
    this.isStep = true;
  }

  /** The same when the map is about to leave, too: Back leads to where it stands now. */
  leave(): void {
    this.push({});
    this.isFresh = true;
  }

  /** The link of what is shown now; `looked` says what is looked at, wherever the map stands. */
  write(link: string, looked: string): void {
    if (this.isLeaving) return void (this.waiting = [link, looked]);
    const isOther = looked !== this.looked;
    const { from } = this.here;
    if (isOther && this.isStep && !this.isFresh && from === undefined) this.push({}, link);
    else this.replace({ from: isOther ? undefined : from, stop: this.stop }, link);
    if (isOther) this.isStep = this.isFresh = false;
    [this.looked, this.link] = [looked, link];
  }

  /** A sheet over the map was moved: one that was raised goes down by Back. */
  moved(stop: Stop): void {
    const before = this.stop ?? stop;
    this.stop = stop;
    if (this.isComing || this.isLeaving || before === stop) return;
    const { from } = this.here;
    if (from === undefined && isHigher(stop, before)) this.push({ from: before });
    // Lowered by hand: the entry of the raised sheet is not left behind.
    else if (from !== undefined && !isHigher(stop, from)) this.goBack();
    else this.replace({ stop });
  }

  /** Something was opened over the map: Back closes it. */
  opened(close: () => void): void {
    const cover: Cover = { close };
    this.covers.push(cover);
    this.push({});
    cover.at = this.here.at;
  }

  /** It was closed by hand: its entry is not left behind. */
  closed(close: () => void): void {
    const which = this.covers.findIndex((cover) => cover.close === close);
    // Back has closed it.
    if (which < 0) return;
    const [cover] = this.covers.splice(which, 1);
    if (cover?.at === this.here.at) this.goBack();
  }

  /** Back or forward led here: what was opened since is closed, the sheet goes down to where it stood, and never up. */
  came(sheet: BottomSheet | null): void {
    const [left, isOwn] = [this.here, this.isLeaving];
    this.isLeaving = false;
    this.here = entry();
    const { stop, over = 0, at = 0 } = this.here;
    const isBack = at < (left.at ?? 0);
    // Only that was undone: what is looked at, and where the map stands, stays.
    if (isBack && this.link !== undefined && (left.from !== undefined || (left.over ?? 0) > over)) this.replace({}, this.link);
    if (isOwn) return this.arrive();
    this.isStep = this.isFresh = false;
    if (isBack) for (const { close } of this.covers.splice(over).reverse()) close();
    if (!sheet || stop === undefined || !isHigher(sheet.stop, stop)) return;
    this.isComing = true;
    sheet.stop = stop;
    this.isComing = false;
  }

  /** An entry of ours is left. The browser goes a moment later: what is shown meanwhile belongs to where it arrives. */
  private goBack(): void {
    this.isLeaving = true;
    history.back();
  }

  private arrive(): void {
    this.replace({ stop: this.stop });
    if (this.waiting) this.write(...this.waiting);
    this.waiting = undefined;
  }

  private push(more: Entry, link = location.href): void {
    this.here = { stop: this.stop, over: this.covers.length, at: (this.here.at ?? 0) + 1, ...more };
    history.pushState(this.here, '', link);
  }

  private replace(more: Entry, link = location.href): void {
    this.here = { ...this.here, ...more };
    history.replaceState(this.here, '', link);
  }
}

function isHigher(stop: Stop, than: Stop): boolean {
  return STOPS.indexOf(stop) > STOPS.indexOf(than);
}

function entry(): Entry {
  return (history.state ?? {}) as Entry;
}
