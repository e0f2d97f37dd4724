// What was, is, and was taken back: steps that can be undone and done again. Pure.

/** More steps back than anybody takes; a shape may be large. */
const MOST = 500;

export class UndoSteps<T> {
  private past: T[] = [];
  private future: T[] = [];
  /** Steps of one run, such as one corner nudged by keys, are one. */
  private run?: string;

  constructor(public now: T) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  take(next: T, run?: string): void {
    if (run === undefined || run !== this.run) this.past = [...this.past, this.now].slice(-MOST);
    [this.now, this.future, this.run] = [next, [], run];
  }

  undo(): void {
    const before = this.past.at(-1);
    if (before === undefined) return;
    this.future.push(this.now);
    [this.past, this.now, this.run] = [this.past.slice(0, -1), before, undefined];
  }

  redo(): void {
    const next = this.future.pop();
    if (next === undefined) return;
    this.past.push(this.now);
    [this.now, this.run] = [next, undefined];
  }
}
