// One burst that somebody works on: where it is, which valves do not close, what the network answers, and what is new since. Knows no
// element and no map; it tells when something is different.

import { isBrokenOff, Refused } from '../../../kit/server/ask.ts';
import type { AskIsolation } from './asking.ts';
import { difference, isNone, type Difference } from './difference.ts';
import type { Burst, Isolation, Place } from './wire.ts';

export class BurstCase {
  burst?: Burst;
  /** Valves somebody said cannot be closed: what if. They are as they are wherever the pipe burst. */
  marked: string[] = [];
  /** What is on the screen. */
  answer?: Isolation;
  /** The answer if all valves were as the network has them; the same as `answer` as long as none is marked. */
  plain?: Isolation;
  /** A newer answer that tells something else: shown once the reader wants it, so that nothing moves under a finger. */
  fresh?: Isolation;
  isAsking = false;
  /** Why there is no answer. */
  refused?: Refused;
  /** When the answer came. */
  at?: Date;
  private freshPlain?: Isolation;
  private asking = new AbortController();

  constructor(
    private readonly ask: AskIsolation,
    private readonly changed: () => void,
  ) {}

  /** Asks about a burst. What was marked in another network is forgotten; a link may bring marks of its own. */
  async open(burst: Burst, marked?: readonly string[]): Promise<void> {
    if (burst.network !== this.burst?.network) this.marked = [];
    if (marked) this.marked = [...marked];
    this.burst = burst;
    await this.follow();
  }

  /** Another of the pipes near the first place. */
  async choose(edge: string): Promise<void> {
    const { network, more } = this.burst ?? {};
    if (network !== undefined) await this.open({ network, edge, ...(more ? { more } : {}) });
  }

  /** One place more that is isolated with the others. */
  async add(place: Place): Promise<void> {
    if (this.burst) await this.open({ ...this.burst, more: [...(this.burst.more ?? []), place] });
  }

  /** Leaves out one of several places. */
  async drop(at: number): Promise<void> {
    const { burst } = this;
    if (!burst) return;
    const { network, more = [], ...first } = burst;
    const [next, ...rest] = [first, ...more].filter((_, number) => number !== at);
    if (next) await this.open({ network, ...next, ...(rest.length > 0 ? { more: rest } : {}) });
  }

  async mark(valve: string): Promise<void> {
    if (this.marked.includes(valve)) return;
    this.marked = [...this.marked, valve];
    await this.follow();
  }

  async unmark(valve: string): Promise<void> {
    this.marked = this.marked.filter((each) => each !== valve);
    await this.follow();
  }

  async unmarkAll(): Promise<void> {
    this.marked = [];
    await this.follow();
  }

  /** The network changed: what is asked now waits if it tells something else. */
  async again(): Promise<void> {
    const { answer } = this;
    if (!answer) return this.burst ? this.follow() : undefined;
    const found = await this.both().catch(() => undefined);
    // Somebody asked something else meanwhile, or nothing could be learned: the answer stands with its revision.
    if (!found || this.answer !== answer) return;
    if (isNone(difference(answer, found.answer)) && sameStates(answer, found.answer)) this.show(found);
    else [this.fresh, this.freshPlain] = [found.answer, found.plain];
    this.changed();
  }

  /** Shows the newer answer. */
  take(): void {
    if (this.fresh && this.freshPlain) this.show({ answer: this.fresh, plain: this.freshPlain });
    this.changed();
  }

  /** What marked valves change; nothing if none is marked. */
  get whatIf(): Difference | undefined {
    if (this.marked.length === 0 || !this.answer || !this.plain) return undefined;
    const found = difference(this.plain, this.answer);
    // That one does not close what is stuck needs no word.
    return { ...found, removed: found.removed.filter((id) => !this.marked.includes(id)) };
  }

  /** What the newer answer tells otherwise. */
  get news(): Difference | undefined {
    return this.fresh && this.answer ? difference(this.answer, this.fresh) : undefined;
  }

  /** Drops what was answered, for somebody else may be looking now; the question stays. */
  forget(): void {
    this.asking.abort();
    this.isAsking = false;
    [this.answer, this.plain, this.fresh, this.freshPlain, this.refused] = [undefined, undefined, undefined, undefined, undefined];
  }

  /** Back to the beginning. */
  leave(): void {
    this.forget();
    this.burst = undefined;
    this.marked = [];
    this.changed();
  }

  private async follow(): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    this.isAsking = true;
    this.refused = undefined;
    this.changed();
    try {
      const found = await this.both(signal);
      if (signal.aborted || !found) return;
      this.show(found);
    } catch (trouble) {
      if (signal.aborted || isBrokenOff(trouble)) return;
      this.forget();
      this.refused = trouble instanceof Refused ? trouble : new Refused(undefined, 0, undefined);
    }
    this.isAsking = false;
    this.changed();
  }

  /** With the valves as marked, and as the network has them. */
  private async both(signal = this.asking.signal): Promise<{ answer: Isolation; plain: Isolation } | undefined> {
    const { burst, marked } = this;
    if (!burst) return undefined;
    const [answer, plain] = await Promise.all([this.ask(burst, marked, signal), marked.length > 0 ? this.ask(burst, [], signal) : undefined]);
    return { answer, plain: plain ?? answer };
  }

  private show({ answer, plain }: { answer: Isolation; plain: Isolation }): void {
    [this.answer, this.plain, this.fresh, this.freshPlain] = [answer, plain, undefined, undefined];
    this.at = new Date();
  }
}

/** True if the valves of both answers stand the same. */
function sameStates(a: Isolation, b: Isolation): boolean {
  const states = ({ valves }: Isolation) => JSON.stringify(valves.map(({ id, position, operable, accessible, tight }) => [id, position, operable, accessible, tight]));
  return states(a) === states(b);
}
